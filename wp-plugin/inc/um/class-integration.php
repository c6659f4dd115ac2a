<?php
/**
 * The integration, for UM's registry generation (2.4.11 and later).
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress\UM;

use function RunCloud\WordPress\credential;
use function RunCloud\WordPress\credential_names;
use function RunCloud\WordPress\credential_problem;
use function RunCloud\WordPress\is_visit;
use function RunCloud\WordPress\note_problems;
use function RunCloud\WordPress\test;

use const RunCloud\WordPress\MASK;

defined('ABSPATH') || exit;

require_once __DIR__ . '/trait-form.php';

/** UM's RunCloud integration under the same id: enabled flag, stored credentials and wizard stay. */
class Integration extends \WP_Ultimo\Integrations\Integration {

	use Form;

	/** Tells UM the names; texts wait for their getters, as translations are not loaded yet. */
	public function __construct() {
		parent::__construct('runcloud', 'RunCloud');
		$this->set_logo(function_exists('wu_get_asset') ? wu_get_asset('runcloud.svg', 'img/hosts') : '');
		$this->set_tutorial_link('https://runcloud.io/docs/generating-api-keys-enabling-api-access');
		$this->set_constants([['WU_RUNCLOUD_API_TOKEN', 'WU_RUNCLOUD_API_KEY'], 'WU_RUNCLOUD_SERVER_ID', 'WU_RUNCLOUD_APP_ID']);
		$this->set_optional_constants(['WU_RUNCLOUD_API_SECRET']);
		$this->set_supports(['autossl']);
	}

	/**
	 * A credential for UM: its wizard prints it into the page, so there a secret is a mask.
	 *
	 * @param string $name The constant's name.
	 */
	public function get_credential($name): string {
		// A token wins over a key, and a key that is not stored would cost every visitor a query.
		if (is_visit() && in_array($name, ['WU_RUNCLOUD_API_KEY', 'WU_RUNCLOUD_API_SECRET'], true) && '' !== $this->reveal('WU_RUNCLOUD_API_TOKEN')) {
			return '';
		}
		$value = $this->reveal($name);
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- nothing is done with it.
		$is_wizard = is_admin() && 'wp-ultimo-hosting-integration-wizard' === ($_GET['page'] ?? '');
		return $is_wizard && '' !== $value && ! str_ends_with($name, '_ID') ? MASK : $value;
	}

	/**
	 * A credential as it is.
	 *
	 * @param string $name The constant's name.
	 */
	public function reveal($name): string {
		return (string) parent::get_credential($name);
	}

	/** UM asks for one of token and key; a key is nothing without its secret. */
	public function is_setup(): bool {
		return parent::is_setup() && ! $this->lacks_secret();
	}

	/** The names to give yet. */
	public function get_missing_constants(): array {
		return array_merge(parent::get_missing_constants(), $this->lacks_secret() ? ['WU_RUNCLOUD_API_SECRET'] : []);
	}

	/** Whether there is a key alone. */
	private function lacks_secret(): bool {
		// In this order: what is not stored costs a query.
		return ! credential('WU_RUNCLOUD_API_TOKEN') && credential('WU_RUNCLOUD_API_KEY') && ! credential('WU_RUNCLOUD_API_SECRET');
	}

	/**
	 * The test button's answer.
	 *
	 * @return true|\WP_Error
	 */
	public function test_connection() {
		return test();
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
		$keep     = [];
		$problems = [];
		foreach (array_keys(credential_names()) as $name) {
			// phpcs:ignore WordPress.Security.NonceVerification.Missing, WordPress.Security.ValidatedSanitizedInput -- UM's wizard has verified the nonce; the raw value is compared, not used.
			$typed   = isset($_POST[ $name ]) ? trim((string) wp_unslash($_POST[ $name ])) : (string) ($values[ $name ] ?? '');
			$problem = credential_problem($name, $typed);
			if ('' !== $problem) {
				$problems[] = $problem;
			}
			if ('' !== $problem || MASK === $typed || (defined($name) && constant($name))) {
				$keep[ $name ] = get_network_option(null, "wu_hosting_credential_$name");
			}
		}
		// Every name is given, as one release of UM stores a number for a name that is not.
		parent::save_credentials(array_diff_key((array) $values, $keep) + array_fill_keys(array_keys(credential_names()), ''));
		foreach (array_filter($keep, 'is_string') as $name => $stored) {
			update_network_option(null, "wu_hosting_credential_$name", $stored);
		}
		note_problems(['form' => $problems ? ['text' => implode(' ', $problems)] : []]);
	}
}
