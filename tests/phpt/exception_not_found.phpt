--TEST--
A web application that is not there is a NotFoundException that says so
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$thrown = thrown(fn () => $fake->client(appId: 1)->domains());
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECT--
RunCloud\NotFoundException: RunCloud does not know the web application (HTTP 404: Not Found). Check WU_RUNCLOUD_APP_ID. It is the number in the address of the web application's page, which must be on the server of WU_RUNCLOUD_SERVER_ID.
bool(true)
int(404)
bool(false)
NULL
array(0) {
}
