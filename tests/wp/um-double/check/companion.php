<?php
/**
 * Companions for the checks. Their methods declare the return types and leave the parameters untyped, which compiles
 * against both flavours (§2.1, "Signature safety").
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

/**
 * A module that remembers its calls in $GLOBALS['um_double_companion'].
 *
 * @param string $id Capability id.
 * @return \WP_Ultimo\Integrations\Capability_Module
 */
function module(string $id = 'domain-mapping') {

	return new class($id) extends \WP_Ultimo\Integrations\Base_Capability_Module implements \WP_Ultimo\Integrations\Capabilities\Domain_Mapping_Capability {

		private $capability_id;

		public function __construct($id) {
			$this->capability_id = $id;
		}

		public function get_capability_id(): string {
			return $this->capability_id;
		}

		public function get_title(): string {
			return 'Companion';
		}

		public function get_supported_features(): array {
			return ['companion-feature'];
		}

		public function register_hooks(): void {
			$GLOBALS['um_double_registered'] = 1 + ($GLOBALS['um_double_registered'] ?? 0);

			foreach (['add_domain', 'remove_domain', 'add_subdomain', 'remove_subdomain'] as $event) {
				add_action("wu_$event", [$this, "on_$event"], 10, 2);
			}
		}

		public function on_add_domain($domain, $site_id): void {
			$GLOBALS['um_double_companion'][] = __FUNCTION__;
		}

		public function on_remove_domain($domain, $site_id): void {
			$GLOBALS['um_double_companion'][] = __FUNCTION__;
		}

		public function on_add_subdomain($subdomain, $site_id): void {
			$GLOBALS['um_double_companion'][] = __FUNCTION__;
		}

		public function on_remove_subdomain($subdomain, $site_id): void {
			$GLOBALS['um_double_companion'][] = __FUNCTION__;
		}

		public function get_fields(): array {
			return ['WU_COMPANION_EXTRA' => ['title' => 'Extra', 'type' => 'select', 'options' => ['a' => 'A', 'b' => 'B']]];
		}
	};
}

/**
 * An integration that takes core's place.
 *
 * @return \WP_Ultimo\Integrations\Integration
 */
function integration() {

	$integration = new class('runcloud', 'Companion') extends \WP_Ultimo\Integrations\Integration {

		public function get_fields(): array {
			return [
				'WU_RUNCLOUD_API_TOKEN' => ['title' => 'Token', 'desc' => 'A <b>token</b>', 'placeholder' => 'here', 'html_attr' => ['data-x' => '1'], 'tooltip' => 'Tip'],
				'WU_RUNCLOUD_SERVER_ID' => ['title' => 'Server'],
				'WU_RUNCLOUD_APP_ID'    => ['title' => 'App'],
			];
		}

		public function test_connection() {
			return $GLOBALS['um_double_test_result'] ?? true;
		}

		public function get_instructions(): void {
			echo '<p>companion instructions</p>';
		}
	};

	return $integration->set_constants(['WU_RUNCLOUD_API_TOKEN', 'WU_RUNCLOUD_SERVER_ID', 'WU_RUNCLOUD_APP_ID'])->set_optional_constants(['WU_COMPANION_EXTRA']);
}
