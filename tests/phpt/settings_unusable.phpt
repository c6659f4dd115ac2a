--TEST--
An unusable setting is told by name at the first call, not at startup
--FILE--
<?php
require __DIR__ . '/fake.inc';
$try = 'try { new RunCloud\Client(1, 2, "a-token"); echo "made\n"; } catch (RunCloud\ConfigurationException $e) { echo $e->getMessage(), "\n"; }';
foreach ([['runcloud.timeout' => 'soon'], ['runcloud.timeout' => '0'], ['runcloud.timeout' => ''], ['runcloud.connect_timeout' => '-1'],
    ['runcloud.api_url' => 'http://example.com/api'], ['runcloud.ca_file' => '/nowhere/ca.pem'], ['runcloud.ca_file' => __FILE__],
    ['runcloud.proxy' => 'socks5://127.0.0.1:1'], ['runcloud.api_url' => '', 'runcloud.timeout' => '2.5']] as $ini) {
    echo run_php(['-r', 'echo "started. "; ' . $try], $ini);
}
--EXPECTF--
started. The setting runcloud.timeout cannot be used: "soon" is not a number of seconds. Set it right and call again.
started. The setting runcloud.timeout cannot be used: 0 is not a number of seconds above 0 and up to 3600. Set it right and call again.
started. The setting runcloud.timeout cannot be used: "" is not a number of seconds. Set it right and call again.
started. The setting runcloud.connect_timeout cannot be used: -1 is not a number of seconds above 0 and up to 3600. Set it right and call again.
started. The setting runcloud.api_url cannot be used: plain http is only for this machine itself; use https. Set it right and call again.
started. The setting runcloud.ca_file cannot be used: /nowhere/ca.pem: No such file or directory (os error 2). Set it right and call again.
started. The setting runcloud.ca_file cannot be used: %s holds no PEM certificate. Set it right and call again.
started. The setting runcloud.proxy cannot be used: it is not an http:// URL. Set it right and call again.
started. made
