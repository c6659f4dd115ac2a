--TEST--
Diagnosing finds everything in order
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$fake->change(basic_certificate: []);
foreach ($fake->client()->diagnose() as $check) {
    echo $check->status->value, ': ', $check->name, ' ', json_encode($check->nextStep), "\n";
}
--EXPECT--
ok: settings null
ok: connection null
ok: credentials null
ok: server null
ok: web application null
ok: domains null
ok: ssl null
ok: certificate names null
