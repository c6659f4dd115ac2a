--TEST--
Where AutoSSL is on nothing is requested
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$fake->change(auto_ssl: true);
$result = $fake->client()->redeploySsl();
echo $result->outcome->name, ': ', $result->message, "\n";
echo implode("\n", $fake->asked()), "\n";
--EXPECT--
Automatic: Nothing was requested: AutoSSL is on, and RunCloud issues certificates by itself.
GET /ssl/advanced
