<?php
/**
 * What the plugin hooks, and when.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** The version of this plugin. */
const PLUGIN = '0.1.0';

/** The oldest version of the extension that this plugin can work with. */
const EXTENSION = '0.1.0';

/** The queue's group of the plugin's jobs, and their hooks: the loop, and the report of what has failed. */
const GROUP  = 'runcloud';
const LOOP   = 'runcloud_reconcile';
const REPORT = 'runcloud_failed';

/** The hooks at which the plugin has something to do also where a visitor came. */
const LATE_HOOKS = [
	LOOP, REPORT,
	'wu_add_domain', 'wu_remove_domain', 'wu_add_subdomain', 'wu_remove_subdomain',
	'wu_transition_domain_domain', 'wu_domain_manager_dns_propagation_finished',
	'wu_async_process_domain_stage_max_tries', 'add_site_option_wu_host_integrations_enabled',
	'update_site_option_wu_host_integrations_enabled',
	'site_status_tests', 'debug_information', 'rest_api_init',
];

require __DIR__ . '/credentials.php';

/** Whether a visitor came: not an administrator, the queue or the command line. */
function is_visit(): bool {
	return ! is_admin() && ! wp_doing_cron() && 'cli' !== PHP_SAPI;
}

/**
 * Loads the rest, which a visitor's request has no use for.
 *
 * @param mixed $value What a filter passes through.
 */
function load($value = null) {
	$files = [
		'store', 'queue', 'reconcile', 'pause', 'domains', 'certificates', 'looks', 'drift', 'sync', 'connection',
		'problems', 'messages', 'seen', 'doctor', 'doctor-domain', 'site-health',
	];
	foreach ($files as $file) {
		require_once __DIR__ . "/$file.php";
	}
	return $value;
}

/**
 * Takes over UM's integration where UM is, and sleeps with one notice where it is not.
 *
 * The classes that extend UM's are loaded inside UM's own hooks alone: without UM they do not exist.
 */
function bootstrap(): void {
	if ( ! is_visit()) {
		load();
	}
	foreach (is_visit() ? LATE_HOOKS : [] as $hook) {
		add_filter($hook, __NAMESPACE__ . '\\load', 1);
	}
	add_action('network_admin_notices', __NAMESPACE__ . '\\show_problems');
	add_action('init', __NAMESPACE__ . '\\load_translations', 1);
	// When UM has had its turn, and not before WordPress has translations.
	add_action('init', __NAMESPACE__ . '\\watch');
	if (defined('WP_CLI') && WP_CLI) {
		require_once __DIR__ . '/class-command.php';
		\WP_CLI::add_command('runcloud', Command::class);
	}
	if ( ! is_multisite()) {
		add_action('admin_notices', __NAMESPACE__ . '\\show_problems');
		return;
	}
	if (is_admin()) {
		require_once __DIR__ . '/admin/page.php';
		attach_page();
	}
	add_filter('site_status_tests', __NAMESPACE__ . '\\add_health_tests');
	add_filter('debug_information', __NAMESPACE__ . '\\add_debug_information');
	add_action('rest_api_init', __NAMESPACE__ . '\\add_health_route');
	// Registry generation (2.4.11 and later); last writer wins, so after UM's own.
	add_action('wu_register_capabilities', __NAMESPACE__ . '\\take_over_registry', 20);
	// Legacy generation; UM fires this hook in the registry generation too.
	add_action('wp_ultimo_host_providers_load', __NAMESPACE__ . '\\take_over_legacy', 20);

	// A job may outlive the integration: it must always find its callback, or it fails without a word.
	add_action(LOOP, __NAMESPACE__ . '\\reconcile');
	add_action(REPORT, __NAMESPACE__ . '\\report', 10, 2);

	foreach (['add', 'update'] as $event) {
		add_action("{$event}_site_option_wu_host_integrations_enabled", __NAMESPACE__ . '\\on_flags', 10, 3);
	}
	// Deactivating is done by an administrator.
	add_action('deactivate_' . plugin_basename(dirname(__DIR__) . '/runcloud.php'), __NAMESPACE__ . '\\stop');
}

/** The translations that come with the plugin; those of WordPress's languages folder win. */
function load_translations(): void {
	load_plugin_textdomain('runcloud', false, dirname(plugin_basename(__DIR__)) . '/languages');
}

/**
 * Replaces UM's RunCloud integration and its domain mapping.
 *
 * @param \WP_Ultimo\Integrations\Integration_Registry $registry UM's registry.
 */
function take_over_registry($registry): void {
	require_once __DIR__ . '/um/class-integration.php';
	require_once __DIR__ . '/um/class-domain-mapping.php';
	$registry->register(new UM\Integration());
	$registry->add_capability('runcloud', new UM\Domain_Mapping());
}

/** Replaces UM's RunCloud host provider: its callbacks first, as both would run. */
function take_over_legacy(): void {
	$provider = 'WP_Ultimo\\Integrations\\Host_Providers\\Runcloud_Host_Provider';
	if (class_exists('WP_Ultimo\\Integrations\\Integration_Registry') || ! class_exists($provider)) {
		return;
	}
	$core = \WP_Ultimo\Integrations\Host_Providers\Runcloud_Host_Provider::get_instance();
	foreach (['add_domain', 'remove_domain', 'add_subdomain', 'remove_subdomain'] as $event) {
		remove_action("wu_$event", [$core, "on_$event"], 10);
	}
	remove_filter('wu_domain_manager_get_integrations', [$core, 'self_register']);
	remove_action('init', [$core, 'add_to_integration_list']);
	remove_action('init', [$core, 'alert_provider_not_setup']);
	add_filter('wu_admin_notices', __NAMESPACE__ . '\\drop_v2_notice');
	require_once __DIR__ . '/um/class-provider.php';
	UM\Provider::get_instance();
}

/**
 * Drops core's warning that key and secret are discontinued: this plugin takes them.
 *
 * @param array $notices UM's notices by key.
 * @return array
 */
function drop_v2_notice($notices) {
	if (is_array($notices)) {
		unset($notices['should-enable-runcloudv3-integration']);
	}
	return $notices;
}

/** Says why nothing happens, where nothing can. Visitors' requests have nothing to do with it. */
function watch(): void {
	if (is_visit()) {
		return;
	}
	if ( ! is_multisite()) {
		note_problems(['asleep' => message('network-missing')]);
		return;
	}
	// One of the two was loaded, unless UM never asked for it.
	$is_registry = class_exists(UM\Integration::class, false);
	if ( ! $is_registry && ! class_exists(UM\Provider::class, false)) {
		note_problems(['asleep' => message('ultimate-multisite-missing')]);
		return;
	}
	keep_table();
	// UM reads what it cannot decrypt as nothing, and goes quiet.
	$unreadable = array_filter(array_keys($is_registry && is_enabled() ? credential_names() : []), is_unreadable(...));
	note_problems(
		[
			'asleep'                => [],
			'extension-' . PHP_SAPI => is_enabled() ? extension_problem() : [],
			'salts'                 => $unreadable ? message('credentials-unreadable') : [],
		]
	);
}

/** Hooks what only an integration that is enabled and set up listens to; called by both adapters. */
function attach(): void {
	add_action('wu_transition_domain_domain', __NAMESPACE__ . '\\on_rename', 10, 2);
	add_action('wu_domain_manager_dns_propagation_finished', __NAMESPACE__ . '\\on_dns_verified');
	add_filter('wu_async_process_domain_stage_max_tries', __NAMESPACE__ . '\\more_ssl_checks', 10, 2);
	if ( ! is_visit()) {
		add_action('init', __NAMESPACE__ . '\\keep', 20);
	}
}

/** Whether the integration is switched on; the flag is UM's, the same in both generations. */
function is_enabled(): bool {
	$flags = get_network_option(null, 'wu_host_integrations_enabled', []);
	return is_array($flags) && ! empty($flags['runcloud']);
}
