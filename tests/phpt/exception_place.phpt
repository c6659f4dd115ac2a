--TEST--
An exception has the file, line and trace of the caller
--FILE--
<?php
require __DIR__ . '/fake.inc';

function attach(string $domain): void
{
    runcloud_add_domain($domain, client: new RunCloud\Client(1, 2, 'a-token'));
}
try {
    attach('no name');
} catch (RunCloud\Exception $failure) {
    echo basename($failure->getFile()), ':', $failure->getLine(), "\n";
    echo str_replace(__DIR__ . '/', '', $failure->getTraceAsString()), "\n";
    var_dump($failure->getCode(), $failure->getPrevious());
}
try {
    (new RunCloud\Client(1, 2, 'a-token'))
        ->addDomain('no name');
} catch (RunCloud\Exception $failure) {
    echo basename($failure->getFile()), ':', $failure->getLine(), ' ', $failure->getTrace()[0]['function'], "\n";
}
--EXPECT--
exception_place.php:6
#0 exception_place.php(6): runcloud_add_domain('no name', NULL, Object(RunCloud\Client))
#1 exception_place.php(9): attach('no name')
#2 {main}
int(0)
NULL
exception_place.php:17 addDomain
