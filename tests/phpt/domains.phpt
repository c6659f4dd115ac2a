--TEST--
All domains are listed, however many pages they fill
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain('--seed', '95');
$domains = $fake->client()->domains();
var_dump(count($domains), array_is_list($domains));
var_dump(count(array_unique(array_map(fn (RunCloud\Domain $domain) => $domain->id, $domains))));
echo implode("\n", $fake->asked()), "\n";
--EXPECT--
int(95)
bool(true)
int(95)
GET /domains?page=1&perPage=40
GET /domains?page=2&perPage=40
GET /domains?page=3&perPage=40
