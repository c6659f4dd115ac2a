--TEST--
A PHP constant wins over the environment variable of its name
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::start();
echo $fake->run(<<<'PHP'
    define('WU_RUNCLOUD_APP_ID', 646);
    define('WU_RUNCLOUD_SERVER_ID', '10101');
    define('WU_RUNCLOUD_API_TOKEN', 'fake-token-for-tests');
    echo count(RunCloud\Client::fromEnvironment()->domains()), "\n";
    PHP, environment: ['WU_RUNCLOUD_SERVER_ID' => '1', 'WU_RUNCLOUD_APP_ID' => '2', 'WU_RUNCLOUD_API_TOKEN' => 'wrong']);
// An empty constant is none, and so is one that is neither a string nor an integer.
echo $fake->run(<<<'PHP'
    define('WU_RUNCLOUD_APP_ID', '');
    define('WU_RUNCLOUD_SERVER_ID', false);
    define('WU_RUNCLOUD_API_TOKEN', null);
    echo count(RunCloud\Client::fromEnvironment()->domains()), "\n";
    PHP);
--EXPECT--
1
1
