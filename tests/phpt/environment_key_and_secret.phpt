--TEST--
A key and secret from the environment are used where there is no token
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::start();
echo $fake->run('echo count(RunCloud\Client::fromEnvironment()->domains()), "\n";', environment: [
    'WU_RUNCLOUD_API_TOKEN' => null,
    'WU_RUNCLOUD_API_KEY' => $fake->ready->key,
    'WU_RUNCLOUD_API_SECRET' => $fake->ready->secret,
]);
echo $fake->control('GET', '/journal')['entries'][0]['path'], "\n";
--EXPECT--
1
/api/v2/servers/10101/webapps/646/domains?page=1&perPage=40
