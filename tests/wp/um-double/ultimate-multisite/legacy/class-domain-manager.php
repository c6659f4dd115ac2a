<?php
/**
 * The domain manager of the legacy generation.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Managers;

use WP_Ultimo\Integrations\Host_Providers\Closte_Host_Provider;
use WP_Ultimo\Integrations\Host_Providers\Cloudways_Host_Provider;
use WP_Ultimo\Integrations\Host_Providers\Runcloud_Host_Provider;

defined('ABSPATH') || exit;

/**
 * Domain events, stages and host providers.
 */
class Domain_Manager {

	use \WP_Ultimo\Traits\Singleton;
	use \UM_Double\Internal\Domain_Events;
	use \UM_Double\Internal\Domain_Stages;
	use \UM_Double\Internal\Www_Policy;

	/**
	 * Attaches the manager.
	 *
	 * @return void
	 */
	public function init(): void {

		$this->listen_to_domains();
		$this->listen_to_stages();

		add_action('plugins_loaded', [$this, 'load_integrations']);
		add_action('wp_ajax_wu_test_hosting_integration', [$this, 'test_integration']);
	}

	/**
	 * Makes core's providers, then lets others make theirs.
	 *
	 * @return void
	 */
	public function load_integrations() {

		Runcloud_Host_Provider::get_instance();
		Closte_Host_Provider::get_instance();
		Cloudways_Host_Provider::get_instance();

		do_action('wp_ultimo_host_providers_load');
	}

	/**
	 * The providers.
	 *
	 * @return array<string, string> Class names by id.
	 */
	public function get_integrations() {

		return apply_filters('wu_domain_manager_get_integrations', [], $this);
	}

	/**
	 * A provider by its id.
	 *
	 * @param string $id Id.
	 * @return object|false
	 */
	public function get_integration_instance($id) {

		$class_name = $this->get_integrations()[ $id ] ?? false;

		return $class_name ? $class_name::get_instance() : false;
	}

	/**
	 * Answers the wizard's test button. Any user who is logged in may ask (contract dossier §2.2).
	 *
	 * @return void
	 */
	public function test_integration() {

		$integration = $this->get_integration_instance(wu_request('integration', 'none'));

		if (! $integration) {
			wp_send_json_error(['message' => 'Invalid Integration ID']);
		}

		if (! $integration->is_setup()) {
			wp_send_json_error(
				[
					'message' => sprintf(
						'The necessary constants were not found on your wp-config.php file: %s',
						implode(', ', $integration->get_missing_constants())
					),
				]
			);
		}

		$integration->test_connection();
	}
}
