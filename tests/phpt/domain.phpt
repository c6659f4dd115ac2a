--TEST--
One domain can be looked up
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$client = $fake->client();
$client->addDomain('shop.example.com');
$domain = $client->domain('SHOP.example.com');
echo get_debug_type($domain), ': ', $domain->name, ', ', $domain->type, "\n";
var_dump($client->domain('elsewhere.example.com'));
--EXPECT--
RunCloud\Domain: shop.example.com, alias
NULL
