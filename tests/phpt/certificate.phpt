--TEST--
The certificate can be read, and there may be none
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$client = $fake->client();
var_dump($client->certificate());
$fake->change(basic_certificate: ['staging' => true]);
$certificate = $client->certificate();
var_dump($certificate::class, $certificate->method, $certificate->authorizationMethod, $certificate->staging);
var_dump(is_int($certificate->id), is_string($certificate->validUntil), is_string($certificate->createdAt));
--EXPECT--
NULL
string(20) "RunCloud\Certificate"
string(11) "letsencrypt"
string(7) "http-01"
bool(true)
bool(true)
bool(true)
bool(true)
