--TEST--
Memory stays flat over refused names and over real calls
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain('--seed', '40');
$client = $fake->client();
$refused = function () use ($client): void {
    try {
        $client->addDomain('no name');
    } catch (RunCloud\Exception) {
    }
};
$real = function () use ($client, $fake): void {
    $client->domains();
    $client->plan(['shop.example.com']);
    $client->exchanges();
    try {
        $client->removeDomain('site-0001.example.net');
    } catch (RunCloud\ProtectedDomainException) {
    }
};
function grown(callable $call, int $times): int
{
    gc_collect_cycles();
    $before = memory_get_usage();
    for ($i = 0; $i < $times; ++$i) {
        $call();
    }
    gc_collect_cycles();
    return memory_get_usage() - $before;
}
grown($refused, 10);
grown($real, 10);
var_dump(grown($refused, 2000), grown($real, 200));
--EXPECT--
int(0)
int(0)
