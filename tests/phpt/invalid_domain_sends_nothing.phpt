--TEST--
A name that cannot be used is refused and nothing is sent
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$client = $fake->client();
$names = ['', ' ', "shop\0.example.com", "shop.example.com\r\nX-Injected: 1", "\xff\xfe.example.com", "caf\xe9.example.com",
    'localhost', '127.0.0.1', '[::1]', 'example.com:443', 'example.com/path', '../domains', 'a..example.com', '*.example.com',
    '-a.example.com', str_repeat('a', 64) . '.example.com', str_repeat('a.', 5_000_000) . 'example.com', "\u{202e}moc.elpmaxe"];
foreach ($names as $name) {
    foreach ([fn () => $client->addDomain($name), fn () => $client->removeDomain($name), fn () => $client->domain($name),
        fn () => $client->dnsRecords($name), fn () => $client->certificate($name), fn () => $client->redeploySsl($name),
        fn () => $client->plan([$name]), fn () => runcloud_add_domain($name, client: $client)] as $call) {
        try {
            $call();
            echo 'accepted: ', substr($name, 0, 40), "\n";
        } catch (RunCloud\InvalidDomainException $refused) {
            if (strlen($refused->getMessage()) > 1000 || preg_match('/[\x00-\x1f]/', $refused->getMessage())) {
                echo "the message repeats too much of the name\n";
            }
        }
    }
}
var_dump($fake->asked());
--EXPECT--
array(0) {
}
