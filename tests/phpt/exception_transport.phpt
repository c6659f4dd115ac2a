--TEST--
A server that does not answer is a TransportException
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$fake->fault(['refuse_connections' => (object) []]);
$thrown = thrown(fn () => $fake->client(timeout: 0.3)->domains());
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECTF--
RunCloud\TransportException: The connection to 127.0.0.1:%d was refused (io: Connection refused (os error 111)). Check this server's firewall for outgoing HTTPS, runcloud.proxy and runcloud.api_url, then try again.
bool(true)
NULL
bool(true)
NULL
array(0) {
}
