--TEST--
The activity log is read, newest first
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$fake->reply(200, ['data' => [
    ['kind' => 'ssl', 'content' => "<b>Certificate</b>\nissued", 'created_at' => '2026-01-02 03:04:05'],
    ['content' => 'Domain added'],
]], ['content-type' => 'application/json'], path: '*/log*');
foreach ($fake->client()->activity() as $entry) {
    var_dump($entry);
}
--EXPECTF--
object(RunCloud\ActivityEntry)#%d (3) {
  ["kind"]=>
  string(3) "ssl"
  ["message"]=>
  string(18) "Certificate issued"
  ["createdAt"]=>
  string(19) "2026-01-02 03:04:05"
}
object(RunCloud\ActivityEntry)#%d (3) {
  ["kind"]=>
  NULL
  ["message"]=>
  string(12) "Domain added"
  ["createdAt"]=>
  NULL
}
