<?php
/**
 * Core's RunCloud provider.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Integrations\Host_Providers;

use function UM_Double\Internal\record_core_call;

defined('ABSPATH') || exit;

/**
 * Remembers each call where the real one would send HTTP requests.
 */
class Runcloud_Host_Provider extends Base_Host_Provider {

	use \WP_Ultimo\Traits\Singleton;

	protected $id = 'runcloud';

	protected $title = 'RunCloud';

	protected $tutorial_link = 'https://example.org/runcloud';

	protected $supports = ['autossl'];

	protected $constants = ['WU_RUNCLOUD_API_TOKEN', 'WU_RUNCLOUD_SERVER_ID', 'WU_RUNCLOUD_APP_ID'];

	/**
	 * Attaches the provider, and warns those who still have the constants of API v2.
	 *
	 * @return void
	 */
	public function init(): void {

		parent::init();

		if (defined('WU_RUNCLOUD_API_SECRET') && ! defined('WU_RUNCLOUD_API_TOKEN')) {
			WP_Ultimo()->notices->add(
				'RunCloud API V2 is discontinued. Create a V3 token and define WU_RUNCLOUD_API_TOKEN.',
				'warning',
				'network-admin',
				'should-enable-runcloudv3-integration'
			);
		}
	}

	// phpcs:disable Squiz.Commenting.FunctionComment -- one line each, named after what they do.

	public function detect() {
		return strpos(ABSPATH, 'runcloud') !== false;
	}

	public function get_description() {
		return 'RunCloud manages web applications on your own servers.';
	}

	public function get_logo() {
		return wu_get_asset('runcloud.svg', 'img/hosts');
	}

	public function get_instructions() {
		wu_get_template('wizards/host-integrations/runcloud-instructions');
	}

	public function get_fields() {
		return [
			'WU_RUNCLOUD_API_TOKEN' => [
				'title'       => 'RunCloud API Token',
				'desc'        => 'The token of your workspace.',
				'placeholder' => 'e.g. your-api-token',
			],
			'WU_RUNCLOUD_SERVER_ID' => [
				'title'       => 'RunCloud Server ID',
				'placeholder' => 'e.g. 11667',
			],
			'WU_RUNCLOUD_APP_ID'    => [
				'title'       => 'RunCloud App ID',
				'placeholder' => 'e.g. 940288',
			],
		];
	}

	public function on_add_domain($domain, $site_id) {
		record_core_call(__FUNCTION__, func_get_args());
	}

	public function on_remove_domain($domain, $site_id) {
		record_core_call(__FUNCTION__, func_get_args());
	}

	public function on_add_subdomain($subdomain, $site_id) {
		record_core_call(__FUNCTION__, func_get_args());
	}

	public function on_remove_subdomain($subdomain, $site_id) {
		record_core_call(__FUNCTION__, func_get_args());
	}

	public function test_connection(): void {
		record_core_call(__FUNCTION__, []);
		wp_send_json_success(['data' => []]);
	}

	// phpcs:enable
}
