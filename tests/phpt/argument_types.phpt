--TEST--
Another type than the declared one is a TypeError
--FILE--
<?php
require __DIR__ . '/fake.inc';

$client = Fake::plain()->client();
thrown(fn () => runcloud_add_domain([], client: $client));
thrown(fn () => $client->addDomain(5));
thrown(fn () => $client->addDomain('a.example.com', 'yes'));
thrown(fn () => $client->removeDomain('a.example.com', 'x'));
thrown(fn () => runcloud_add_domain('a.example.com', client: new stdClass()));
thrown(fn () => $client->plan('a.example.com'));
thrown(fn () => $client->addDomain());
thrown(fn () => $client->domains(1));
--EXPECT--
TypeError: Invalid value given for argument `domain`.
TypeError: Invalid value given for argument `domain`.
TypeError: Invalid value given for argument `www`.
TypeError: Invalid value given for argument `id`.
TypeError: Invalid value given for argument `client`.
TypeError: Invalid value given for argument `domains`.
ArgumentCountError: RunCloud\Client::addDomain() expects at least 1 argument, 0 given
ArgumentCountError: RunCloud\Client::domains() expects exactly 0 arguments, 1 given
