--TEST--
A forked child uses its own connection while its parent's goes on
--SKIPIF--
<?php if (!function_exists('pcntl_fork')) die('skip pcntl is not there');
?>
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::start();
echo $fake->run(<<<'PHP'
    $client = RunCloud\Client::fromEnvironment();
    $client->addDomain('parent.example.com');
    $child = pcntl_fork();
    if ($child === 0) {
        $client->addDomain('child-1.example.com');
        $client->addDomain('child-2.example.com');
        exit(0);
    }
    pcntl_waitpid($child, $status);
    echo 'child ended with ', pcntl_wexitstatus($status), "\n";
    $client->removeDomain('parent.example.com');
    PHP);
foreach ($fake->control('GET', '/journal')['entries'] as $entry) {
    echo $entry['connection'], ' ', $entry['tls'], ' ', $entry['method'], ' ', $entry['body']['name'] ?? '', "\n";
}
--EXPECT--
child ended with 0
1 full POST parent.example.com
2 full POST child-1.example.com
2 reused POST child-2.example.com
1 reused GET 
1 reused DELETE 
