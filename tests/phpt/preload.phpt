--TEST--
opcache.preload does no harm, even when the preloaded file calls RunCloud
--SKIPIF--
<?php
// From PHP 8.5 on it is built in.
if (!is_file(ini_get('extension_dir') . '/opcache.so') && !extension_loaded('Zend OPcache')) die('skip opcache is not there');
?>
--FILE--
<?php
require __DIR__ . '/fake.inc';
require __DIR__ . '/../support/Scratch.php';

$fake = Fake::start();
$file = RunCloud\Tests\Scratch::make('preload') . '/preload.php';
file_put_contents($file, '<?php class Preloaded { const DOMAINS = 1; } echo "preloaded ", count(RunCloud\Client::fromEnvironment()->domains()), "\n";');
echo $fake->run('echo Preloaded::DOMAINS, " ", count(RunCloud\Client::fromEnvironment()->domains()), "\n";',
    (extension_loaded('Zend OPcache') ? [] : ['zend_extension' => 'opcache']) + ['opcache.enable_cli' => '1', 'opcache.preload' => $file, 'opcache.preload_user' => 'root']);
RunCloud\Tests\Scratch::remove(dirname($file));
--EXPECT--
preloaded 1
1 1
