--TEST--
Refused credentials are an AuthenticationException
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$thrown = thrown(fn () => $fake->client(token: 'wrong')->domains());
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECT--
RunCloud\AuthenticationException: RunCloud refused the credentials (HTTP 401: Invalid credentials.). Check the token, or the key and secret, in your RunCloud dashboard under Settings > API Management. If the key has an IP whitelist, add this server's address to it.
bool(true)
int(401)
bool(false)
NULL
array(0) {
}
