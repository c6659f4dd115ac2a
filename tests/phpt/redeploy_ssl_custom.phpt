--TEST--
A certificate of the owner's own is left alone
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$fake->change(basic_certificate: ['method' => 'custom']);
$result = $fake->client()->redeploySsl(install: true);
echo $result->outcome->name, ': ', $result->message, "\n";
echo implode("\n", $fake->asked()), "\n";
--EXPECT--
CustomCertificate: Nothing was requested: the installed certificate is the owner's own.
GET /ssl/advanced
GET /ssl
