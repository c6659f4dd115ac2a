<?php
/**
 * The stage machine (§11, 8; §4).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

use RunCloud\Tests\Pages;
use WP_Ultimo\Admin_Pages\Domain_Edit_Admin_Page;

use function UM_Double\rows;
use function UM_Double\run_queue;
use function UM_Double\set_clock;

fresh();

$stage  = fn($host) => wu_get_domain_by_domain($host)->get_stage();
$checks = fn() => count(statuses('wu_async_process_domain_stage'));
$ssl    = fn($host) => count(array_filter(\WP_Ultimo\Logger::read_lines('domain-ssl-checks', 99), fn($line) => str_contains($line, $host)));

// DNS that never comes.
$start = time();
set_clock($start);
wu_create_domain(['domain' => 'never.example', 'blog_id' => 1]);
run_queue($start + 4 * 300 + 299);
same([5, 'checking-dns'], [count(array_keys(statuses('wu_async_process_domain_stage'), 'complete', true)), $stage('never.example')], 'five checks in less than 25 minutes');
run_queue($start + 5 * 300 + 5);
same([6, 'failed'], [$checks(), $stage('never.example')], 'the sixth is the last: failed');
run_queue($start + 86400);
same(6, $checks(), 'nothing recovers it');

// The order of things when DNS is right.
drop_rows();
set_clock(null);
\UM_Double\set_dns('*', true);
$order = [];
add_action('wu_transition_domain_stage', function ($old, $new) use (&$order) {
	$order[] = "$old to $new";
}, 10, 2);
add_action('wu_domain_manager_dns_propagation_finished', function ($domain) use (&$order) {
	$order[] = get_class($domain) . ' verified, ' . $domain->get_stage() . ', next ' . json_encode(rows(['status' => 'pending'])[0]['args']['tries'] ?? null);
});
$domain = wu_create_domain(['domain' => 'right.example', 'blog_id' => 1]);
run_queue();
same(['new to checking-dns', 'checking-dns to checking-ssl-cert', 'WP_Ultimo\Models\Domain verified, checking-ssl-cert, next 0'], $order, 'stage saved, next check queued with tries 0, then the event');
same(1, $ssl('right.example'), 'the first certificate check runs in the same run');
\UM_Double\set_ssl('right.example', true);
run_queue(\UM_Double\now() + 301);
same(['done', true, true], [$stage('right.example'), wu_get_domain_by_domain('right.example')->is_secure(), wu_get_domain_by_domain('right.example')->is_active()], 'a certificate: done and secure');

// Two chains.
drop_rows();
set_clock($start);
$site = make_site('twice');
$host = 'twice.' . get_network()->domain;
add_action('wu_add_domain', '__return_true');
add_action('wu_add_subdomain', '__return_true');
run_queue($start + 1505);
same([11, 'ssl-failed'], [$ssl($host), $stage($host)], 'a site\'s two chains check the certificate 11 times in 25 minutes, then ssl-failed');

// By hand.
drop_rows();
$id = wu_get_domain_by_domain($host)->get_id();
wp_set_current_user(1);
grant_super_admin(1);
ok(str_contains((string) Pages::visit(new Domain_Edit_Admin_Page(), ['id' => $id], ['stage' => 'checking-ssl-cert', 'saving_domain' => '1', '_wpultimo_nonce' => wp_create_nonce('saving_domain')])['redirect'], 'wp-ultimo-edit-domain'), 'the edit page saves the stage');
same([['domain_id' => $id, 'tries' => 0], 'checking-ssl-cert'], [rows()[0]['args'], $stage($host)], 'and queues the check again');
ok(str_contains(Pages::visit(new Domain_Edit_Admin_Page(), ['id' => $id])['html'], 'data-handle="domain-' . $host . '"'), 'and shows the log of the host');
wp_set_current_user(0);

// Filters and the interval.
drop_rows();
set_clock($start);
\UM_Double\set_dns('*', null);
add_filter('wu_async_process_domain_stage_max_tries', function ($max, $domain) use (&$given) {
	$given = [$max, get_class($domain)];
	return 1;
}, 10, 2);
wu_create_domain(['domain' => 'once.example', 'blog_id' => 1]);
run_queue($start + 86400);
same([2, [5, 'WP_Ultimo\Models\Domain']], [$checks(), $given], 'the max-tries filter gets (5, Domain); 1 means two checks');

foreach ([1 => 10, 60 => 60, 9999 => 300] as $setting => $seconds) {
	drop_rows();
	remove_all_filters('wu_async_process_domain_stage_max_tries');
	set_clock($start);
	\WP_Ultimo\Settings::get_instance()->save_settings(['dns_check_interval' => $setting]);
	wu_create_domain(['domain' => "interval$setting.example", 'blog_id' => 1]);
	run_queue();
	ok(abs(rows()[2]['date'] - $start - $seconds) <= 1, "dns_check_interval $setting is $seconds seconds");
}

add_filter('wu_domain_has_correct_dns', '__return_true');
same(true, wu_get_domain_by_domain('once.example')->has_correct_dns(), 'wu_domain_has_correct_dns decides when the loopback did not');
remove_all_filters('wu_domain_has_correct_dns');
add_filter('wu_domain_has_correct_dns', '__return_false');
\UM_Double\set_dns('once.example', 'loopback');
same(true, wu_get_domain_by_domain('once.example')->has_correct_dns(), 'and is not asked when it did');
