--TEST--
www is served for a registrable domain unless told otherwise
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$client = $fake->client();
var_dump($client->addDomain('example.com')->www);
var_dump($client->addDomain('shop.example.com')->www);
var_dump($client->addDomain('example.org', www: false)->www);
var_dump($client->addDomain('shop.example.org', true)->www);
--EXPECT--
bool(true)
bool(false)
bool(false)
bool(true)
