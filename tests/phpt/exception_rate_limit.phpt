--TEST--
A rate limit that does not fit the budget is a RateLimitException with the seconds to wait
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$fake->reply(429, ['message' => 'Too Many Attempts.'], ['retry-after' => '60']);
$thrown = thrown(fn () => $fake->client()->domains());
var_dump($thrown instanceof RunCloud\Exception, $thrown->status, $thrown->retryable, $thrown->retryAfter, $thrown->errors);
--EXPECT--
RunCloud\RateLimitException: RunCloud's rate limit is reached (HTTP 429: Too Many Attempts.). Try again in 60 seconds, with fewer requests at a time.
bool(true)
int(429)
bool(true)
int(60)
array(0) {
}
