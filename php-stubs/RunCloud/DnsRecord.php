<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * A DNS record that RunCloud asks for.
 *
 * @example
 *     foreach ($client->dnsRecords('shop.example.com') as $record) {
 *         echo "$record->hostname $record->type $record->content\n";
 *     }
 */
final readonly class DnsRecord
{
    /** `A`, `CNAME` and others. */
    public string $type;

    /** The host name that the record is for. */
    public string $hostname;

    /** What it points to. */
    public string $content;

    /** Only the extension makes these. */
    private function __construct()
    {
        throw new \LogicException('RunCloud\DnsRecord is provided by the runcloud extension.');
    }
}
