--TEST--
A password in a pool's php_admin_value is dropped and told at each request
--SKIPIF--
<?php require __DIR__ . '/fpm.inc'; if (Fpm::program() === null) die('skip PHP-FPM is not there');
?>
--FILE--
<?php
require __DIR__ . '/fake.inc';

require __DIR__ . '/fpm.inc';
$fpm = Fpm::start(workers: 1, ini: ['extension' => extension_under_test()],
    pool: 'php_admin_value[runcloud.proxy] = http://user:hush@127.0.0.1:3128');
$script = $fpm->script(<<<'PHP'
    <?php
    var_dump(ini_get('runcloud.proxy'));
    try {
        new RunCloud\Client(1, 2, 'a-token');
        echo "made\n";
    } catch (RunCloud\ConfigurationException $refused) {
        echo $refused->getMessage(), "\n";
    }
    PHP);
echo $fpm->answer($fpm->ask($script)), $fpm->answer($fpm->ask($script));
echo $fpm->stop();
--EXPECT--
string(0) ""
runcloud.proxy contains a user name or a password, which phpinfo() would show, so it is not used. Remove them from the URL.
string(0) ""
runcloud.proxy contains a user name or a password, which phpinfo() would show, so it is not used. Remove them from the URL.
