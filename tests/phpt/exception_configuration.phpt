--TEST--
A setting that cannot be used is a ConfigurationException that names it
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$thrown = thrown(fn () => $fake->client(token: ' '));
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECT--
RunCloud\ConfigurationException: There are no RunCloud credentials. Set token, or apiKey and apiSecret.
bool(true)
NULL
bool(false)
NULL
array(0) {
}
