<?php

// A customer's domain comes and goes in a WordPress network; bin/demo --wordpress runs it there and prints one row for
// each job and request. With `watch` it prints what became due and what was asked since the last time.

declare(strict_types=1);

use RunCloud\Tests\Fake;
use RunCloud\Tests\Queue;

require getenv('BED_BOOT');
require dirname(__DIR__) . '/tests/wp/support/autoload.php';
require __DIR__ . '/demo-wordpress-table.php';

$fake = Fake::of_bed();
$table = new JobTable($fake);
$table->follow_the_queue();

// There is no DNS here, so Ultimate Multisite is told that it is right, and that a certificate serves once there is one.
add_filter('wu_domain_has_correct_dns', '__return_true');
add_action('wu_log_add', static function (string $handle, $message) use ($table): void {
    if ($handle === 'integration-runcloud') {
        $table->words((string) $message);
        str_contains((string) $message, 'has issued the certificate') && function_exists('UM_Double\set_ssl') && UM_Double\set_ssl('*', true);
    }
}, 10, 2);

if (($argv[1] ?? '') === 'watch') {
    Queue::run();
    $table->requests('a page of WordPress');
    exit;
}

$generation = class_exists('WP_Ultimo\Integrations\Integration_Registry') ? 'registry' : 'legacy';
printf("runcloud %s in PHP %s, in WordPress %s, with Ultimate Multisite's %s generation%s and a fake RunCloud on this machine\n\n",
    phpversion('runcloud'), PHP_VERSION, get_bloginfo('version'), $generation, function_exists('UM_Double\set_ssl') ? ' (a test double)' : '');

// What the plugin waits for is in its table.
$looks = static fn () => RunCloud\WordPress\row('certificate')['wish'] === 'look' && RunCloud\WordPress\row('certificate')['state'] === 'waiting';

$fake->clear_journal();
$table->head();

$table->event('A customer signs up: blog.network.localhost');
$site = wpmu_create_blog('blog.network.localhost', '/', 'A customer\'s blog', 1, ['public' => 1], get_main_network_id());
Queue::run();

$table->event('The customer maps shop.example.com and example.org, whose DNS is right');
$domains = [];
foreach (['shop.example.com', 'example.org'] as $host) {
    $domains[$host] = wu_create_domain(['domain' => $host, 'blog_id' => $site, 'stage' => 'checking-dns', 'active' => true, 'primary_domain' => false, 'secure' => false]);
}
Queue::run();
$table->expect('both are in RunCloud', array_diff(array_keys($domains), $table->domains()) === []);

$table->event('A minute later: one certificate for all that came');
Queue::pass(60);
Queue::run();
$table->expect('it is requested', $looks());

$table->event('RunCloud issues it; the plugin looks whether it came, and wakes Ultimate Multisite\'s own check');
foreach ([120, 180, 600, 900] as $seconds) {
    if (!$looks()) {
        break;
    }
    Queue::pass($seconds);
    Queue::run();
}
wp_cache_flush();
$table->expect('it came', !$looks() && str_contains($table->said(), 'has issued the certificate'));
if (function_exists('UM_Double\set_ssl')) {
    $table->expect('the domain is done and secure', wu_get_domain_by_domain('shop.example.com')->get_stage() === 'done');
}

$table->event('The customer unmaps shop.example.com');
wu_get_domain_by_domain('shop.example.com')->delete();
Queue::run();
$table->expect('it is gone from RunCloud, and the other is not', array_intersect(['shop.example.com', 'example.org'], $table->domains()) === ['1' => 'example.org']);
$table->expect('no job failed', Queue::actions('', 'failed') === []);

exit($table->finish());
