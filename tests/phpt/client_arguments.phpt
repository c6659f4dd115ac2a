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
RunCloud\ConfigurationException: The setting serverId cannot be used: "0" is not an id; RunCloud's ids are numbers. Set it right and call again.
RunCloud\ConfigurationException: The setting appId cannot be used: "-2" is not an id; RunCloud's ids are numbers. Set it right and call again.
RunCloud\ConfigurationException: The setting token cannot be used: there is neither a token nor a key with its secret. Set it right and call again.
RunCloud\ConfigurationException: The setting apiSecret cannot be used: it is missing beside apiKey. Set it right and call again.
RunCloud\ConfigurationException: The setting apiKey cannot be used: it is missing beside apiSecret. Set it right and call again.
RunCloud\ConfigurationException: The setting token cannot be used: it holds a blank, a line break or another character that no HTTP header can carry. Set it right and call again.
RunCloud\ConfigurationException: The setting token cannot be used: it holds a blank, a line break or another character that no HTTP header can carry. Set it right and call again.
RunCloud\ConfigurationException: The setting apiVersion cannot be used: it is neither "v2" nor "v3". Set it right and call again.
RunCloud\ConfigurationException: The setting apiVersion cannot be used: API v3 takes a token, not a key and secret. Set it right and call again.
RunCloud\ConfigurationException: The setting apiUrl cannot be used: plain http is only for this machine itself; use https. Set it right and call again.
RunCloud\ConfigurationException: The setting apiUrl cannot be used: it holds a user name or password. Set it right and call again.
RunCloud\ConfigurationException: The setting timeout cannot be used: 0 is not a number of seconds above 0 and up to 3600. Set it right and call again.
RunCloud\ConfigurationException: The setting timeout cannot be used: NaN is not a number of seconds above 0 and up to 3600. Set it right and call again.
TypeError: Invalid value given for argument `serverId`.
ArgumentCountError: RunCloud\Client::__construct() expects at least 2 arguments, 1 given
RunCloud\Client
