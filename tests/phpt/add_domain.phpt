--TEST--
Adding a domain twice equals adding it once
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$client = $fake->client();
$first = $client->addDomain('shop.example.com');
$second = $client->addDomain('shop.example.com');
var_dump($first->outcome, $second->outcome, $first->id === $second->id, $first->www, $first->domain);
echo $first->message, "\n", $second->message, "\n";
--EXPECT--
enum(RunCloud\Outcome::Added)
enum(RunCloud\Outcome::AlreadyPresent)
bool(true)
bool(false)
string(16) "shop.example.com"
shop.example.com was added.
shop.example.com was already there.
