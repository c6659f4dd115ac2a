--TEST--
Diagnosing tells a program what it found: server, web application, certificate and number of names
--FILE--
<?php
require __DIR__ . '/fake.inc';

$facts = static fn ($client) => array_column($client->diagnose(), 'facts', 'name');
$fake = Fake::plain();
$fake->change(basic_certificate: ['days' => 10]);
$found = $facts($fake->client());
echo json_encode([$found['server'], $found['web application'], $found['domains'], $found['certificate names']]), "\n";
unset($found['ssl']['validUntil']);
var_dump($found['ssl']);
$fake->change(server_online: false);
var_dump($facts($fake->client())['server']['online']);
$fake->change(advanced_ssl: true);
echo json_encode($facts($fake->client())['ssl']), "\n";
$fake->reply(401, []);
echo json_encode($facts($fake->client())['server']), "\n";
--EXPECT--
[{"name":"web-1","online":true,"address":"192.0.2.1"},{"name":"app-network"},{"count":1},{"names":1,"limit":100}]
array(3) {
  ["method"]=>
  string(11) "letsencrypt"
  ["mode"]=>
  string(5) "basic"
  ["automatic"]=>
  bool(false)
}
bool(false)
{"mode":"advanced","automatic":false}
[]
