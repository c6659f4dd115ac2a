<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * What adding or removing a domain did.
 *
 * @example
 *     $result = runcloud_add_domain('shop.example.com');
 *     error_log($result->message);   // shop.example.com was added.
 *     echo json_encode($result);     // {"outcome":"added","domain":"shop.example.com","id":710,…}
 */
final readonly class DomainResult
{
    /** How it came out. */
    public Outcome $outcome;

    /** The name in ASCII. */
    public string $domain;

    /** RunCloud's number of the domain; null when it has no entry of its own. Keep it for removeDomain(). */
    public ?int $id;

    /** Whether RunCloud serves `www.` of it too; null when it did not tell. */
    public ?bool $www;

    /** The domain whose entry serves the name, as its `www` or by a wildcard; null when the name has an entry of its own. */
    public ?string $servedBy;

    /** The code of the message, for who shows it in another language. */
    public Reason $reason;

    /** The outcome as an English sentence. */
    public string $message;

    /** Only the extension makes these. */
    private function __construct()
    {
        throw new \LogicException('RunCloud\DomainResult is provided by the runcloud extension.');
    }
}
