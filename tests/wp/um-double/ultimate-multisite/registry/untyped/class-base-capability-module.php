<?php
/**
 * Base of the modules.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Integrations;

defined('ABSPATH') || exit;

/**
 * Defaults for all but the id and the title. The integration is not there before the registry resolved.
 */
abstract class Base_Capability_Module implements Capability_Module {

	protected Integration $integration;

	// phpcs:disable Squiz.Commenting.FunctionComment -- named after what they do.

	public function get_supported_features() {
		return [];
	}

	public function supports($feature) {
		return in_array($feature, $this->get_supported_features(), true);
	}

	public function register_hooks() {
	}

	public function get_fields() {
		return [];
	}

	public function get_explainer_lines() {
		return [
			'will'     => [],
			'will_not' => [],
		];
	}

	public function set_integration($integration) {
		$this->integration = $integration;
	}

	public function get_integration() {
		return $this->integration;
	}

	public function test_connection() {
		return true;
	}

	// phpcs:enable
}
