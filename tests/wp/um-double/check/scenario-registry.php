<?php
/**
 * Boot order and registry (§11, 5; §2.1).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

use WP_Ultimo\Integrations\Integration_Registry;

require __DIR__ . '/companion.php';

fresh();

$registry = Integration_Registry::get_instance();
$boot     = array_map(fn($step) => array_slice($step, 0, 3), $GLOBALS['um_double_boot']);

same(
	[
		['wp_ultimo_load', 'include', []],
		['wu_register_integrations', 9, ['WP_Ultimo\Integrations\Integration_Registry']],
		['wp_ultimo_host_providers_load', 10, []],
		['wu_register_capabilities', 12, ['WP_Ultimo\Integrations\Integration_Registry']],
	],
	$boot,
	'include, then plugins_loaded 9, 10 and 12'
);
same(['runcloud', 'closte'], $GLOBALS['um_double_boot'][1][3], 'core\'s integrations stand when wu_register_integrations fires');
ok(\WP_Ultimo()->is_loaded(), 'WP_Ultimo()->is_loaded()');

// Arrays.
same(true, $registry->has_capability('runcloud', 'domain-mapping'), 'core\'s module has the id domain-mapping');
same('WP_Ultimo\Integrations\Providers\RunCloud\RunCloud_Domain_Mapping', get_class($registry->get_capability('runcloud', 'domain-mapping')), 'get_capability');
same([null, null, [], false], [$registry->get('none'), $registry->get_capability('runcloud', 'none'), $registry->get_capabilities('none'), $registry->has_capability('none', 'x')], 'what is not there');
same(['runcloud'], array_keys($registry->get_integrations_with_capability('domain-mapping')), 'get_integrations_with_capability');
$mine = integration();
$registry->register($mine);
same($mine, $registry->get('runcloud'), 'register: the last writer wins');
$module = module();
$registry->add_capability('runcloud', $module);
same([$module], array_values($registry->get_capabilities('runcloud')), 'add_capability: the last writer of an id wins');
ok(! method_exists($registry, 'unregister') && ! method_exists($registry, 'remove'), 'there is no remove');
same(true, (new \ReflectionMethod($registry, 'resolve'))->isPrivate(), 'resolve() is private');
same('Error', thrown(fn() => $module->get_integration()), 'a module added after resolve() has no integration');
same([true, true, false], [$mine->supports('companion-feature'), $registry->get('closte')->supports('autossl'), $mine->supports('autossl')], 'supports() asks the integration and its modules');

// Who gets hooks.
$state = fn() => elsewhere('', 'echo json_encode([(bool) has_action("wu_add_domain"), isset(WP_Ultimo()->notices->get_notices("network-admin")["should-setup-runcloud-integration"])]);');
$creds = ['WU_RUNCLOUD_API_TOKEN' => 't', 'WU_RUNCLOUD_SERVER_ID' => '1', 'WU_RUNCLOUD_APP_ID' => '2'];

same([false, false], $state(), 'off: no hooks');
$mine->enable();
same(['runcloud' => true], get_network_option(null, 'wu_host_integrations_enabled'), 'the flag is in wu_host_integrations_enabled');
same([false, true], $state(), 'on without credentials: no hooks, a notice');
$mine->save_credentials($creds);
same([true, false], $state(), 'on and set up: hooks');
$mine->disable();
same([['runcloud' => false], [false, false]], [get_network_option(null, 'wu_host_integrations_enabled'), $state()], 'off again');

// The switch of the setup.
$booted = 'echo json_encode([WP_Ultimo()->is_loaded(), did_action("wp_ultimo_load"), did_action("wu_register_capabilities"), class_exists("WP_Ultimo\Integrations\Integration_Registry"), function_exists("wu_get_domains")]);';
same([true, 1, 1, true, true], elsewhere('', $booted), 'set up: it boots');
same([false, 0, 0, true, true], elsewhere('$_REQUEST["page"] = "wp-ultimo-multisite-setup"', $booted), 'a request for the setup page does not');
update_network_option(null, 'wu_setup_finished', '');
same([true, 1, 1, true, true], elsewhere('', $booted), 'an empty wu_setup_finished counts');
\UM_Double\finish_setup(false);
same([false, 0, 0, true, true], elsewhere('', $booted), 'an absent one stops the plugin');
\UM_Double\finish_setup();

// Signatures.
$typed   = getenv('UM_DOUBLE_RETURN_TYPES') !== '0';
$compile = fn($code) => elsewhere('', "$code; echo json_encode('compiles');");
$in      = fn($body) => "new class('a', 'b') extends \WP_Ultimo\Integrations\Integration { $body }";

same('compiles', $compile($in('public function get_fields(): array { return []; } public function supports($f): bool { return true; } public function test_connection() {}')), 'return types declared, parameters untyped: compiles');
same($typed, 'compiles' !== $compile($in('public function get_fields() { return []; }')), $typed ? 'without the return type: fatal' : 'without the return type: compiles');
same(! $typed, 'compiles' !== $compile($in('public function supports(string $f): bool { return true; }')), $typed ? 'typed parameters: compile' : 'typed parameters: fatal');
same(true, 'compiles' !== $compile($in('protected $constants = [];')), 'a property redeclared without its type: fatal');
