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
RunCloud\PermissionException: RunCloud denied access to the web application (HTTP 403: This action is unauthorized.). Check WU_RUNCLOUD_APP_ID, and that the credentials belong to its workspace.
bool(true)
int(403)
bool(false)
NULL
array(0) {
}
