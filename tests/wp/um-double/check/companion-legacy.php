<?php
/**
 * A legacy companion for the checks, with its own credentials so that it counts as set up without constants.
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

// phpcs:disable Squiz.Commenting, Generic.Files.OneObjectStructurePerFile

class Companion_Provider extends \WP_Ultimo\Integrations\Host_Providers\Base_Host_Provider {

	use \WP_Ultimo\Traits\Singleton;

	protected $id = 'runcloud';

	protected $title = 'Companion';

	protected $constants = [['WU_RUNCLOUD_API_TOKEN', 'WU_RUNCLOUD_API_KEY'], 'WU_RUNCLOUD_SERVER_ID', 'WU_RUNCLOUD_APP_ID'];

	protected $optional_constants = ['WU_COMPANION_EXTRA'];

	public function is_setup(): bool {
		return $GLOBALS['um_double_is_setup'] ?? true;
	}

	public function detect() {
		return $GLOBALS['um_double_detect'] ?? false;
	}

	public function get_fields(): array {
		return [
			'WU_RUNCLOUD_API_TOKEN' => ['title' => 'Token'],
			'WU_RUNCLOUD_SERVER_ID' => ['title' => 'Server'],
			'WU_RUNCLOUD_APP_ID'    => ['title' => 'App'],
		];
	}

	public function get_instructions() {
		echo '<p>companion instructions</p>';
	}

	public function test_connection(): void {
		if (isset($GLOBALS['um_double_test_result'])) {
			wp_send_json_error($GLOBALS['um_double_test_result']);
		}
	}

	public function on_add_domain($domain, $site_id) {
		$GLOBALS['um_double_companion'][] = __FUNCTION__;
	}

	public function on_remove_domain($domain, $site_id) {
		$GLOBALS['um_double_companion'][] = __FUNCTION__;
	}

	public function on_add_subdomain($subdomain, $site_id) {
		$GLOBALS['um_double_companion'][] = __FUNCTION__;
	}

	public function on_remove_subdomain($subdomain, $site_id) {
		$GLOBALS['um_double_companion'][] = __FUNCTION__;
	}
}

/**
 * Takes core's provider out and puts the companion in (§3.2).
 *
 * @param string[] $leave Removals left out.
 * @return void
 */
function take_over(array $leave = []): void {

	$core     = \WP_Ultimo\Integrations\Host_Providers\Runcloud_Host_Provider::get_instance();
	$removals = [
		'add_domain'       => ['wu_add_domain', 'on_add_domain'],
		'remove_domain'    => ['wu_remove_domain', 'on_remove_domain'],
		'add_subdomain'    => ['wu_add_subdomain', 'on_add_subdomain'],
		'remove_subdomain' => ['wu_remove_subdomain', 'on_remove_subdomain'],
		'map'              => ['wu_domain_manager_get_integrations', 'self_register'],
		'card'             => ['init', 'add_to_integration_list'],
		'alert'            => ['init', 'alert_provider_not_setup'],
	];

	foreach (array_diff_key($removals, array_flip($leave)) as [$hook, $method]) {
		remove_filter($hook, [$core, $method], 10);
	}

	Companion_Provider::get_instance();
}
