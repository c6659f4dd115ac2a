--TEST--
An id hint saves the search and is verified, and one that is wrong does no harm
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain('--seed', '2');
$client = $fake->client();
$other = $client->domains()[1];
foreach ([$client->addDomain('a.example.com')->id, $other->id, 999999, 0, -1, PHP_INT_MAX] as $hint) {
    $client->addDomain('a.example.com');
    $fake->asked();
    echo $client->removeDomain('a.example.com', $hint)->outcome->name, ': ',
        implode(', ', array_filter($fake->asked(), fn ($asked) => !str_starts_with($asked, 'DELETE'))), "\n";
}
var_dump($client->domain($other->name)?->id === $other->id);
--EXPECT--
Removed: GET /domains/712
Removed: GET /domains/711, GET /domains?page=1&perPage=40
Removed: GET /domains/999999, GET /domains?page=1&perPage=40
Removed: GET /domains?page=1&perPage=40
Removed: GET /domains?page=1&perPage=40
Removed: GET /domains/9223372036854775807, GET /domains?page=1&perPage=40
bool(true)
