<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * A certificate as RunCloud keeps it. The key and the PEM are never read.
 *
 * @example
 *     $certificate = $client->certificate();
 *     echo $certificate?->validUntil ?? 'none, or still being issued';
 */
final readonly class Certificate
{
    /** RunCloud's number of the certificate; a new one after every installation. */
    public int $id;

    /** `letsencrypt`, `custom` or `csr`; null when RunCloud did not tell. */
    public ?string $method;

    /** `http-01` or `dns-01`. */
    public ?string $authorizationMethod;

    /** Whether it comes from Let's Encrypt's staging environment, which browsers do not trust. */
    public ?bool $staging;

    /** Until when it is valid, as RunCloud writes it; null while it is being issued. */
    public ?string $validUntil;

    /** When RunCloud renews it, as RunCloud writes it. */
    public ?string $renewalDate;

    /** When it was installed, as RunCloud writes it. */
    public ?string $createdAt;

    /** Only the extension makes these. */
    private function __construct()
    {
        throw new \LogicException('RunCloud\Certificate is provided by the runcloud extension.');
    }
}
