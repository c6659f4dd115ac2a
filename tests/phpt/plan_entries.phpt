--TEST--
A plan refuses entries that are neither a name nor a name with a www
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$client = $fake->client();
$name = 'by-reference.example.com';
foreach ([[1], [['a.example.com']], ['a.example.com' => 'yes'], ['a.example.com' => 1], ['no name'], ["a\0.example.com" => true], ["\xff.example.com" => true]] as $domains) {
    thrown(fn () => $client->plan($domains));
}
var_dump($client->plan([&$name])->toAdd, $client->plan([])->toAdd);
echo implode("\n", $fake->asked()), "\n";
--EXPECT--
TypeError: RunCloud\Client::plan(): Argument #1 ($domains) must hold names as strings, or names as keys with bool or null
TypeError: RunCloud\Client::plan(): Argument #1 ($domains) must hold names as strings, or names as keys with bool or null
TypeError: RunCloud\Client::plan(): Argument #1 ($domains) must hold names as strings, or names as keys with bool or null
TypeError: RunCloud\Client::plan(): Argument #1 ($domains) must hold names as strings, or names as keys with bool or null
RunCloud\InvalidDomainException: "no name" contains a space. Enter a domain such as shop.example.com.
RunCloud\InvalidDomainException: "a�.example.com" contains a control character. Enter a domain such as shop.example.com.
RunCloud\InvalidDomainException: "�.example.com" is not valid UTF-8. Enter a domain such as shop.example.com.
array(1) {
  [0]=>
  string(24) "by-reference.example.com"
}
array(0) {
}
GET /domains?page=1&perPage=40
GET /domains?page=1&perPage=40
