<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * An entry of the web application's activity log.
 *
 * @example
 *     echo $client->activity()[0]->message ?? 'nothing yet';
 */
final readonly class ActivityEntry
{
    /** RunCloud's kind of entry, when it tells. */
    public ?string $kind;

    /** What happened, in RunCloud's words: one line, no markup. */
    public string $message;

    /** When, as RunCloud writes it. */
    public ?string $createdAt;

    /** Only the extension makes these. */
    private function __construct()
    {
        throw new \LogicException('RunCloud\ActivityEntry is provided by the runcloud extension.');
    }
}
