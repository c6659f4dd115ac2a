--TEST--
Denied access is a PermissionException
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$fake->switch(wrong_app: 'forbidden');
$thrown = thrown(fn () => $fake->client(appId: 1)->domains());
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECT--
RunCloud\PermissionException: RunCloud denied access to the web application (HTTP 403: This action is unauthorized.). Check WU_RUNCLOUD_APP_ID against the number in the address of the web application's page, and that it stands on the server of WU_RUNCLOUD_SERVER_ID.
bool(true)
int(403)
bool(false)
NULL
array(0) {
}
