--TEST--
What is missing or no number in the environment is named
--FILE--
<?php
require __DIR__ . '/fake.inc';
$good = ['WU_RUNCLOUD_SERVER_ID' => '1', 'WU_RUNCLOUD_APP_ID' => '2', 'WU_RUNCLOUD_API_TOKEN' => 'a-token'];
foreach ([[], ['WU_RUNCLOUD_SERVER_ID' => null], ['WU_RUNCLOUD_APP_ID' => ''], ['WU_RUNCLOUD_API_TOKEN' => null],
    ['WU_RUNCLOUD_SERVER_ID' => null, 'WU_RUNCLOUD_APP_ID' => null],
    ['WU_RUNCLOUD_API_TOKEN' => null, 'WU_RUNCLOUD_API_KEY' => 'a-key'],
    ['WU_RUNCLOUD_API_TOKEN' => null, 'WU_RUNCLOUD_API_SECRET' => 'a-secret'],
    ['WU_RUNCLOUD_SERVER_ID' => 'web-1'], ['WU_RUNCLOUD_APP_ID' => '-5'], ['WU_RUNCLOUD_APP_ID' => '1.5'],
    ['WU_RUNCLOUD_API_TOKEN' => "two\nlines"]] as $change) {
    foreach ($change + $good as $name => $value) {
        putenv($value === null ? $name : "$name=$value");
    }
    foreach (array_diff(['WU_RUNCLOUD_API_KEY', 'WU_RUNCLOUD_API_SECRET'], array_keys($change)) as $name) {
        putenv($name);
    }
    thrown(fn () => RunCloud\Client::fromEnvironment());
}
--EXPECT--
nothing was thrown
RunCloud\ConfigurationException: The setting WU_RUNCLOUD_SERVER_ID cannot be used: it is missing. Set it right and call again.
RunCloud\ConfigurationException: The setting WU_RUNCLOUD_APP_ID cannot be used: it is missing. Set it right and call again.
RunCloud\ConfigurationException: The setting WU_RUNCLOUD_API_TOKEN cannot be used: there is neither a token nor a key with its secret. Set it right and call again.
RunCloud\ConfigurationException: The setting WU_RUNCLOUD_SERVER_ID cannot be used: it is missing, and so is WU_RUNCLOUD_APP_ID. Set it right and call again.
RunCloud\ConfigurationException: The setting WU_RUNCLOUD_API_SECRET cannot be used: it is missing beside WU_RUNCLOUD_API_KEY. Set it right and call again.
RunCloud\ConfigurationException: The setting WU_RUNCLOUD_API_KEY cannot be used: it is missing beside WU_RUNCLOUD_API_SECRET. Set it right and call again.
RunCloud\ConfigurationException: The setting WU_RUNCLOUD_SERVER_ID cannot be used: "web-1" is not an id; RunCloud's ids are numbers. Set it right and call again.
RunCloud\ConfigurationException: The setting WU_RUNCLOUD_APP_ID cannot be used: "-5" is not an id; RunCloud's ids are numbers. Set it right and call again.
RunCloud\ConfigurationException: The setting WU_RUNCLOUD_APP_ID cannot be used: "1.5" is not an id; RunCloud's ids are numbers. Set it right and call again.
RunCloud\ConfigurationException: The setting WU_RUNCLOUD_API_TOKEN cannot be used: it holds a blank, a line break or another character that no HTTP header can carry. Set it right and call again.
