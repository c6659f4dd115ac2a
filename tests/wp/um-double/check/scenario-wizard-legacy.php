<?php
/**
 * The wizard and the test button of the legacy generation (§11, 11; §2.2).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

use RunCloud\Tests\Pages;

require __DIR__ . '/companion-legacy.php';

fresh();
take_over();

$config = \RunCloud\Tests\Scratch::make('um-double') . '/wp-config.php';
$blank  = "<?php\n\$table_prefix = 'wp_';\n\$after = 1;\n";
file_put_contents($config, $blank);
\UM_Double\set_wp_config($config);

wp_set_current_user(1);
grant_super_admin(1);

// Steps and activation.
same(true, str_contains(Pages::wizard_show('runcloud', 'instructions')['html'], '<p>companion instructions</p>'), 'instructions come from the provider');
add_filter('wu_domain_manager_get_integrations', fn($map) => $map + ['bare' => 'UM_Double\Check\Bare_Provider']);
eval('namespace UM_Double\Check; class Bare_Provider extends \WP_Ultimo\Integrations\Host_Providers\Base_Host_Provider { use \WP_Ultimo\Traits\Singleton; protected $id = "bare"; protected $title = "Bare"; public function detect() {} public function on_add_domain($d, $s) {} public function on_remove_domain($d, $s) {} public function on_add_subdomain($d, $s) {} public function on_remove_subdomain($d, $s) {} }');
same('TypeError', thrown(fn() => Pages::wizard_show('bare', 'instructions')), 'a provider without get_instructions() is a TypeError there');
add_filter('wu_hosting_integration_wizard_sections', function () use (&$filtered) {
	$filtered = true;
	return [];
});
Pages::wizard_show('runcloud', '');
same(null, $filtered, 'there is no filter on the steps');
$sent = Pages::wizard_submit('runcloud', 'activation');
same([true, true], [get_network_option(null, 'wu_host_integrations_enabled')['runcloud'], str_contains((string) $sent['redirect'], 'step=instructions')], 'activation switches on and goes on');
Pages::wizard_submit('runcloud', 'activation');
same(false, get_network_option(null, 'wu_host_integrations_enabled')['runcloud'], 'sent again it switches off');

// Add automatically.
$form = ['WU_RUNCLOUD_API_TOKEN' => 'tok en', 'WU_RUNCLOUD_SERVER_ID' => '7', 'WU_RUNCLOUD_APP_ID' => '8'];
$sent = Pages::wizard_submit('runcloud', 'config', $form);
ok(str_contains((string) $sent['redirect'], 'step=testing'), 'the configuration goes on to the test');
$lines = file($config, FILE_IGNORE_NEW_LINES);
same(["\$table_prefix = 'wp_';", '$after = 1;'], [$lines[1], end($lines)], 'the constants stand below $table_prefix');
$written = file_get_contents($config);
ok(str_contains($written, "define( 'WU_RUNCLOUD_API_TOKEN', 'tok en' );") && str_contains($written, "define( 'WU_RUNCLOUD_SERVER_ID', '7' );"), 'with their values');
ok(str_contains($written, "define( 'WU_RUNCLOUD_API_KEY', '1' );") && str_contains($written, "define( 'WU_COMPANION_EXTRA', '4' );"), 'a declared name that the form lacks gets its index');
Pages::wizard_submit('runcloud', 'config', ['WU_RUNCLOUD_SERVER_ID' => '9'] + $form);
same([1, 1], [substr_count(file_get_contents($config), 'WU_RUNCLOUD_SERVER_ID'), substr_count(file_get_contents($config), "'WU_RUNCLOUD_SERVER_ID', '9'")], 'saved again, the line is replaced');

file_put_contents($config, $blank);
Pages::wizard_submit('runcloud', 'config', ['WU_RUNCLOUD_API_TOKEN' => "x');define('Y','z"] + $form);
ok(str_contains(file_get_contents($config), "'x');define('Y','z' );"), 'nothing is escaped: a value can be code');
\UM_Double\set_wp_config('/nonexistent/wp-config.php');
ok(str_contains((string) Pages::wizard_submit('runcloud', 'config', $form)['redirect'], 'step=testing'), 'a file that cannot be written changes nothing: it goes on');

// Add manually.
$sent = Pages::wizard_submit('runcloud', 'config', ['submit' => '0'] + $form);
ok(str_contains((string) $sent['redirect'], 'manual=1') && str_contains(rawurldecode((string) $sent['redirect']), 'tok'), 'by hand: the values travel in the URL');
parse_str((string) wp_parse_url((string) $sent['redirect'], PHP_URL_QUERY), $query);
ok(! str_contains($query['post'], '{') && ! str_contains($query['post'], '"'), 'where the redirect strips braces and quotes');
$box = html_entity_decode(Pages::wizard_show('runcloud', 'config', $query)['html'], ENT_QUOTES);
ok(str_contains($box, "define( 'WU_RUNCLOUD_API_TOKEN', '0' );") && str_contains($box, "define( 'WU_RUNCLOUD_SERVER_ID', '2' );"), 'and the box shows indexes in place of the values');

define('WU_RUNCLOUD_API_TOKEN', 'constant-token');
$html = Pages::wizard_show('runcloud', 'config')['html'];
ok((bool) preg_match('/value="constant-token"[^>]*>/', $html, $found) && ! str_contains($found[0], 'disabled'), 'a constant-defined field prints its value and is not disabled');

// The test button.
same('0', Pages::test_button('runcloud')['body'], 'a provider that sends nothing: body 0');
$GLOBALS['um_double_test_result'] = new \WP_Error('code', '<i>no</i>');
same(['success' => false, 'data' => [['code' => 'code', 'message' => '<i>no</i>']]], Pages::test_button('runcloud')['json'], 'a WP_Error sent by the provider is a list, unescaped');
same(200, Pages::test_button('runcloud')['status'], 'HTTP is 200');
$GLOBALS['um_double_is_setup'] = false;
same(['success', 'data'], array_keys(Pages::test_button('runcloud')['json']), 'missing constants are answered by core');
ok(str_contains(Pages::test_button('runcloud')['json']['data']['message'], 'WU_RUNCLOUD_SERVER_ID'), 'and named');
same([false, true], [Pages::test_button('none')['json']['success'], isset(Pages::test_button('none')['json']['data']['message'])], 'so is an unknown id');
$GLOBALS['um_double_is_setup'] = true;
$subscriber = wp_insert_user(['user_login' => 'sub' . mt_rand(), 'user_pass' => 'x', 'role' => 'subscriber']);
wp_set_current_user($subscriber);
same('<i>no</i>', Pages::test_button('runcloud')['json']['data'][0]['message'], 'a subscriber gets the same answer');
wp_set_current_user(0);
same(400, Pages::test_button('runcloud')['status'], 'logged out: 400');

wpmu_delete_user($subscriber);
\RunCloud\Tests\Scratch::remove(dirname($config));
