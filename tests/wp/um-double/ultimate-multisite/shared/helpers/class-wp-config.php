<?php
/**
 * Writing to wp-config.php.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Helpers;

defined('ABSPATH') || exit;

/**
 * Puts constants below $table_prefix. Values are written as they come, without escaping (contract dossier §2.2).
 */
class WP_Config {

	use \WP_Ultimo\Traits\Singleton;

	/**
	 * Path of the file, unless the test has put another in its place.
	 *
	 * @return string
	 */
	public function get_wp_config_path() {

		$path = file_exists(ABSPATH . 'wp-config.php') ? ABSPATH . 'wp-config.php' : dirname(ABSPATH) . '/wp-config.php';

		return \UM_Double\Internal\read_state('wp_config', $path);
	}

	/**
	 * Writes a constant.
	 *
	 * @param string $constant Name.
	 * @param mixed  $value    Value.
	 * @return bool|\WP_Error
	 */
	public function inject_wp_config_constant($constant, $value) {

		$path = $this->get_wp_config_path();

		if (! is_writable($path)) {
			return new \WP_Error('not-writeable', 'The wp-config.php file is not writable.');
		}

		$lines   = file($path);
		$written = sprintf("define( '%s', '%s' ); // Automatically injected by WP Ultimo;\n", $constant, $value);

		foreach ($lines as $number => $line) {
			if (preg_match("/^\s*define\(\s*['\"]" . preg_quote($constant, '/') . "['\"]/", $line)) {
				$lines[ $number ] = $written;

				return (bool) file_put_contents($path, implode('', $lines), LOCK_EX);
			}
		}

		foreach ($lines as $number => $line) {
			if (preg_match('/^\$table_prefix\s*=/', $line)) {
				array_splice($lines, $number + 1, 0, [$written]);

				return (bool) file_put_contents($path, implode('', $lines), LOCK_EX);
			}
		}

		return false;
	}
}
