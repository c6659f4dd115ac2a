--TEST--
A plan tells what is missing, in place, extra and protected, and changes nothing
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$client = $fake->client();
foreach (['in-place.example.com', 'extra.example.com', 'example.org'] as $name) {
    $client->addDomain($name, false);
}
$fake->asked();
$plan = $client->plan(['missing.example.com', 'in-place.example.com' => true, 'MISSING.example.com' => null, 'example.org' => null]);
$names = fn (array $domains) => implode(', ', array_map(fn (RunCloud\Domain $domain) => $domain->name, $domains));
var_dump($plan->toAdd);
echo 'in place: ', $names($plan->inPlace), "\n";
echo 'extra: ', $names($plan->extra), "\n";
echo 'protected: ', $names($plan->protected), "\n";
echo 'www differs: ', $names($plan->wwwDiffers), "\n";
echo implode("\n", $fake->asked()), "\n";
--EXPECT--
array(1) {
  [0]=>
  string(19) "missing.example.com"
}
in place: in-place.example.com, example.org
extra: extra.example.com
protected: site-0001.example.net
www differs: in-place.example.com, example.org
GET /domains?page=1&perPage=40
