--TEST--
The DNS of domains is compared with the server's address
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$client = $fake->client();
$checks = $client->checkDns(['Shop.Example.com' => ['192.0.2.1'], 'b.example.com' => [], 'c.example.com' => ['203.0.113.9'], 'x.runcloud.invalid', 'y.runcloud.invalid' => null]);
foreach (array_slice($checks, 0, 3) as $check) {
    echo $check->name, ' ', $check->facts['domain'], ': ', $check->finding, ' ', $check->nextStep, "\n";
}
echo count($checks), ' for ', count($client->exchanges()), " request\n";
foreach ([[1], ['a.example.com' => 'b'], ['a.example.com' => [1]], ['a b']] as $domains) {
    thrown(fn () => $client->checkDns($domains));
}
--EXPECT--
dns shop.example.com: shop.example.com points to this server: 192.0.2.1. 
dns b.example.com: b.example.com has no address in DNS. Set its A record to 192.0.2.1 where the domain is managed.
dns c.example.com: c.example.com points to 203.0.113.9, and 203.0.113.9 is not this server. Set the A record of c.example.com to 192.0.2.1 where the domain is managed.
5 for 1 request
TypeError: RunCloud\Client::checkDns(): addresses must be lists of IPv4 or IPv6 addresses as strings
TypeError: RunCloud\Client::checkDns(): addresses must be lists of IPv4 or IPv6 addresses as strings
TypeError: RunCloud\Client::checkDns(): addresses must be lists of IPv4 or IPv6 addresses as strings
RunCloud\InvalidDomainException: "a b" contains a space. Enter a domain such as shop.example.com.
