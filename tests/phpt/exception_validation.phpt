--TEST--
Refused data is a ValidationException with RunCloud's words by field
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$fake->reply(422, ['message' => 'The given data was invalid.', 'errors' => ['name' => ['The name is odd.', 'Really.'], 'type' => ['No.']]], method: 'POST');
$thrown = thrown(fn () => $fake->client()->addDomain('shop.example.com'));
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECT--
RunCloud\ValidationException: RunCloud refused the request (HTTP 422: The given data was invalid.; name: The name is odd.; name: Really.; type: No.). Correct what RunCloud names and try again.
bool(true)
int(422)
bool(false)
NULL
array(2) {
  ["name"]=>
  array(2) {
    [0]=>
    string(16) "The name is odd."
    [1]=>
    string(7) "Really."
  }
  ["type"]=>
  array(1) {
    [0]=>
    string(3) "No."
  }
}
