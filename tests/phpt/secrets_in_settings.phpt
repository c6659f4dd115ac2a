--TEST--
A password in a setting is dropped and told, and shown nowhere
--FILE--
<?php
require __DIR__ . '/fake.inc';
$show = <<<'PHP'
    ob_start();
    phpinfo(INFO_MODULES);
    var_dump(ini_get_all('runcloud'), ini_get('runcloud.proxy'), ini_get('runcloud.api_url'));
    echo new ReflectionExtension('runcloud');
    echo str_contains(ob_get_clean(), 'hush') ? "shown\n" : "shown nowhere\n";
    try {
        new RunCloud\Client(1, 2, 'a-token');
    } catch (RunCloud\ConfigurationException $refused) {
        echo $refused->getMessage(), "\n";
    }
    PHP;
foreach (['runcloud.proxy' => 'http://user:hush@127.0.0.1:3128', 'runcloud.api_url' => 'https://user:hush@127.0.0.1/api'] as $name => $value) {
    echo run_php(['-r', $show], [$name => $value]);
    echo str_contains(run_php(['--ri', 'runcloud'], [$name => $value]), 'hush') ? "shown\n" : "shown nowhere\n";
}
--EXPECT--
shown nowhere
runcloud.proxy contains a user name or a password, which phpinfo() would show, so it is not used. Remove them from the URL.
shown nowhere
shown nowhere
runcloud.api_url contains a user name or a password, which phpinfo() would show, so it is not used. Remove them from the URL.
shown nowhere
