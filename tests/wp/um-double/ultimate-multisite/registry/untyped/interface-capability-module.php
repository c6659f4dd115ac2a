<?php
/**
 * Something that an integration can do.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Integrations;

defined('ABSPATH') || exit;

/**
 * What the registry asks of a module (contract dossier §2.1).
 */
interface Capability_Module {

	// phpcs:disable Squiz.Commenting.FunctionComment -- named after what they do.

	public function get_capability_id();

	public function get_title();

	public function get_supported_features();

	public function supports($feature);

	public function register_hooks();

	public function get_fields();

	public function get_explainer_lines();

	public function set_integration($integration);

	public function get_integration();

	public function test_connection();

	// phpcs:enable
}
