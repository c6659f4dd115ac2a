--TEST--
The sync script in the docs adds what is missing, tells what is extra, and has nothing to do the second time
--FILE--
<?php
require __DIR__ . '/fake.inc';
require __DIR__ . '/../support/Scratch.php';

preg_match('~```php\n<\?php\n(// php sync.php .*?)```~s', file_get_contents(__DIR__ . '/../../docs/php.md'), $script)
    || die("docs/php.md has no sync script\n");
$fake = Fake::start();
$fake->change(add_domains: [['name' => 'old.example.com'], ['name' => 'there.example.com']]);
$names = RunCloud\Tests\Scratch::make('names') . '/names.txt';
file_put_contents($names, "there.example.com\nnew.example.com\n\ntaken-in-other-app.example.org\nsite-0001.example.net\n");
foreach (['first', 'second'] as $run) {
    echo "$run run\n", $fake->run('$argv = ' . var_export(['sync.php', $names], true) . ";\n" . $script[1], status: $status), "ended with $status\n";
}
file_put_contents($names, "there.example.com\n");
$fake->run('$argv = ' . var_export(['sync.php', $names], true) . ";\n" . $script[1], status: $status);
echo "without a failure it ended with $status\n";
RunCloud\Tests\Scratch::remove(dirname($names));
echo substr_count($script[0], "\n") <= 21 ? 'at most 20 lines' : 'too long', "\n";
?>
--EXPECTF--
first run
new.example.com was added.
taken-in-other-app.example.org: taken-in-other-app.example.org belongs to another web application (%s
In RunCloud and not on the list: old.example.com
ended with 1
second run
taken-in-other-app.example.org: taken-in-other-app.example.org belongs to another web application (%s
In RunCloud and not on the list: old.example.com
ended with 1
without a failure it ended with 0
at most 20 lines
