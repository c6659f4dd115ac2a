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
started. runcloud.timeout is not a number of seconds above 0 and up to 3600: "soon". Correct it in php.ini, or in the call.
started. runcloud.timeout is not a number of seconds above 0 and up to 3600: "0". Correct it in php.ini, or in the call.
started. runcloud.timeout is not a number of seconds above 0 and up to 3600: "". Correct it in php.ini, or in the call.
started. runcloud.connect_timeout is not a number of seconds above 0 and up to 3600: "-1". Correct it in php.ini, or in the call.
started. runcloud.api_url does not begin with https://, so the credentials would be sent unencrypted. Use https. Plain http is only for this machine itself.
started. The file in runcloud.ca_file cannot be read: /nowhere/ca.pem (No such file or directory (os error 2)). Correct runcloud.ca_file in php.ini, or make the file readable.
started. The file in runcloud.ca_file contains no PEM certificate: %s/settings_unusable.php. Correct runcloud.ca_file in php.ini.
started. runcloud.proxy is not a URL of the form http://HOST:PORT. Correct it in php.ini, or in the call.
started. made
