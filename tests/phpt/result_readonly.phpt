--TEST--
A result cannot be changed
--FILE--
<?php
require __DIR__ . '/fake.inc';

$result = Fake::plain()->client()->addDomain('shop.example.com');
thrown(function () use ($result) { $result->id = 5; });
thrown(function () use ($result) { $result->note = 'x'; });
thrown(function () use ($result) { unset($result->domain); });
thrown(function () use ($result) { $reference = &$result->domain; });
var_dump($result->domain, isset($result->id), isset($result->note), $result == clone $result);
--EXPECTF--
Error: Cannot modify readonly property RunCloud\DomainResult::$id
Error: Cannot create dynamic property RunCloud\DomainResult::$note
Error: Cannot unset readonly property RunCloud\DomainResult::$domain
Error: Cannot %Smodify readonly property RunCloud\DomainResult::$domain
string(16) "shop.example.com"
bool(true)
bool(false)
bool(true)
