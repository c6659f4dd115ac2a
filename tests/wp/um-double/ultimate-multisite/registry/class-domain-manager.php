<?php
/**
 * The domain manager of the registry generation.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Managers;

use WP_Ultimo\Integrations\Integration_Registry;

defined('ABSPATH') || exit;

/**
 * Domain events and stages; integrations are the registry's.
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

		add_action('wp_ajax_wu_test_hosting_integration', [$this, 'test_integration']);
	}

	/**
	 * Legacy providers that others still make.
	 *
	 * @return array<string, string> Class names by id.
	 */
	public function get_integrations() {

		return apply_filters('wu_domain_manager_get_integrations', [], $this);
	}

	/**
	 * An integration by its id; a legacy provider if the registry has none.
	 *
	 * @param string $id Id.
	 * @return object|false
	 */
	public function get_integration_instance($id) {

		$integration = Integration_Registry::get_instance()->get((string) $id);

		if ($integration) {
			return $integration;
		}

		$class_name = $this->get_integrations()[ $id ] ?? false;

		return $class_name ? $class_name::get_instance() : false;
	}

	/**
	 * Answers the wizard's test button. Any user who is logged in may ask (contract dossier §2.1).
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
					'message' => sprintf('The necessary credentials were not found: %s', implode(', ', $integration->get_missing_constants())),
				]
			);
		}

		$result = $integration->test_connection();

		if (is_wp_error($result)) {
			wp_send_json_error(['message' => $result->get_error_message()]);
		}

		wp_send_json_success(['message' => 'Access Authorized']);
	}
}
