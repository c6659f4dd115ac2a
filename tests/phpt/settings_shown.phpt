--TEST--
php --ri shows version, API, TLS and settings
--FILE--
<?php
require __DIR__ . '/fake.inc';
echo run_php(['--ri', 'runcloud']);
--EXPECTF--

runcloud

Version => %d.%d.%d
RunCloud API => v3 (token), v2 (key and secret)
TLS => rustls, with the operating system's certificate authorities

Directive => Local Value => Master Value
runcloud.timeout => 30 => 30
runcloud.connect_timeout => 5 => 5
runcloud.api_url => https://manage.runcloud.io/api => https://manage.runcloud.io/api
runcloud.ca_file => no value => no value
runcloud.proxy => no value => no value
