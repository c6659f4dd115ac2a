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

	public function get_capability_id(): string;

	public function get_title(): string;

	public function get_supported_features(): array;

	public function supports(string $feature): bool;

	public function register_hooks(): void;

	public function get_fields(): array;

	public function get_explainer_lines(): array;

	public function set_integration(Integration $integration): void;

	public function get_integration(): Integration;

	public function test_connection();

	// phpcs:enable
}
