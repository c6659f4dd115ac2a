--TEST--
A setting that cannot be used is a ConfigurationException that names it
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$thrown = thrown(fn () => $fake->client(token: ' '));
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECT--
RunCloud\ConfigurationException: The setting token cannot be used: there is neither a token nor a key with its secret. Set it right and call again.
bool(true)
NULL
bool(false)
NULL
array(0) {
}
