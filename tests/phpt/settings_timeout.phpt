--TEST--
The timeout of the settings bounds a call, and the argument overrides it
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$fake->fault('stall');
ini_set('runcloud.timeout', '0.2');
$begun = microtime(true);
thrown(fn () => $fake->client(timeout: null)->domains());
thrown(fn () => $fake->client(timeout: 0.4)->domains());
var_dump(microtime(true) - $begun < 15);
--EXPECTF--
RunCloud\TransportException: 127.0.0.1:%d did not answer in time. Try again later, or allow more time (runcloud.timeout).
RunCloud\TransportException: 127.0.0.1:%d did not answer in time. Try again later, or allow more time (runcloud.timeout).
bool(true)
