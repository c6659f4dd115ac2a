--TEST--
The exchanges of the last operation are told, without bodies
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$client = $fake->client();
var_dump($client->exchanges());
$fake->reply(503, ['message' => 'Down'], times: 1);
$client->addDomain('shop.example.com');
foreach ($client->exchanges() as $exchange) {
    printf("%s %s %d, attempt %d, %s, %s left\n", $exchange->method, $exchange->path, $exchange->status, $exchange->attempt,
        $exchange->milliseconds > 0 ? 'took time' : 'took none', json_encode($exchange->rateLimitRemaining));
}
try {
    $client->addDomain('not a name');
} catch (RunCloud\InvalidDomainException) {
    echo count($client->exchanges()), " after a name that was refused\n";
}
--EXPECTF--
array(0) {
}
POST /servers/10101/webapps/646/domains 503, attempt 1, took time, null left
GET /servers/10101/webapps/646/domains?page=1&perPage=40 200, attempt 1, took time, 59 left
POST /servers/10101/webapps/646/domains 200, attempt 2, took time, 58 left
0 after a name that was refused
