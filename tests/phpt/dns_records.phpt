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
RunCloud\NotFoundException: RunCloud does not know the domain (HTTP 404: elsewhere.example.com is not attached to the web application). List the web application's domains and use one of them.
