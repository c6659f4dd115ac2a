--TEST--
A name that is no host name is an InvalidDomainException
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$thrown = thrown(fn () => $fake->client()->addDomain('https://example.com/'));
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECT--
RunCloud\InvalidDomainException: "https://example.com/" is a URL, not a domain. Enter only the domain, such as shop.example.com.
bool(true)
NULL
bool(false)
NULL
array(0) {
}
