--TEST--
An answer that was lost and cannot be looked up is an OutcomeUnknownException
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$fake->fault('reset', method: 'POST', when: 'after');
$fake->reply(500, ['message' => 'Server Error'], method: 'GET');
$thrown = thrown(fn () => $fake->client()->addDomain('shop.example.com'));
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECTF--
RunCloud\OutcomeUnknownException: RunCloud may have added shop.example.com or not: its answer was lost (io: Connection reset by peer (os error 104)), and looking it up failed too. Try again. Adding a domain twice does no harm.
bool(true)
NULL
bool(true)
NULL
array(0) {
}
