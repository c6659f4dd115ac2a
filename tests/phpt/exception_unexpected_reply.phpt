--TEST--
An answer that is none of RunCloud's is a ServerException
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$fake->fault(['reply' => ['status' => 200, 'body' => '<html><title>Welcome</title>']]);
$thrown = thrown(fn () => $fake->client()->domains());
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECT--
RunCloud\ServerException: The answer is not one of RunCloud's API: it should be a list (HTTP 200: Welcome). Check that runcloud.api_url (default https://manage.runcloud.io/api) leads to RunCloud and that no proxy answers instead, then try again.
bool(true)
int(200)
bool(true)
NULL
array(0) {
}
