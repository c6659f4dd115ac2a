--TEST--
An internationalised name is attached in ASCII
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
echo $fake->client()->addDomain('Bücher.example.com')->domain, "\n";
--EXPECT--
xn--bcher-kva.example.com
