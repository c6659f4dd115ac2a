<?php
/**
 * The host provider, for UM's legacy generation (2.4.10 and earlier).
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress\UM;

use RunCloud\WordPress as Plugin;

defined('ABSPATH') || exit;

require_once __DIR__ . '/trait-form.php';
require_once __DIR__ . '/trait-events.php';

/** UM's RunCloud provider under the same id: enabled flag, constants and wizard stay. */
class Provider extends \WP_Ultimo\Integrations\Host_Providers\Base_Host_Provider {

	use \WP_Ultimo\Traits\Singleton;
	use Form;
	use Events;

	// phpcs:disable Squiz.Commenting.VariableComment.Missing -- UM declares and explains them.
	protected $id                 = 'runcloud';
	protected $title              = 'RunCloud';
	protected $tutorial_link      = self::TUTORIAL;
	protected $supports           = ['autossl'];
	protected $constants          = self::NEEDED;
	protected $optional_constants = ['WU_RUNCLOUD_API_KEY'];
	// phpcs:enable

	/** Hooks what is needed whether the provider is enabled or not. */
	public function init(): void {
		parent::init();
		add_filter('wp_redirect', [$this, 'without_values']);
	}

	/** Sends the test button's answer, which the legacy generation leaves to the provider. */
	public function test_connection(): void {
		$result  = Plugin\test();
		$success = ! is_wp_error($result);
		$message = $success ? esc_html__('Access Authorized', 'runcloud') : $result->get_error_message();
		wp_send_json(compact('success') + ['data' => compact('message')]);
	}

	/**
	 * Writes the constants into wp-config.php.
	 *
	 * UM writes values unescaped and fills names the form lacks with numbers; here nothing is written
	 * unless every value is one that needs no escaping, and only what was given.
	 *
	 * @param array $constant_values The form's values by name.
	 */
	public function setup_constants($constant_values): void {
		$values   = $this->given($constant_values);
		$problems = array_filter(array_map(Plugin\credential_problem(...), array_keys($values), $values));
		foreach ($problems ? [] : $values as $name => $value) {
			$written = \WP_Ultimo\Helpers\WP_Config::get_instance()->inject_wp_config_constant($name, $value);
			if ( ! $written || is_wp_error($written)) {
				$problems = [__('wp-config.php could not be written. Add the constants yourself, as the wizard shows them.', 'runcloud')];
			}
		}
		$text = implode(' ', $problems);
		Plugin\note_problems(['form' => $text ? compact('text') : []]);
	}

	/**
	 * Keeps what was typed out of the address that UM sends a person to who wants to add the lines by hand.
	 *
	 * UM puts all values, the token too, into the URL, and its own redirect then breaks them. The ids are
	 * remembered for the page that follows; a secret is not, and has to be typed once more.
	 *
	 * @param string $location Where the browser is sent.
	 * @return string
	 */
	public function without_values($location) {
		[$page, $query] = explode('?', (string) $location, 2) + [1 => ''];
		parse_str($query, $query);
		if ('runcloud' !== ($query['integration'] ?? '') || ! isset($query['post'])) {
			return $location;
		}
		// phpcs:ignore WordPress.Security -- UM's wizard has verified the nonce.
		$given = $this->given(wp_unslash($_POST));
		foreach ($given as $name => $value) {
			$given[ $name ] = str_ends_with($name, '_ID') && ctype_digit($value) ? $value : '…';
		}
		set_site_transient('runcloud_form_' . get_current_user_id(), $given, 10 * MINUTE_IN_SECONDS);
		// Only what UM needs: a value that holds an ampersand ends up as arguments of its own.
		return add_query_arg(array_intersect_key($query, array_flip(['page', 'integration', 'step', 'manual'])), $page);
	}

	/**
	 * Returns the lines to add to wp-config.php by hand.
	 *
	 * @param array $constant_values What UM carries over: broken, so it is not used.
	 */
	public function get_constants_string($constant_values): string {
		$given = get_site_transient('runcloud_form_' . get_current_user_id());
		$lines = ['// ' . __('Replace … with the value from your RunCloud dashboard.', 'runcloud')];
		$usual = array_fill_keys(['WU_RUNCLOUD_API_TOKEN', 'WU_RUNCLOUD_SERVER_ID', 'WU_RUNCLOUD_APP_ID'], '…');
		foreach ($given ?: $usual as $name => $value) {
			$lines[] = "define('$name', '$value');";
		}
		return implode("\n", $lines);
	}

	/** Returns the values that were given, by the names that are ours. */
	private function given(array $values): array {
		$given = [];
		foreach (array_keys(Plugin\credential_names()) as $name) {
			$given[ $name ] = trim((string) ( $values[ $this->field_of($name) ] ?? '' ));
		}
		return array_diff($given, ['', Plugin\MASK]);
	}
}
