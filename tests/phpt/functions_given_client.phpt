--TEST--
A function uses the client it is given instead of the environment
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$client = $fake->client();
echo runcloud_add_domain('shop.example.com', client: $client)->outcome->name, "\n";
echo runcloud_redeploy_ssl(client: $client)->outcome->name, "\n";
echo runcloud_remove_domain('shop.example.com', client: $client)->outcome->name, "\n";
--EXPECT--
Added
NoCertificate
Removed
