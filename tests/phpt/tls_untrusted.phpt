--TEST--
Over TLS a server that nobody vouches for is not talked to
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::start();
echo $fake->run('try { RunCloud\Client::fromEnvironment()->domains(); } catch (RunCloud\TransportException $e) { var_dump($e->getMessage(), $e->retryable); }',
    ['runcloud.ca_file' => '']);
var_dump($fake->asked());
--EXPECTF--
string(%d) "No answer from RunCloud: no trusted TLS connection to 127.0.0.1:%d came about (io: invalid peer certificate: UnknownIssuer). Install the operating system's ca-certificates, or point runcloud.ca_file to the CA of a private endpoint."
bool(false)
array(0) {
}
