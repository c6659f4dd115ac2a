--TEST--
The stubs say what Reflection says
--FILE--
<?php
require __DIR__ . '/fake.inc';
echo run_php([dirname(__DIR__) . '/stubs/parity.php']);
--EXPECT--
The stubs and the extension agree: 3 functions, 28 classes, 5 settings.
