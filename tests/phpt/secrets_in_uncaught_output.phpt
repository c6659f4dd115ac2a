--TEST--
No credential is in the output of an uncaught exception
--FILE--
<?php
require __DIR__ . '/fake.inc';
echo run_php(['-r', 'new RunCloud\Client(0, 1, "hush-token", "hush-key", "hush-secret");']);
--EXPECTF--

Fatal error: Uncaught RunCloud\ConfigurationException: serverId is not a RunCloud id: "0". Enter the number from the address of the web application's page in your RunCloud dashboard. in Command line code:1
Stack trace:
#0 Command line code(1): RunCloud\Client->__construct(0, 1, Object(SensitiveParameterValue), Object(SensitiveParameterValue), Object(SensitiveParameterValue))
#1 {main}
  thrown in Command line code on line 1
