--TEST--
A function without a client reads the environment anew at each call
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::start();
echo $fake->run(<<<'PHP'
    echo runcloud_add_domain('shop.example.com')->outcome->name, "\n";
    putenv('WU_RUNCLOUD_APP_ID=647');
    try {
        runcloud_add_domain('shop.example.com');
    } catch (RunCloud\ConflictException) {
        echo "held by the other web application\n";
    }
    PHP);
--EXPECT--
Added
held by the other web application
