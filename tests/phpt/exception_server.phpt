--TEST--
A failure of RunCloud's is a ServerException that may be tried again
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$fake->reply(500, ['message' => 'Server Error']);
$thrown = thrown(fn () => $fake->client()->domains());
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECT--
RunCloud\ServerException: RunCloud failed to handle the request (HTTP 500: Server Error). Try again in a few minutes. If it keeps failing, see https://status.runcloud.io.
bool(true)
int(500)
bool(true)
NULL
array(0) {
}
