--TEST--
A domain of another web application is a ConflictException
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$thrown = thrown(fn () => $fake->client()->addDomain('taken-in-other-app.example.org'));
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECT--
RunCloud\ConflictException: taken-in-other-app.example.org belongs to another web application (HTTP 422: The given data was invalid.; name: Domain already exists.). Find it in the other web applications in your RunCloud dashboard, remove it there, and add it again.
bool(true)
int(422)
bool(false)
NULL
array(1) {
  ["name"]=>
  array(1) {
    [0]=>
    string(22) "Domain already exists."
  }
}
