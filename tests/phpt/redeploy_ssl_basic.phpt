--TEST--
Redeploying in basic mode requests a certificate, and says that it is requested and not issued
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$client = $fake->client();
foreach ([false, true, false] as $install) {
    $result = $client->redeploySsl(install: $install);
    echo $result->outcome->value, ', ', $result->mode->value, ', ', json_encode($result->certificateId), ': ', $result->message, "\n";
}
--EXPECT--
no-certificate, basic, null: Nothing was requested: there is no certificate, and none was to be installed.
install-requested, basic, null: A first certificate was requested. RunCloud issues it in the background.
redeploy-requested, basic, 123: A new certificate was requested. RunCloud issues it in the background.
