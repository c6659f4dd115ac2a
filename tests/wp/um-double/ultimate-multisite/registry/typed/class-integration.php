<?php
/**
 * An integration with a host.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Integrations;

use WP_Ultimo\Helpers\Credential_Store;

defined('ABSPATH') || exit;

/**
 * Who the host is, which credentials it needs, and whether it is on (contract dossier §2.1).
 */
class Integration {

	protected string $id;

	protected string $title;

	protected string $description = '';

	protected string $logo = '';

	protected string $tutorial_link = '';

	protected array $constants = [];

	protected array $optional_constants = [];

	protected array $supports = [];

	protected string $enabled_option_key = 'wu_host_integrations_enabled';

	/**
	 * An integration.
	 *
	 * @param string $id    Id.
	 * @param string $title Title.
	 */
	public function __construct(string $id, string $title) {

		$this->id    = $id;
		$this->title = $title;
	}

	// phpcs:disable Squiz.Commenting.FunctionComment -- accessors, named after what they do.

	public function get_id(): string {
		return $this->id;
	}

	public function get_title(): string {
		return $this->title;
	}

	public function get_description(): string {
		return $this->description;
	}

	public function get_logo(): string {
		return $this->logo;
	}

	public function get_tutorial_link(): string {
		return $this->tutorial_link;
	}

	public function set_description(string $description): self {
		$this->description = $description;
		return $this;
	}

	public function set_logo(string $logo): self {
		$this->logo = $logo;
		return $this;
	}

	public function set_tutorial_link(string $tutorial_link): self {
		$this->tutorial_link = $tutorial_link;
		return $this;
	}

	public function set_constants(array $constants): self {
		$this->constants = $constants;
		return $this;
	}

	public function set_optional_constants(array $optional_constants): self {
		$this->optional_constants = $optional_constants;
		return $this;
	}

	public function set_supports(array $supports): self {
		$this->supports = $supports;
		return $this;
	}

	public function get_fields(): array {
		return [];
	}

	public function detect(): bool {
		return false;
	}

	public function test_connection() {
		return true;
	}

	public function get_explainer_lines(): array {
		return [
			'will'     => [],
			'will_not' => [],
		];
	}

	// phpcs:enable

	/**
	 * Whether it, or one of its modules, has a feature.
	 *
	 * @param string $feature Feature.
	 * @return bool
	 */
	public function supports(string $feature): bool {

		if (in_array($feature, $this->supports, true)) {
			return true;
		}

		foreach (Integration_Registry::get_instance()->get_capabilities($this->get_id()) as $module) {
			if ($module->supports($feature)) {
				return true;
			}
		}

		return false;
	}

	/**
	 * Whether the network switched it on.
	 *
	 * @return bool
	 */
	public function is_enabled(): bool {

		$list = (array) get_network_option(null, $this->enabled_option_key, []);

		return ! empty($list[ $this->get_id() ]);
	}

	/**
	 * Switches it on.
	 *
	 * @return bool
	 */
	public function enable(): bool {

		$list                    = (array) get_network_option(null, $this->enabled_option_key, []);
		$list[ $this->get_id() ] = true;

		return update_network_option(null, $this->enabled_option_key, $list);
	}

	/**
	 * Switches it off.
	 *
	 * @return bool
	 */
	public function disable(): bool {

		$list                    = (array) get_network_option(null, $this->enabled_option_key, []);
		$list[ $this->get_id() ] = false;

		return update_network_option(null, $this->enabled_option_key, $list);
	}

	/**
	 * All declared names, alternatives and optional ones too.
	 *
	 * @return array
	 */
	protected function all_names(): array {

		$names = [];

		foreach (array_merge($this->constants, $this->optional_constants) as $entry) {
			$names = array_merge($names, (array) $entry);
		}

		return $names;
	}

	/**
	 * Entries without a credential.
	 *
	 * @return array
	 */
	public function get_missing_constants(): array {

		$missing = [];

		foreach ($this->constants as $entry) {
			// The first one that is there is enough: what is not stored would cost a query.
			foreach ((array) $entry as $name) {
				if ($this->get_credential($name)) {
					continue 2;
				}
			}

			$missing = array_merge($missing, (array) $entry);
		}

		return $missing;
	}

	/**
	 * Whether each entry has a credential.
	 *
	 * @return bool
	 */
	public function is_setup(): bool {

		return ! $this->get_missing_constants();
	}

	/**
	 * A credential: a truthy constant, else what is stored, else ''.
	 *
	 * @param string $name Name of the constant.
	 * @return string
	 */
	public function get_credential(string $name): string {

		if (defined($name) && constant($name)) {
			return (string) constant($name);
		}

		$stored = get_network_option(null, "wu_hosting_credential_$name", '');

		return $stored ? Credential_Store::decrypt((string) $stored) : '';
	}

	/**
	 * Stores credentials. Undeclared names are dropped; a declared one that is absent or empty is deleted.
	 *
	 * @param array $values Values by name.
	 * @return void
	 */
	public function save_credentials(array $values): void {

		foreach ($this->all_names() as $index => $name) {
			$value = (string) ($values[ $name ] ?? '');

			// One upstream snapshot took an absent name's index for its value.
			if (! isset($values[ $name ]) && \UM_Double\Internal\choice('UM_DOUBLE_SAVE_FLIP', '0') === '1') {
				$value = (string) $index;
			}

			if ($value === '') {
				delete_network_option(null, "wu_hosting_credential_$name");
			} else {
				update_network_option(null, "wu_hosting_credential_$name", Credential_Store::encrypt($value));
			}
		}
	}

	/**
	 * Deletes the stored credentials.
	 *
	 * @return void
	 */
	public function delete_credentials(): void {

		foreach ($this->all_names() as $name) {
			delete_network_option(null, "wu_hosting_credential_$name");
		}
	}

	/**
	 * The lines to put into wp-config.php by hand.
	 *
	 * @param array $constant_values Values by name.
	 * @return string
	 */
	public function get_constants_string(array $constant_values): string {

		$lines = [];

		foreach (shortcode_atts(array_flip($this->all_names()), $constant_values) as $name => $value) {
			$lines[] = sprintf("define( '%s', '%s' );", $name, $value);
		}

		return implode(PHP_EOL, $lines);
	}
}
