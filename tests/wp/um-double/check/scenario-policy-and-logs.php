<?php
/**
 * The www policy, settings, logs and notices (§11, 9 and 10; §5).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

use RunCloud\Tests\Pages;
use WP_Ultimo\Logger;

fresh();

$manager  = \WP_Ultimo\Managers\Domain_Manager::get_instance();
$set      = fn($name, $value) => \WP_Ultimo\Settings::get_instance()->save_settings([$name => $value]);
$policies = [
	'always'    => ['a.example' => true, 'x.a.example' => true, 'www.a.example' => false],
	'surprise'  => ['a.example' => true, 'www.a.example' => false],
	'never'     => ['a.example' => false],
	'main_only' => ['a.example' => true, 'x.a.example' => false, 'www.a.example' => false, 'localhost' => true, 'a.co.uk' => true, 'a.com.au' => true, 'a.co.nz' => true, 'a.com.br' => true, 'a.co.in' => true, 'x.a.co.uk' => false, 'a.co.jp' => false],
];

same(true, $manager->should_create_www_subdomain('x.a.example'), 'www policy not set: true');

foreach ($policies as $policy => $hosts) {
	$set('auto_create_www_subdomain', $policy);

	foreach ($hosts as $host => $expected) {
		same($expected, $manager->should_create_www_subdomain($host), "www policy $policy, $host: " . json_encode($expected));
	}
}

add_filter('wu_multi_part_tlds', fn($endings) => array_merge($endings, ['.co.jp']));
$set('auto_create_www_subdomain', 'main_only');
same(true, $manager->should_create_www_subdomain('a.co.jp'), 'wu_multi_part_tlds adds to the list');

// Settings.
same([300, 'x', 300], [wu_get_setting('dns_check_interval', 1), wu_get_setting('none', 'x'), \WP_Ultimo()->settings->get_setting('dns_check_interval')], 'a field\'s default beats the caller\'s');
same(false, wu_get_setting_early('dns_check_interval'), 'the early getter ignores the fields\' defaults');
same('ArgumentCountError', thrown(fn() => wu_save_setting('error_logging_level', 'disabled')), 'wu_save_setting calls a callable value: "disabled" dies');
wu_save_setting('own', 'plain text');
same('plain text', wu_get_setting('own'), 'other values are saved');
wu_register_settings_field('integrations', 'own_field', ['title' => 'Mine', 'default' => 7]);
same([7, 'Mine'], [wu_get_setting('own_field'), \WP_Ultimo()->settings->get_sections()['integrations']['fields']['own_field']['title']], 'a registered field has its default and stands in its section');
ok(isset(\WP_Ultimo()->settings->get_sections()['integrations']['fields']['integration_runcloud']), 'each integration has a settings card');

// Logs.
$logged = [];
add_action('wu_log_add', function ($handle, $message, $level) use (&$logged) {
	$logged[] = [$handle, $level];
}, 10, 3);
wu_log_add('um-double', 'first');
same([['um-double', 'info']], $logged, 'info by default; the action follows');
$uploads = wp_upload_dir();
ok(is_file("{$uploads['basedir']}/wu-logs/um-double.log"), 'the file is in uploads/wu-logs of the main site');
ok((bool) preg_match('/^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] \[INFO\] first$/', Logger::read_lines('um-double', 1)[0]), 'a line is [Y-m-d H:i:s] [LEVEL] message');
ok(is_file("{$uploads['basedir']}/wu-logs/.htaccess") && is_file("{$uploads['basedir']}/wu-logs/index.html"), 'the folder has .htaccess and index.html');
wu_log_add('um-double', new \WP_Error('c', 'from an error'));
ok(str_ends_with(Logger::read_lines('um-double', 1)[0], '[INFO] from an error'), 'a WP_Error is stored at the level passed');
same('TypeError', thrown(fn() => wu_log_add('um-double', ['an array'])), 'an array is a TypeError');
same(3, count(Logger::read_lines('um-double', 9)), 'after the line was written');
same('TypeError', thrown(fn() => wu_log_add('um-double', 7)), 'so is an int');
same('TypeError', thrown(fn() => wu_log_add(['x'], 'text')), 'and a handle that is no string');

$kept = function ($level) use ($set) {
	$set('error_logging_level', $level);
	wu_log_clear('um-double');

	foreach (['debug', 'info', 'warning', 'error', 'critical'] as $each) {
		wu_log_add('um-double', $each, $each);
	}

	return array_map(fn($line) => substr($line, strrpos($line, ' ') + 1), Logger::read_lines('um-double', 9));
};
same([], $kept('disabled'), 'error_logging_level disabled keeps nothing');
same(['error', 'critical'], $kept('errors'), 'errors keeps error and critical');
same(5, count($kept('all')), 'all keeps all');
same(5, count($kept('default')), 'so does default');

$site = make_site('logs');
switch_to_blog($site);
wu_log_add('um-double', 'from a site');
restore_current_blog();
ok(str_contains(Logger::read_lines('um-double', 1)[0], 'from a site'), 'a site\'s line goes to the main site\'s file');

// Notices.
$notices = \WP_Ultimo()->notices;
$notices->add('<b>one</b>', 'warning', 'network-admin', 'key', ['go' => ['title' => 'Go', 'url' => 'https://a.example/']]);
$notices->add('<b>two</b>', 'error', 'network-admin', 'key');
same('<b>two</b>', $notices->get_notices('network-admin')['key']['message'], 'the same key: the last one stays');
$html = Pages::notices();
ok(str_contains($html, '<b>two</b>') && str_contains($html, 'notice-error'), 'the panel prints raw HTML');
add_filter('wu_admin_notices', function ($list, $all, $panel, $filter, $dismissed) use (&$filtered) {
	$filtered = [$panel, $filter, is_array($all), $dismissed];
	return [];
}, 10, 5);
same([[], ['network-admin', true, true, []]], [$notices->get_notices('network-admin'), $filtered], 'wu_admin_notices gets five arguments and decides');

same(\UM_Double\generation() === 'legacy' ? '2.4.10' : '2.4.13-beta.1', \WP_Ultimo()->version, 'the version');
same(\UM_Double\generation() === 'registry', class_exists('WP_Ultimo\Integrations\Integration_Registry'), 'the registry class tells the generation');
same(\UM_Double\generation() === 'registry', class_exists('WP_Ultimo\Helpers\Credential_Store'), 'so does Credential_Store');
