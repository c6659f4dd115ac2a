<?php
/**
 * A provider beside RunCloud.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Integrations\Host_Providers;

defined('ABSPATH') || exit;

/**
 * Does nothing.
 */
class Closte_Host_Provider extends Base_Host_Provider {

	use \WP_Ultimo\Traits\Singleton;

	protected $id = 'closte';

	protected $title = 'Closte';

	protected $supports = ['autossl', 'no-instructions', 'no-config'];

	protected $constants = ['CLOSTE_CLIENT_API_KEY'];

	// phpcs:disable Squiz.Commenting.FunctionComment

	public function detect() {
		return defined('CLOSTE_CLIENT_API_KEY') && CLOSTE_CLIENT_API_KEY;
	}

	public function get_fields() {
		return [];
	}

	public function on_add_domain($domain, $site_id) {
	}

	public function on_remove_domain($domain, $site_id) {
	}

	public function on_add_subdomain($subdomain, $site_id) {
	}

	public function on_remove_subdomain($subdomain, $site_id) {
	}

	// phpcs:enable
}
