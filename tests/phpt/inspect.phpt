--TEST--
One domain is followed to the first thing that is wrong with it
--FILE--
<?php
require __DIR__ . '/fake.inc';
$fake = Fake::plain();
$client = $fake->client();
$show = static function (array $checks): void {
    foreach ($checks as $check) {
        echo "$check->name: {$check->status->value} {$check->code->value} ", json_encode($check->facts, JSON_UNESCAPED_SLASHES), "\n";
    }
};
$show($client->inspect('Shop.Example.com'));
$client->addDomain('shop.example.com');
$show($client->inspect('shop.example.com', ['203.0.113.9', '2001:db8::1']));
$show($client->inspect('shop.example.com', ['192.0.2.1']));
$fake->change(basic_certificate: ['days' => 60, 'covers' => ['shop.example.com']]);
[$entry, $dns, $certificate, $https] = $client->inspect('shop.example.com', addresses: ['192.0.2.1'], at: '127.0.0.1:1');
echo $https->finding, "\n", $https->nextStep, "\n";
foreach ([['a b'], ['shop.example.com', ['nowhere']], ['shop.example.com', null, 'a/b']] as $arguments) {
    thrown(fn () => $client->inspect(...$arguments));
}
$fake->stop();
echo $client->inspect('shop.example.com')[0]->code->value, "\n";
--EXPECTF--
entry: failed entry-missing {"domain":"shop.example.com"}
dns: skipped check-skipped []
certificate: skipped check-skipped []
https: skipped check-skipped []
entry: ok entry-found {"domain":"shop.example.com","id":%d,"type":"alias"}
dns: failed dns-elsewhere {"domain":"shop.example.com","server":"192.0.2.1","addresses":"203.0.113.9, 2001:db8::1","elsewhere":"203.0.113.9, 2001:db8::1"}
certificate: skipped check-skipped []
https: skipped check-skipped []
entry: ok entry-found {"domain":"shop.example.com","id":%d,"type":"alias"}
dns: ok dns-correct {"domain":"shop.example.com","server":"192.0.2.1","addresses":"192.0.2.1"}
certificate: failed certificate-none {"domain":"shop.example.com"}
https: skipped check-skipped []
Nothing answers HTTPS for shop.example.com (Connection refused (os error 111)).
Check that the web server runs and that its firewall lets port 443 in. Without any certificate in RunCloud, nothing listens there.
RunCloud\InvalidDomainException: "a b" contains a space. Enter a domain such as shop.example.com.
TypeError: RunCloud\Client::inspect(): addresses must be lists of IPv4 or IPv6 addresses as strings
RunCloud\ConfigurationException: at is not a URL of the form HOST:PORT. Correct it in php.ini, or in the call.
connection-refused
