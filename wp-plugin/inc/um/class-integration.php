<?php
/**
 * The integration, for UM's registry generation (2.4.11 and later).
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress\UM;

use RunCloud\WordPress as Plugin;

defined('ABSPATH') || exit;

require_once __DIR__ . '/trait-form.php';

/** UM's RunCloud integration under the same id: enabled flag, stored credentials and wizard stay. */
class Integration extends \WP_Ultimo\Integrations\Integration {

	use Form;

	/** Tells UM the names; texts wait for their getters, as translations are not loaded yet. */
	public function __construct() {
		parent::__construct('runcloud', 'RunCloud');
		$this->set_tutorial_link(self::TUTORIAL);
		$this->set_constants(self::NEEDED);
		$this->set_optional_constants(['WU_RUNCLOUD_API_KEY']);
		$this->set_supports(['autossl']);
	}

	/**
	 * Returns a credential for UM: its wizard prints it into the page, so there a secret is a mask.
	 *
	 * @param string $name The constant's name.
	 */
	public function get_credential($name): string {
		$value = $this->reveal($name);
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- nothing is done with it.
		$is_wizard = is_admin() && 'wp-ultimo-hosting-integration-wizard' === ($_GET['page'] ?? '');
		return $is_wizard && '' !== $value && ! str_ends_with($name, '_ID') ? Plugin\MASK : $value;
	}

	/**
	 * Returns a credential as it is.
	 *
	 * @param string $name The constant's name.
	 */
	public function reveal($name): string {
		return (string) parent::get_credential($name);
	}

	/**
	 * Answers the test button.
	 *
	 * @return true|\WP_Error
	 */
	public function test_connection() {
		return Plugin\test();
	}

	/**
	 * Stores what is right and keeps what was stored where it is not.
	 *
	 * UM has already run the values through sanitize_text_field(), so what was typed is looked at; and UM
	 * deletes the stored copy of a field that a constant has greyed out.
	 *
	 * @param array $values The form's values by name.
	 */
	public function save_credentials($values): void {
		// phpcs:ignore WordPress.Security -- UM's wizard has verified the nonce; the raw values are compared, not used.
		$typed    = wp_unslash($_POST) + $values;
		$problems = [];
		$kept     = [];
		foreach (array_keys(Plugin\credential_names()) as $name) {
			// Every name is given, as one release of UM stores a number for a name that is not.
			$values           += [$name => ''];
			$value             = trim((string) ( $typed[ $name ] ?? '' ));
			$problems[ $name ] = Plugin\credential_problem($name, $value);
			if ($problems[ $name ] || Plugin\MASK === $value || (defined($name) && constant($name))) {
				// As it is stored: what the salts of now cannot decrypt may be readable again with the old ones.
				$kept[ $name ]   = get_network_option(null, "wu_hosting_credential_$name");
				$values[ $name ] = '';
			}
		}
		parent::save_credentials($values);
		foreach (array_filter($kept, 'is_string') as $name => $stored) {
			update_network_option(null, "wu_hosting_credential_$name", $stored);
		}
		$text = implode(' ', array_filter($problems));
		Plugin\note_problems(['form' => $text ? compact('text') : []]);
	}
}
