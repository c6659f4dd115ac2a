--TEST--
The constructor takes named arguments and says which one is wrong
--FILE--
<?php
require __DIR__ . '/fake.inc';

thrown(fn () => new RunCloud\Client(0, 2, 'a-token'));
thrown(fn () => new RunCloud\Client(1, -2, 'a-token'));
thrown(fn () => new RunCloud\Client(1, 2));
thrown(fn () => new RunCloud\Client(1, 2, apiKey: 'a-key'));
thrown(fn () => new RunCloud\Client(1, 2, apiSecret: 'a-secret'));
thrown(fn () => new RunCloud\Client(1, 2, "line\r\nbreak"));
thrown(fn () => new RunCloud\Client(1, 2, "\xff\xfe"));
thrown(fn () => new RunCloud\Client(1, 2, 'a-token', apiVersion: 'v4'));
thrown(fn () => new RunCloud\Client(1, 2, apiKey: 'a-key', apiSecret: 'a-secret', apiVersion: 'v3'));
thrown(fn () => new RunCloud\Client(1, 2, 'a-token', apiUrl: 'http://example.com/api'));
thrown(fn () => new RunCloud\Client(1, 2, 'a-token', apiUrl: 'https://user:hush@example.com/api'));
thrown(fn () => new RunCloud\Client(1, 2, 'a-token', timeout: 0.0));
thrown(fn () => new RunCloud\Client(1, 2, 'a-token', timeout: NAN));
thrown(fn () => new RunCloud\Client('one', 2, 'a-token'));
thrown(fn () => new RunCloud\Client(1));
echo get_debug_type(new RunCloud\Client(appId: 2, serverId: 1, token: 'a-token', timeout: 3)), "\n";
--EXPECT--
RunCloud\ConfigurationException: serverId is not a RunCloud id: "0". Enter the number from the address of the web application's page in your RunCloud dashboard.
RunCloud\ConfigurationException: appId is not a RunCloud id: "-2". Enter the number from the address of the web application's page in your RunCloud dashboard.
RunCloud\ConfigurationException: There are no RunCloud credentials. Set token, or apiKey and apiSecret.
RunCloud\ConfigurationException: apiSecret is missing, but apiKey is set. Set both, or use an API token.
RunCloud\ConfigurationException: apiKey is missing, but apiSecret is set. Set both, or use an API token.
RunCloud\ConfigurationException: token contains a space, a line break or another character that no credential has. Copy it again from your RunCloud dashboard.
RunCloud\ConfigurationException: token contains a space, a line break or another character that no credential has. Copy it again from your RunCloud dashboard.
RunCloud\ConfigurationException: apiVersion is neither "v2" nor "v3". Correct it, or leave it out.
RunCloud\ConfigurationException: API v3 needs a token, but only a key and a secret are set. Set WU_RUNCLOUD_API_TOKEN, or leave apiVersion out.
RunCloud\ConfigurationException: apiUrl does not begin with https://, so the credentials would be sent unencrypted. Use https. Plain http is only for this machine itself.
RunCloud\ConfigurationException: apiUrl contains a user name or a password, which phpinfo() would show, so it is not used. Remove them from the URL.
RunCloud\ConfigurationException: timeout is not a number of seconds above 0 and up to 3600: "0". Correct it in php.ini, or in the call.
RunCloud\ConfigurationException: timeout is not a number of seconds above 0 and up to 3600: "NaN". Correct it in php.ini, or in the call.
TypeError: Invalid value given for argument `serverId`.
ArgumentCountError: RunCloud\Client::__construct() expects at least 2 arguments, 1 given
RunCloud\Client
