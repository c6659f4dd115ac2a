--TEST--
The primary domain is not removed but a ProtectedDomainException
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$client = $fake->client();
$thrown = thrown(fn () => $client->removeDomain($client->domains()[0]->name));
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECT--
RunCloud\ProtectedDomainException: site-0001.example.net was not removed, because it is the primary domain of the web application. Make another domain the primary one in your RunCloud dashboard first.
bool(true)
NULL
bool(false)
NULL
array(0) {
}
