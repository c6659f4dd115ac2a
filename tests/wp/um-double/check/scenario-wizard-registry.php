<?php
/**
 * The wizard and the test button of the registry generation (§11, 11; §2.1).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

use RunCloud\Tests\Pages;
use WP_Ultimo\Integrations\Integration_Registry;

require __DIR__ . '/companion.php';

fresh();

$registry    = Integration_Registry::get_instance();
$integration = integration();
$registry->register($integration);
$registry->add_capability('runcloud', module());

// Who may.
$subscriber = wp_insert_user(['user_login' => 'sub' . mt_rand(), 'user_pass' => 'x', 'role' => 'subscriber']);
wp_set_current_user($subscriber);
same('Sorry, you are not allowed to access this page.', Pages::wizard_show('runcloud', 'config')['denied'], 'a subscriber does not see the wizard');
wp_set_current_user(1);
grant_super_admin(1);
same(true, str_contains((string) Pages::wizard_show('none', '')['redirect'], 'wp-ultimo-settings'), 'an unknown integration leads to the settings');

// The menu.
set_current_screen('dashboard-network');
do_action('network_admin_menu');
ok(isset($GLOBALS['admin_page_hooks']['wp-ultimo']), 'the menu has the slug wp-ultimo');
ok((bool) has_action('load-' . get_plugin_page_hookname('wp-ultimo-hosting-integration-wizard', 'wp-ultimo')), 'the wizard hangs below it');

// Steps.
$html = Pages::wizard_show('runcloud', '')['html'];
ok(str_contains($html, 'data-step="activation"') && str_contains($html, '>Activate<'), 'the first step is the activation');
ok(str_contains(Pages::wizard_show('runcloud', 'instructions')['html'], '<p>companion instructions</p>'), 'instructions come from the integration');
ok(str_contains(Pages::wizard_show('runcloud', 'testing')['html'], '.innerHTML = data'), 'the test step puts the message into the page as HTML');
ok(str_contains(Pages::wizard_show('runcloud', 'done')['html'], 'We are ready'), 'done');
$closte = Pages::wizard_show('closte', 'config')['html'];
ok(! str_contains($closte, 'step=config') && ! str_contains($closte, 'step=instructions'), 'no-instructions and no-config take their steps away');
add_filter('wu_hosting_integration_wizard_sections', function ($sections, $given, $page) use (&$filtered) {
	$filtered = [array_keys($sections), $given->get_id(), get_class($page)];
	unset($sections['done']);
	return $sections;
}, 10, 3);
ok(! str_contains(Pages::wizard_show('runcloud', '')['html'], 'step=done'), 'a filter decides about the steps');
same([['activation', 'instructions', 'config', 'testing', 'done'], 'runcloud', 'WP_Ultimo\Admin_Pages\Hosting_Integration_Wizard_Admin_Page'], $filtered, 'wu_hosting_integration_wizard_sections($sections, $integration, $page)');
remove_all_filters('wu_hosting_integration_wizard_sections');

// Activation.
$flag = fn() => get_network_option(null, 'wu_host_integrations_enabled', [])['runcloud'] ?? null;
ok(Pages::wizard_submit('runcloud', 'activation', ['_wpultimo_nonce' => 'wrong'])['denied'] !== null, 'a wrong nonce is refused');
Pages::wizard_submit('runcloud', 'activation', ['saving_activation' => null]);
same(null, $flag(), 'without saving_<step> nothing is saved');
$sent = Pages::wizard_submit('runcloud', 'activation');
same([true, true], [$flag(), str_contains((string) $sent['redirect'], 'step=instructions')], 'activation switches on and goes on');
$sent = Pages::wizard_submit('runcloud', 'activation');
same([false, null, true], [$flag(), $sent['redirect'], str_contains($sent['html'], '>Activate<')], 'sent again it switches off and stays');

// Configuration.
$sent = Pages::wizard_submit('runcloud', 'config', ['WU_RUNCLOUD_API_TOKEN' => "ab%20cd<x>ef", 'WU_RUNCLOUD_SERVER_ID' => '7', 'WU_RUNCLOUD_APP_ID' => '8', 'WU_COMPANION_EXTRA' => 'b', 'WU_UNDECLARED' => 'y']);
ok(str_contains((string) $sent['redirect'], 'step=testing'), 'the configuration goes on to the test');
same(['abcdef', '7', '8', 'b', false], [$integration->get_credential('WU_RUNCLOUD_API_TOKEN'), $integration->get_credential('WU_RUNCLOUD_SERVER_ID'), $integration->get_credential('WU_RUNCLOUD_APP_ID'), $integration->get_credential('WU_COMPANION_EXTRA'), get_network_option(null, 'wu_hosting_credential_WU_UNDECLARED')], 'sanitize_text_field mutilates; fields of modules are saved too');
$html = Pages::wizard_show('runcloud', 'config')['html'];
ok(str_contains($html, 'value="abcdef"') && str_contains($html, 'placeholder="here"') && str_contains($html, 'data-x="1"') && str_contains($html, 'title="Tip"') && str_contains($html, 'A <b>token</b>'), 'the form prints the stored value in clear, and the field\'s attributes');
ok(str_contains($html, '<option value="b" selected='), 'a select has its options');
define('WU_RUNCLOUD_APP_ID', '99');
$html = Pages::wizard_show('runcloud', 'config')['html'];
ok((bool) preg_match('/value="99"[^>]*disabled/', $html), 'a field that a constant decides is disabled, with the constant\'s value');
Pages::wizard_submit('runcloud', 'config', ['WU_RUNCLOUD_API_TOKEN' => 'new', 'WU_RUNCLOUD_SERVER_ID' => '7']);
same(false, get_network_option(null, 'wu_hosting_credential_WU_RUNCLOUD_APP_ID'), 'saving it then deletes the stored copy');

// The test button.
same(['success' => true, 'data' => ['message' => 'Access Authorized']], Pages::test_button('runcloud')['json'], 'true: Access Authorized');
$GLOBALS['um_double_test_result'] = 'anything else';
same('Access Authorized', Pages::test_button('runcloud')['json']['data']['message'], 'anything that is no WP_Error: Access Authorized');
$GLOBALS['um_double_test_result'] = new \WP_Error('x', '<b>no</b>');
same(['success' => false, 'data' => ['message' => '<b>no</b>']], Pages::test_button('runcloud')['json'], 'a WP_Error: its message, unescaped');
same(false, Pages::test_button('none')['json']['success'], 'an unknown integration is answered');
wp_set_current_user($subscriber);
same([200, '<b>no</b>'], [Pages::test_button('runcloud')['status'], Pages::test_button('runcloud')['json']['data']['message']], 'a subscriber gets the same answer');
wp_set_current_user(0);
same([400, '0'], [Pages::test_button('runcloud')['status'], Pages::test_button('runcloud')['body']], 'logged out: 400');
wp_set_current_user(1);
$integration->delete_credentials();
ok(str_contains(Pages::test_button('runcloud')['json']['data']['message'], 'WU_RUNCLOUD_API_TOKEN'), 'missing credentials are named');

// A legacy provider on this generation.
add_filter('wu_domain_manager_get_integrations', fn($map) => $map + ['old' => 'UM_Double\Check\Old_Provider']);
eval('namespace UM_Double\Check; class Old_Provider extends \WP_Ultimo\Integrations\Host_Providers\Base_Host_Provider { use \WP_Ultimo\Traits\Singleton; protected $id = "old"; protected $title = "Old"; public function detect() {} public function get_fields() { return ["WU_OLD" => []]; } public function on_add_domain($d, $s) {} public function on_remove_domain($d, $s) {} public function on_add_subdomain($d, $s) {} public function on_remove_subdomain($d, $s) {} }');
same('Error', thrown(fn() => Pages::wizard_show('old', 'config')), 'a legacy provider is fatal in the configuration step');

require_once ABSPATH . 'wp-admin/includes/user.php';
require_once ABSPATH . 'wp-admin/includes/ms.php';
wpmu_delete_user($subscriber);
$GLOBALS['current_screen'] = null;
