<?php
/**
 * The integrations and what they can do.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Integrations;

use WP_Ultimo\Integrations\Providers\Closte\Closte_Integration;
use WP_Ultimo\Integrations\Providers\RunCloud\RunCloud_Domain_Mapping;
use WP_Ultimo\Integrations\Providers\RunCloud\RunCloud_Integration;

defined('ABSPATH') || exit;

/**
 * Two plain arrays: the last writer of an id wins, and nothing is ever taken out (contract dossier §2.1).
 */
class Integration_Registry {

	use \WP_Ultimo\Traits\Singleton;

	/**
	 * Integrations by id.
	 *
	 * @var Integration[]
	 */
	private array $integrations = [];

	/**
	 * Modules by integration id and capability id.
	 *
	 * @var Capability_Module[][]
	 */
	private array $capabilities = [];

	/**
	 * Attaches the registry to the request.
	 *
	 * @return void
	 */
	public function init(): void {

		add_action('plugins_loaded', [$this, 'register_core_integrations'], 9);
		add_action('plugins_loaded', [$this, 'load_legacy_providers'], 10);
		add_action('plugins_loaded', [$this, 'register_core_capabilities'], 12);
		add_action('wu_settings_integrations', [$this, 'add_to_integration_list']);
		add_action('init', [$this, 'alert_providers']);
	}

	/**
	 * Registers core's integrations, then lets others register theirs.
	 *
	 * @return void
	 */
	public function register_core_integrations(): void {

		$this->register(new RunCloud_Integration());
		$this->register(new Closte_Integration());

		do_action('wu_register_integrations', $this);
	}

	/**
	 * The legacy generation's moment; core has no providers in it any more.
	 *
	 * @return void
	 */
	public function load_legacy_providers(): void {

		do_action('wp_ultimo_host_providers_load');
	}

	/**
	 * Adds core's modules, lets others add theirs, and attaches the hooks, once.
	 *
	 * @return void
	 */
	public function register_core_capabilities(): void {

		$this->add_capability('runcloud', new RunCloud_Domain_Mapping());

		do_action('wu_register_capabilities', $this);

		$this->resolve();
	}

	/**
	 * Gives each module its integration, and attaches the modules of those that are enabled and set up.
	 *
	 * @return void
	 */
	private function resolve(): void {

		foreach ($this->capabilities as $integration_id => $modules) {
			$integration = $this->get($integration_id);

			if (! $integration) {
				continue;
			}

			$attach = $integration->is_enabled() && $integration->is_setup();

			foreach ($modules as $module) {
				$module->set_integration($integration);

				if ($attach) {
					$module->register_hooks();
				}
			}
		}
	}

	/**
	 * Registers an integration under its id.
	 *
	 * @param Integration $integration Integration.
	 * @return void
	 */
	public function register(Integration $integration): void {

		$this->integrations[ $integration->get_id() ] = $integration;
	}

	/**
	 * An integration by its id.
	 *
	 * @param string $id Id.
	 * @return Integration|null
	 */
	public function get(string $id): ?Integration {

		return $this->integrations[ $id ] ?? null;
	}

	/**
	 * All integrations by id.
	 *
	 * @return Integration[]
	 */
	public function get_all(): array {

		return $this->integrations;
	}

	/**
	 * Adds a module to an integration.
	 *
	 * @param string            $integration_id Integration id.
	 * @param Capability_Module $module         Module.
	 * @return void
	 */
	public function add_capability(string $integration_id, Capability_Module $module): void {

		$this->capabilities[ $integration_id ][ $module->get_capability_id() ] = $module;
	}

	/**
	 * Modules of an integration.
	 *
	 * @param string $integration_id Integration id.
	 * @return Capability_Module[]
	 */
	public function get_capabilities(string $integration_id): array {

		return $this->capabilities[ $integration_id ] ?? [];
	}

	/**
	 * One module of an integration.
	 *
	 * @param string $integration_id Integration id.
	 * @param string $capability_id  Capability id.
	 * @return Capability_Module|null
	 */
	public function get_capability(string $integration_id, string $capability_id): ?Capability_Module {

		return $this->capabilities[ $integration_id ][ $capability_id ] ?? null;
	}

	/**
	 * Whether an integration has a module.
	 *
	 * @param string $integration_id Integration id.
	 * @param string $capability_id  Capability id.
	 * @return bool
	 */
	public function has_capability(string $integration_id, string $capability_id): bool {

		return isset($this->capabilities[ $integration_id ][ $capability_id ]);
	}

	/**
	 * Integrations that have a module.
	 *
	 * @param string $capability_id Capability id.
	 * @return Integration[]
	 */
	public function get_integrations_with_capability(string $capability_id): array {

		return array_filter($this->integrations, fn($integration) => $this->has_capability($integration->get_id(), $capability_id));
	}

	/**
	 * Adds the settings cards.
	 *
	 * @return void
	 */
	public function add_to_integration_list(): void {

		foreach ($this->integrations as $id => $integration) {
			wu_register_settings_field(
				'integrations',
				'integration_' . str_replace('-', '_', $id),
				[
					'type'  => 'note',
					'title' => $integration->get_title(),
					'desc'  => sprintf(
						'%s <a href="%s">Configuration</a>',
						$integration->is_enabled() ? 'Activated' : 'Deactivated',
						esc_url(wu_network_admin_url('wp-ultimo-hosting-integration-wizard', ['integration' => $id]))
					),
				]
			);
		}
	}

	/**
	 * Says which integration seems to be the host's, and which one is enabled without credentials.
	 *
	 * @return void
	 */
	public function alert_providers(): void {

		foreach ($this->integrations as $id => $integration) {
			$url = wu_network_admin_url('wp-ultimo-hosting-integration-wizard', ['integration' => $id]);

			if ($integration->detect() && ! $integration->is_enabled()) {
				WP_Ultimo()->notices->add(
					sprintf('It looks like you are using %s. You might want to activate the integration.', $integration->get_title()),
					'info',
					'network-admin',
					"should-enable-$id-integration",
					[
						'activate' => [
							'title' => 'Activate',
							'url'   => $url,
						],
					]
				);
			}

			if ($integration->is_enabled() && ! $integration->is_setup()) {
				WP_Ultimo()->notices->add(
					sprintf('%s is enabled, but not properly configured.', $integration->get_title()),
					'warning',
					'network-admin',
					"should-setup-$id-integration",
					[
						'activate' => [
							'title' => 'Configure',
							'url'   => $url,
						],
					]
				);
			}
		}
	}
}
