--TEST--
A token speaks API v3, a key and secret speak API v2
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$fake->client()->addDomain('a.example.com');
$fake->client(token: null, apiKey: $fake->ready->key, apiSecret: $fake->ready->secret)->addDomain('b.example.com');
foreach ($fake->control('GET', '/journal')['entries'] as $entry) {
    echo $entry['path'], ' ', $entry['status'], "\n";
}
--EXPECT--
/api/v3/servers/10101/webapps/646/domains 200
/api/v2/servers/10101/webapps/646/domains 200
