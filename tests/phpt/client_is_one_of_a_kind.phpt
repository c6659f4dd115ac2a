--TEST--
A client can be neither cloned, serialised, extended nor half-made
--FILE--
<?php
require __DIR__ . '/fake.inc';

$client = new RunCloud\Client(1, 2, 'a-secret-token');
thrown(fn () => clone $client);
thrown(fn () => serialize($client));
thrown(fn () => unserialize('O:15:"RunCloud\Client":0:{}'));
thrown(fn () => (new ReflectionClass($client))->newInstanceWithoutConstructor());
thrown(function () use ($client) { $client->note = 'x'; });
var_dump((new ReflectionClass($client))->isFinal());
--EXPECT--
Error: Trying to clone an uncloneable object of class RunCloud\Client
Exception: Serialization of 'RunCloud\Client' is not allowed
Exception: Unserialization of 'RunCloud\Client' is not allowed
ReflectionException: Class RunCloud\Client is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Cannot create dynamic property RunCloud\Client::$note
bool(true)
