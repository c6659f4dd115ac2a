<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * One request as it was sent, and what became of it. Holds no body and no secret.
 *
 * @example
 *     foreach ($client->exchanges() as $exchange) {
 *         error_log("$exchange->method $exchange->path $exchange->status in $exchange->milliseconds ms");
 *     }
 */
final readonly class Exchange
{
    /** The HTTP method. */
    public string $method;

    /** The path below the API's base, with its query. */
    public string $path;

    /** The HTTP status of the answer; null when none arrived. */
    public ?int $status;

    /** Which attempt at this request it was; the first is 1. */
    public int $attempt;

    /** How long it took. */
    public float $milliseconds;

    /** How many requests RunCloud's rate limit leaves, when it said so. */
    public ?int $rateLimitRemaining;

    /** Only the extension makes these. */
    private function __construct()
    {
        throw new \LogicException('RunCloud\Exchange is provided by the runcloud extension.');
    }
}
