<?php
/**
 * The wizard of the legacy generation.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Admin_Pages;

use UM_Double\Internal\Wizard;

defined('ABSPATH') || exit;

/**
 * Credentials go into wp-config.php, by the plugin or by hand, with the traps of contract dossier §2.2.
 */
class Hosting_Integration_Wizard_Admin_Page extends Wizard {

	/**
	 * Prints the form, or the lines to copy when "Add manually" was chosen.
	 *
	 * @return void
	 */
	public function section_configuration() {

		if (wu_request('manual')) {
			$values = json_decode((string) wu_request('post', ''), true);

			printf(
				'<textarea readonly class="wu-constants" rows="10">%s</textarea>',
				esc_textarea($this->integration->get_constants_string(is_array($values) ? $values : []))
			);

			echo '<button type="submit" name="submit" value="2">Go to the Next Step</button>';

			return;
		}

		$this->print_fields(
			$this->integration->get_fields(),
			fn($name, $field) => defined($name) && constant($name) ? constant($name) : ($field['value'] ?? ''),
			false
		);

		echo '<button type="submit" name="submit" value="1">Add automatically</button>';
		echo '<button type="submit" name="submit" value="0">Add manually</button>';
	}

	/**
	 * Writes wp-config.php, or sends the values on in the URL, where the redirect strips their quotes and braces.
	 *
	 * @return void
	 */
	public function handle_configuration() {

		$choice = (string) wu_request('submit', '1');
		$values = [];

		foreach (array_keys($this->integration->get_fields()) as $name) {
			if (isset($_POST[ $name ])) { // phpcs:ignore WordPress.Security.NonceVerification
				$values[ $name ] = wp_unslash($_POST[ $name ]); // phpcs:ignore WordPress.Security
			}
		}

		if ($choice === '0') {
			wp_safe_redirect($this->get_section_link('config') . '&manual=1&post=' . wp_json_encode($values));

			exit;
		}

		if ($choice === '1') {
			$this->integration->setup_constants($values);
		}

		$this->go_on();
	}
}
