<?php
/**
 * The legacy generation: boot order, providers, takeover (§11, 5; §2.2, §3.2).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

use WP_Ultimo\Integrations\Host_Providers\Runcloud_Host_Provider;

fresh();

same([['wp_ultimo_load', 'include', []], ['wp_ultimo_host_providers_load', 10, []]], array_map(fn($step) => array_slice($step, 0, 3), $GLOBALS['um_double_boot']), 'include, then plugins_loaded 10, without arguments');

$core    = Runcloud_Host_Provider::get_instance();
$manager = \WP_Ultimo\Managers\Domain_Manager::get_instance();

same(['runcloud', 'closte', 'cloudways'], array_keys($manager->get_integrations()), 'the map of providers, RunCloud first');
same([Runcloud_Host_Provider::class, $core], [$manager->get_integrations()['runcloud'], $manager->get_integration_instance('runcloud')], 'names its class and gives its object');
same(10, has_action('wu_domain_manager_dns_propagation_finished', [\WP_Ultimo\Integrations\Host_Providers\Cloudways_Host_Provider::get_instance(), 'request_ssl']), 'Cloudways listens for verified DNS while it is off');
ok((new \ReflectionMethod($core, '__construct'))->isPrivate() && (new \ReflectionMethod($core, '__construct'))->isFinal(), 'the constructor is final and private');
same([true, true], [(new \ReflectionMethod($core, 'is_enabled'))->isFinal(), (new \ReflectionMethod($core, 'self_register'))->isFinal()], 'is_enabled and self_register are final');

foreach (['init', 'register_hooks', 'add_to_integration_list', 'alert_provider_detected', 'alert_provider_not_setup', 'setup_constants', 'test_connection'] as $method) {
	same('void', (string) (new \ReflectionMethod(\WP_Ultimo\Integrations\Host_Providers\Base_Host_Provider::class, $method))->getReturnType(), "$method(): void in the base");
}

// Who gets hooks.
$constants = fn($token = 't') => "define('WU_RUNCLOUD_API_TOKEN', '$token'); define('WU_RUNCLOUD_SERVER_ID', 1); define('WU_RUNCLOUD_APP_ID', 2)";
$state     = fn($before) => elsewhere($before, 'echo json_encode([has_action("wu_add_domain", [\WP_Ultimo\Integrations\Host_Providers\Runcloud_Host_Provider::get_instance(), "on_add_domain"]), array_keys(WP_Ultimo()->notices->get_notices("network-admin"))]);');

same([false, []], $state($constants()), 'off: no hooks');
$core->enable();
same(['runcloud' => true], get_network_option(null, 'wu_host_integrations_enabled'), 'the flag is in wu_host_integrations_enabled');
same([false, ['should-setup-runcloud-integration']], $state(''), 'on without constants: no hooks, a notice');
same([10, []], $state($constants()), 'on and set up: hooks at priority 10');
same([false, ['should-setup-runcloud-integration']], $state($constants('0')), 'a falsy constant counts as missing');
same([false, ['should-enable-runcloudv3-integration', 'should-setup-runcloud-integration']], $state("define('WU_RUNCLOUD_API_SECRET', 's')"), 'the constants of API v2 give the V3 notice');

// The takeover.
$with = function (string $before, string $leave = '[]', string $hook = 'wp_ultimo_host_providers_load', int $priority = 10) {
	$load = "require '" . __DIR__ . "/companion-legacy.php'; take_over($leave);";

	return elsewhere(
		"$before; um_double_early('$hook', function () { $load }, $priority)",
		'\UM_Double\forget_core_calls(); drop_rows();
		foreach (["add", "remove"] as $event) { wu_enqueue_async_action("wu_{$event}_domain", ["d.example", 1]); wu_enqueue_async_action("wu_{$event}_subdomain", ["d.example", "1"]); }
		\UM_Double\run_queue();
		$cards = WP_Ultimo()->settings->get_sections()["integrations"]["fields"];
		echo json_encode([
			"ours" => count($GLOBALS["um_double_companion"] ?? []), "theirs" => array_column(\UM_Double\core_calls(), "method"),
			"map" => \WP_Ultimo\Managers\Domain_Manager::get_instance()->get_integrations(), "card" => $cards["integration_runcloud"]["title"],
			"notices" => array_map(fn($notice) => $notice["message"], WP_Ultimo()->notices->get_notices("network-admin")),
		]);'
	);
};

$seen = $with($constants());
same([4, []], [$seen['ours'], $seen['theirs']], 'taken over: the companion only');
same([['closte', 'cloudways', 'runcloud'], 'UM_Double\Check\Companion_Provider', 'Companion'], [array_keys($seen['map']), $seen['map']['runcloud'], $seen['card']], 'map and card name the companion, at the end of the list');

foreach (['plugins_loaded' => 9, 'init' => 9] as $hook => $priority) {
	$seen = $with($constants(), '[]', $hook, $priority);
	same([4, []], [$seen['ours'], $seen['theirs']], "also from $hook $priority");
}

same(['on_add_domain', 'on_remove_domain'], $with($constants(), '["add_domain", "remove_domain"]')['theirs'], 'without the removals of on_add_domain and on_remove_domain: double execution');
$seen = $with($constants(), '["map", "card"]');
same(['UM_Double\Check\Companion_Provider', 'Companion'], [$seen['map']['runcloud'], $seen['card']], 'without those of the map and the card: no effect');
same('RunCloud is enabled, but not properly configured.', $with('', '["alert"]')['notices']['should-setup-runcloud-integration'] ?? null, 'without that of the alert: a false warning that names core');
same([], $with('')['notices'], 'with it: none');

// Singletons.
$subclass = 'class Sub extends \WP_Ultimo\Integrations\Host_Providers\Runcloud_Host_Provider {}';
same(['UM_Double\Check\Sub', 'UM_Double\Check\Sub'], elsewhere('', "$subclass Sub::get_instance(); echo json_encode([get_class(Sub::get_instance()), get_class(\WP_Ultimo\Integrations\Host_Providers\Runcloud_Host_Provider::get_instance())]);"), 'a subclass of core\'s provider takes its instance');
$fatal = fn($code) => str_contains((string) json_encode(elsewhere('', "$code echo json_encode('compiles');")), 'Fatal');
ok($fatal('class Sub extends \WP_Ultimo\Integrations\Host_Providers\Runcloud_Host_Provider { use \WP_Ultimo\Traits\Singleton; }'), 'a subclass that uses the trait again is fatal');
$abstract = fn($body) => 'abstract class Sub extends \WP_Ultimo\Integrations\Host_Providers\Base_Host_Provider { ' . $body . ' }';
ok($fatal($abstract('public function init() {}')), 'init() without void is fatal');
ok($fatal($abstract('public function register_hooks() {}')), 'register_hooks() without void is fatal');
ok($fatal($abstract('public function test_connection() {}')), 'test_connection() without void is fatal');
ok($fatal($abstract('protected string $id = "x";')), 'a type on a property is fatal');
ok($fatal($abstract('public function is_enabled() {}')), 'overriding is_enabled() is fatal');
ok(! $fatal($abstract('public function get_fields(): array { return []; } public function is_setup(): bool { return true; } public function enable(): bool { return true; }')), 'return types on the others compile');
