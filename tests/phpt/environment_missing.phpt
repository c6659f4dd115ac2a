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
RunCloud\ConfigurationException: WU_RUNCLOUD_SERVER_ID is missing. Copy it from the address of the web application's page in your RunCloud dashboard.
RunCloud\ConfigurationException: WU_RUNCLOUD_APP_ID is missing. Copy it from the address of the web application's page in your RunCloud dashboard.
RunCloud\ConfigurationException: There are no RunCloud credentials. Set WU_RUNCLOUD_API_TOKEN, or WU_RUNCLOUD_API_KEY and WU_RUNCLOUD_API_SECRET.
RunCloud\ConfigurationException: WU_RUNCLOUD_SERVER_ID is missing, and so is WU_RUNCLOUD_APP_ID. Copy it from the address of the web application's page in your RunCloud dashboard.
RunCloud\ConfigurationException: WU_RUNCLOUD_API_SECRET is missing, but WU_RUNCLOUD_API_KEY is set. Set both, or use an API token.
RunCloud\ConfigurationException: WU_RUNCLOUD_API_KEY is missing, but WU_RUNCLOUD_API_SECRET is set. Set both, or use an API token.
RunCloud\ConfigurationException: WU_RUNCLOUD_SERVER_ID is not a RunCloud id: "web-1". Enter the number from the address of the web application's page in your RunCloud dashboard.
RunCloud\ConfigurationException: WU_RUNCLOUD_APP_ID is not a RunCloud id: "-5". Enter the number from the address of the web application's page in your RunCloud dashboard.
RunCloud\ConfigurationException: WU_RUNCLOUD_APP_ID is not a RunCloud id: "1.5". Enter the number from the address of the web application's page in your RunCloud dashboard.
RunCloud\ConfigurationException: WU_RUNCLOUD_API_TOKEN contains a space, a line break or another character that no credential has. Copy it again from your RunCloud dashboard.
