--TEST--
PHP-FPM workers keep one connection each, read what the pool sets and survive
--SKIPIF--
<?php require __DIR__ . '/fpm.inc'; if (Fpm::program() === null) die('skip PHP-FPM is not there');
?>
--FILE--
<?php
require __DIR__ . '/fake.inc';

require __DIR__ . '/fpm.inc';
$fake = Fake::start();
$fpm = Fpm::start(workers: 2, ini: [
    'extension' => extension_under_test(),
    'runcloud.api_url' => $fake->ready->api_url,
    'runcloud.ca_file' => $fake->ready->ca_file,
], pool: 'env[WU_RUNCLOUD_SERVER_ID] = ' . $fake->ready->server_id . "\nenv[WU_RUNCLOUD_APP_ID] = " . $fake->ready->app_id);
$script = $fpm->script(<<<'PHP'
    <?php
    try {
        $outcome = runcloud_add_domain($_GET['name'])->outcome;
        echo getmypid(), ' ', $outcome->name;
    } catch (RunCloud\Exception $failure) {
        echo getmypid(), ' ', $failure::class, ' ', $failure->getMessage();
    }
    PHP);
// The token comes with the request, as a web server's fastcgi_param does.
$token = ['WU_RUNCLOUD_API_TOKEN' => $fake->ready->token];
$workers = [];
for ($round = 0; $round < 10; ++$round) {
    // Two at a time, so that both workers are used.
    $asked = [];
    foreach ([0, 1] as $lane) {
        $asked[] = $fpm->ask($script, ["QUERY_STRING" => "name=shop-$round-$lane.example.com"] + $token);
    }
    foreach ($asked as $request) {
        [$worker, $outcome] = explode(' ', $fpm->answer($request), 2);
        $workers[$worker] = true;
        if ($outcome !== 'Added') {
            echo $outcome, "\n";
        }
    }
}
echo count($workers), " workers\n";
echo explode(' ', $fpm->answer($fpm->ask($script, ['QUERY_STRING' => 'name=shop.example.com'])), 2)[1], "\n";
$journal = $fake->control('GET', '/journal');
echo count($journal['entries']), ' requests, ', $journal['connections'], " connections\n";
echo $fpm->stop();
--EXPECT--
2 workers
RunCloud\ConfigurationException There are no RunCloud credentials. Set WU_RUNCLOUD_API_TOKEN, or WU_RUNCLOUD_API_KEY and WU_RUNCLOUD_API_SECRET.
20 requests, 2 connections
