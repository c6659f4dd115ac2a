--TEST--
An outcome is good in match
--FILE--
<?php
require __DIR__ . '/fake.inc';

$client = Fake::plain()->client();
foreach (['addDomain', 'addDomain', 'removeDomain', 'removeDomain'] as $method) {
    echo match ($client->$method('shop.example.com')->outcome) {
        RunCloud\Outcome::Added => 'new',
        RunCloud\Outcome::AlreadyPresent => 'known',
        RunCloud\Outcome::Removed => 'gone',
        RunCloud\Outcome::AlreadyAbsent => 'never there',
    }, "\n";
}
--EXPECT--
new
known
gone
never there
