--TEST--
A hundred calls share one connection and one TLS handshake
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::start();
echo $fake->run(<<<'PHP'
    for ($call = 0; $call < 50; ++$call) {
        RunCloud\Client::fromEnvironment()->domain('shop.example.com');
        runcloud_remove_domain('shop.example.com');
    }
    echo "done\n";
    PHP);
$journal = $fake->control('GET', '/journal');
var_dump(count($journal['entries']), $journal['connections'], $journal['handshakes']);
--EXPECT--
done
int(100)
int(1)
array(3) {
  ["full"]=>
  int(1)
  ["resumed"]=>
  int(0)
  ["failed"]=>
  int(0)
}
