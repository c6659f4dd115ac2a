<?php
/**
 * Base of the host providers.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Integrations\Host_Providers;

use WP_Ultimo\Helpers\WP_Config;

defined('ABSPATH') || exit;

/**
 * A provider whose credentials are PHP constants (contract dossier §2.2). The registry generation still ships the
 * class and uses it for nothing.
 */
abstract class Base_Host_Provider {

	/**
	 * Id.
	 *
	 * @var string
	 */
	protected $id;

	/**
	 * Title.
	 *
	 * @var string
	 */
	protected $title;

	/**
	 * Tutorial.
	 *
	 * @var string
	 */
	protected $tutorial_link = '';

	/**
	 * Features.
	 *
	 * @var array
	 */
	protected $supports = [];

	/**
	 * Constants it needs; an entry may be a list of alternatives.
	 *
	 * @var array
	 */
	protected $constants = [];

	/**
	 * Constants it may use.
	 *
	 * @var array
	 */
	protected $optional_constants = [];

	/**
	 * Attaches the provider to the request.
	 *
	 * @return void
	 */
	public function init(): void {

		if ($this->detect() && ! $this->is_enabled()) {
			$this->alert_provider_detected();
		}

		if ($this->is_enabled()) {
			if ($this->is_setup()) {
				$this->load_dependencies();
				$this->register_hooks();
			} else {
				add_action('init', [$this, 'alert_provider_not_setup']);
			}
		}

		add_filter('wu_domain_manager_get_integrations', [$this, 'self_register']);
		add_action('init', [$this, 'add_to_integration_list']);
	}

	/**
	 * Puts the provider into the manager's map.
	 *
	 * @param array $integrations Class names by id.
	 * @return array
	 */
	final public function self_register($integrations) {

		$integrations[ $this->get_id() ] = get_class($this);

		return $integrations;
	}

	/**
	 * The enabled flags of all integrations.
	 *
	 * @return array<string, bool>
	 */
	protected function get_enabled_list() {

		return (array) get_network_option(null, 'wu_host_integrations_enabled', []);
	}

	/**
	 * Whether the network switched it on.
	 *
	 * @return bool
	 */
	final public function is_enabled() {

		return ! empty($this->get_enabled_list()[ $this->get_id() ]);
	}

	/**
	 * Switches it on.
	 *
	 * @return bool
	 */
	public function enable() {

		$list                    = $this->get_enabled_list();
		$list[ $this->get_id() ] = true;

		return update_network_option(null, 'wu_host_integrations_enabled', $list);
	}

	/**
	 * Switches it off.
	 *
	 * @return bool
	 */
	public function disable() {

		$list                    = $this->get_enabled_list();
		$list[ $this->get_id() ] = false;

		return update_network_option(null, 'wu_host_integrations_enabled', $list);
	}

	/**
	 * Adds the settings card.
	 *
	 * @return void
	 */
	public function add_to_integration_list(): void {

		$slug = str_replace('-', '_', $this->get_id());

		wu_register_settings_field(
			'integrations',
			"integration_$slug",
			[
				'type'  => 'note',
				'title' => $this->get_title(),
				'desc'  => sprintf(
					'%s <a href="%s">Configuration</a>',
					$this->is_enabled() ? 'Activated' : 'Deactivated',
					esc_url(wu_network_admin_url('wp-ultimo-hosting-integration-wizard', ['integration' => $this->get_id()]))
				),
			]
		);
	}

	/**
	 * Says that the host seems to be this one.
	 *
	 * @return void
	 */
	public function alert_provider_detected(): void {

		WP_Ultimo()->notices->add(
			sprintf('It looks like you are using %s. You might want to activate the integration.', $this->get_title()),
			'info',
			'network-admin',
			"should-enable-{$this->get_id()}-integration",
			[
				'activate' => [
					'title' => 'Activate',
					'url'   => wu_network_admin_url('wp-ultimo-hosting-integration-wizard', ['integration' => $this->get_id()]),
				],
			]
		);
	}

	/**
	 * Says that constants are missing.
	 *
	 * @return void
	 */
	public function alert_provider_not_setup(): void {

		if ($this->is_setup()) {
			return;
		}

		WP_Ultimo()->notices->add(
			sprintf('%s is enabled, but not properly configured.', $this->get_title()),
			'warning',
			'network-admin',
			"should-setup-{$this->get_id()}-integration"
		);
	}

	/**
	 * Whether each entry has a truthy constant.
	 *
	 * @return bool
	 */
	public function is_setup() {

		return ! $this->get_missing_constants();
	}

	/**
	 * Entries without a truthy constant.
	 *
	 * @return string[]
	 */
	public function get_missing_constants() {

		$missing = [];

		foreach ($this->constants as $entry) {
			$set = array_filter((array) $entry, fn($name) => defined($name) && constant($name));

			if (! $set) {
				$missing = array_merge($missing, (array) $entry);
			}
		}

		return $missing;
	}

	/**
	 * All declared names, alternatives and optional ones too.
	 *
	 * @return string[]
	 */
	private function all_names() {

		$names = [];

		foreach ($this->constants as $entry) {
			$names = array_merge($names, (array) $entry);
		}

		return array_merge($names, $this->optional_constants);
	}

	/**
	 * Writes constants into wp-config.php.
	 *
	 * A declared name that is not among the values is written with its index; nothing is escaped; nobody looks
	 * whether it worked (contract dossier §2.2).
	 *
	 * @param array $constant_values Values by name.
	 * @return void
	 */
	public function setup_constants($constant_values): void {

		foreach ($this->with_defaults($constant_values) as $name => $value) {
			WP_Config::get_instance()->inject_wp_config_constant($name, $value);
		}
	}

	/**
	 * The lines to put into wp-config.php by hand.
	 *
	 * @param array $constant_values Values by name.
	 * @return string
	 */
	public function get_constants_string($constant_values) {

		$lines = ["// Ultimate Multisite - Domain Mapping - {$this->get_title()}"];

		foreach ($this->with_defaults($constant_values) as $name => $value) {
			$lines[] = sprintf("define( '%s', '%s' );", $name, $value);
		}

		$lines[] = "// Ultimate Multisite - Domain Mapping - {$this->get_title()} - End";

		return implode(PHP_EOL, $lines);
	}

	/**
	 * Values of the declared names; the default of a name is its index.
	 *
	 * @param array $constant_values Values by name.
	 * @return array
	 */
	private function with_defaults($constant_values) {

		return shortcode_atts(array_flip($this->all_names()), $constant_values);
	}

	/**
	 * Attaches the four host events.
	 *
	 * @return void
	 */
	public function register_hooks(): void {

		add_action('wu_add_domain', [$this, 'on_add_domain'], 10, 2);
		add_action('wu_remove_domain', [$this, 'on_remove_domain'], 10, 2);
		add_action('wu_add_subdomain', [$this, 'on_add_subdomain'], 10, 2);
		add_action('wu_remove_subdomain', [$this, 'on_remove_subdomain'], 10, 2);

		$this->additional_hooks();
	}

	/**
	 * Whether it has a feature.
	 *
	 * @param string $feature Feature.
	 * @return bool
	 */
	public function supports($feature) {

		return apply_filters('wu_hosting_support_supports', in_array($feature, $this->supports, true), $this);
	}

	/**
	 * What it will do and what not.
	 *
	 * @return array
	 */
	public function get_explainer_lines() {

		return [
			'will'     => ["Send API calls to {$this->get_title()} servers with domain names added to this network"],
			'will_not' => [],
		];
	}

	/**
	 * Answers the test button; has to send the JSON itself.
	 *
	 * @return void
	 */
	public function test_connection(): void {

		wp_send_json_success([]);
	}

	// phpcs:disable Squiz.Commenting.FunctionComment -- one line each, named after what they do.

	public function get_id() {
		return $this->id;
	}

	public function get_title() {
		return $this->title;
	}

	public function get_tutorial_link() {
		return $this->tutorial_link;
	}

	public function get_description() {
		return '';
	}

	public function get_logo() {
		return '';
	}

	public function load_dependencies() {
	}

	public function additional_hooks() {
	}

	abstract public function detect();

	abstract public function on_add_domain($domain, $site_id);

	abstract public function on_remove_domain($domain, $site_id);

	abstract public function on_add_subdomain($subdomain, $site_id);

	abstract public function on_remove_subdomain($subdomain, $site_id);

	// phpcs:enable
}
