--TEST--
A script may change the timeouts and nothing else
--FILE--
<?php
var_dump(ini_set('runcloud.timeout', '10'), ini_set('runcloud.connect_timeout', '2'));
var_dump(ini_set('runcloud.api_url', 'https://example.com'), ini_set('runcloud.ca_file', '/tmp/x'), ini_set('runcloud.proxy', 'http://127.0.0.1:1'));
--EXPECT--
string(2) "30"
string(1) "5"
bool(false)
bool(false)
bool(false)
