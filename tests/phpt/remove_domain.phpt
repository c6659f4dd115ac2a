--TEST--
Removing a domain twice equals removing it once
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$client = $fake->client();
$id = $client->addDomain('shop.example.com')->id;
$first = $client->removeDomain('shop.example.com');
$second = $client->removeDomain('shop.example.com');
var_dump($first->outcome, $first->id === $id, $second->outcome, $second->id, $second->www);
echo $first->message, "\n", $second->message, "\n";
--EXPECT--
enum(RunCloud\Outcome::Removed)
bool(true)
enum(RunCloud\Outcome::AlreadyAbsent)
NULL
NULL
shop.example.com was removed.
shop.example.com was not there.
