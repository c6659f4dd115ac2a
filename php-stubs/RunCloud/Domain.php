<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * A domain of the web application, as RunCloud lists it.
 *
 * @example
 *     foreach ($client->domains() as $domain) {
 *         echo $domain->id, ' ', $domain->name, ' ', $domain->type ?? '?', "\n";
 *     }
 */
final readonly class Domain
{
    /** RunCloud's number of the domain. */
    public int $id;

    /** The host name in RunCloud's spelling; may be a wildcard such as `*.example.com`. */
    public string $name;

    /** `primary`, `alias` or `redirect`; null when RunCloud did not tell. */
    public ?string $type;

    /** Whether `www.` of it is served too. */
    public ?bool $www;

    /** `none`, `www` or `non-www`. */
    public ?string $redirection;

    /** Whether it is a wildcard entry. */
    public ?bool $wildcard;

    /** `none`, `cloudflare` and others. */
    public ?string $dnsIntegration;

    /** RunCloud documents no values. */
    public ?string $status;

    /** `YYYY-MM-DD HH:MM:SS`, without a zone. */
    public ?string $createdAt;

    /** Only the extension makes these. */
    private function __construct()
    {
        throw new \LogicException('RunCloud\Domain is provided by the runcloud extension.');
    }
}
