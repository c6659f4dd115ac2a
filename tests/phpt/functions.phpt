--TEST--
The three functions add, remove and redeploy on the web application that the environment names
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::start();
echo $fake->run(<<<'PHP'
    echo runcloud_add_domain('Shop.Example.com.')->message, "\n";
    echo runcloud_add_domain('shop.example.com')->message, "\n";
    echo runcloud_redeploy_ssl()->message, "\n";
    echo runcloud_redeploy_ssl(install: true)->message, "\n";
    echo runcloud_redeploy_ssl()->message, "\n";
    echo runcloud_remove_domain('shop.example.com')->message, "\n";
    echo runcloud_remove_domain('shop.example.com')->message, "\n";
    PHP);
echo implode("\n", $fake->asked()), "\n";
--EXPECT--
shop.example.com was added.
shop.example.com was already there.
Nothing was requested: there is no certificate, and none was to be installed.
A first certificate was requested. RunCloud issues it in the background.
A new certificate was requested. RunCloud issues it in the background.
shop.example.com was removed.
shop.example.com was not there.
POST /domains
POST /domains
GET /domains?page=1&perPage=40
GET /ssl/advanced
GET /ssl
GET /ssl/advanced
GET /ssl
POST /ssl
GET /ssl/advanced
GET /ssl
PUT /ssl/123
GET /domains?page=1&perPage=40
DELETE /domains/711
GET /domains?page=1&perPage=40
