--TEST--
The DNS records that a customer has to set are told
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$client = $fake->client();
$client->addDomain('shop.example.com');
foreach ($client->dnsRecords('shop.example.com') as $record) {
    echo get_debug_type($record), ': ', "$record->hostname $record->type $record->content\n";
}
thrown(fn () => $client->dnsRecords('elsewhere.example.com'));
--EXPECT--
RunCloud\DnsRecord: shop.example.com A 192.0.2.1
RunCloud\NotFoundException: The web application does not have the domain elsewhere.example.com. Use one of the domains in the web application's list, or add this one first.
