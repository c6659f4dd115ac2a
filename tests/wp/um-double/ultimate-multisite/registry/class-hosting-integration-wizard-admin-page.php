<?php
/**
 * The wizard of the registry generation.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Admin_Pages;

use UM_Double\Internal\Wizard;
use WP_Ultimo\Integrations\Integration_Registry;

defined('ABSPATH') || exit;

/**
 * Credentials go into the database (contract dossier §2.1). A legacy provider, which has no get_credential(), is fatal
 * here.
 */
class Hosting_Integration_Wizard_Admin_Page extends Wizard {

	/**
	 * Lets others change the steps.
	 *
	 * @param array $sections Steps.
	 * @return array
	 */
	protected function filter_sections($sections) {

		return apply_filters('wu_hosting_integration_wizard_sections', $sections, $this->integration, $this);
	}

	/**
	 * Fields of the integration and of its modules.
	 *
	 * @return array
	 */
	protected function fields() {

		$fields = $this->integration->get_fields();

		foreach (Integration_Registry::get_instance()->get_capabilities($this->integration->get_id()) as $module) {
			$fields = array_merge($fields, $module->get_fields());
		}

		return $fields;
	}

	/**
	 * Prints the form: the decrypted value of each field, those that a constant decides disabled.
	 *
	 * @return void
	 */
	public function section_configuration() {

		$this->print_fields($this->fields(), fn($name) => $this->integration->get_credential($name), true);

		if (method_exists($this->integration, 'get_configuration_instructions')) {
			$this->integration->get_configuration_instructions();
		}

		echo '<button type="submit" name="submit" value="1">Save</button>';
	}

	/**
	 * Saves what was sent; a disabled field is not sent, so what is stored for it is deleted.
	 *
	 * @return void
	 */
	public function handle_configuration() {

		$values = [];

		foreach (array_keys($this->fields()) as $name) {
			if (isset($_POST[ $name ])) { // phpcs:ignore WordPress.Security.NonceVerification
				$values[ $name ] = sanitize_text_field(wp_unslash($_POST[ $name ])); // phpcs:ignore WordPress.Security
			}
		}

		$this->integration->save_credentials($values);

		$this->go_on();
	}
}
