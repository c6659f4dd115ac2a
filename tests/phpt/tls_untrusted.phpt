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
string(202) "127.0.0.1:%d did not offer a trusted TLS connection (io: invalid peer certificate: UnknownIssuer). Install the package ca-certificates, or set runcloud.ca_file to the authority of a private endpoint."
bool(false)
array(0) {
}
