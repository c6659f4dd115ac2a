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
RunCloud\OutcomeUnknownException: It is not known whether RunCloud added shop.example.com: the answer was lost (no answer from RunCloud: the connection to 127.0.0.1:%d broke off (io: Connection reset by peer (os error 104))), and it could not be looked up. Call again: doing it twice does no harm.
bool(true)
NULL
bool(true)
NULL
array(0) {
}
