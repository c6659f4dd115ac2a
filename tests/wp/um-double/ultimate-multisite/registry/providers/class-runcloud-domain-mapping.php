<?php
/**
 * Core's RunCloud domain mapping.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Integrations\Providers\RunCloud;

use WP_Ultimo\Integrations\Base_Capability_Module;
use WP_Ultimo\Integrations\Capabilities\Domain_Mapping_Capability;
use function UM_Double\Internal\record_core_call;

defined('ABSPATH') || exit;

/**
 * Works with core's own integration only: with another one its jobs end in a TypeError (contract dossier §3.1, D).
 */
class RunCloud_Domain_Mapping extends Base_Capability_Module implements Domain_Mapping_Capability {

	// phpcs:disable Squiz.Commenting.FunctionComment -- named after what they do.

	public function get_capability_id(): string {
		return 'domain-mapping';
	}

	public function get_title(): string {
		return 'Domain Mapping';
	}

	public function get_supported_features(): array {
		return ['autossl'];
	}

	public function register_hooks(): void {
		add_action('wu_add_domain', [$this, 'on_add_domain'], 10, 2);
		add_action('wu_remove_domain', [$this, 'on_remove_domain'], 10, 2);
		add_action('wu_add_subdomain', [$this, 'on_add_subdomain'], 10, 2);
		add_action('wu_remove_subdomain', [$this, 'on_remove_subdomain'], 10, 2);
	}

	public function get_explainer_lines(): array {
		return [
			'will'     => ['Send API calls to RunCloud servers with domain names added to this network'],
			'will_not' => [],
		];
	}

	private function get_runcloud(): RunCloud_Integration {
		return $this->get_integration();
	}

	public function on_add_domain($domain, $site_id): void {
		$this->get_runcloud();
		record_core_call(__FUNCTION__, func_get_args());
	}

	public function on_remove_domain($domain, $site_id): void {
		$this->get_runcloud();
		record_core_call(__FUNCTION__, func_get_args());
	}

	public function on_add_subdomain($subdomain, $site_id): void {
		record_core_call(__FUNCTION__, func_get_args());
	}

	public function on_remove_subdomain($subdomain, $site_id): void {
		record_core_call(__FUNCTION__, func_get_args());
	}

	public function test_connection() {
		return $this->get_runcloud()->test_connection();
	}

	// phpcs:enable
}
