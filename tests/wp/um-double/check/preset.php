<?php
/**
 * Runs before WordPress: activates the double for this process alone, without touching the database, and keeps the
 * PHP errors that come from its files.
 *
 * @package UM_Double
 */

define('WP_PLUGIN_DIR', dirname(__DIR__));

$GLOBALS['um_double_errors'] = [];

set_error_handler(
	function ($level, $message, $file, $line) {
		if (strpos($file, dirname(__DIR__) . '/ultimate-multisite/') === 0 && strpos($message, 'fault asked for') === false) {
			$GLOBALS['um_double_errors'][] = "$message in $file:$line";
		}

		return true;
	}
);

/**
 * Attaches a listener, also before WordPress is there.
 *
 * @param string   $hook     Hook.
 * @param callable $callback Callback.
 * @param int      $priority Priority.
 * @return void
 */
function um_double_early(string $hook, callable $callback, int $priority = 10): void {

	if (function_exists('add_action')) {
		add_action($hook, $callback, $priority, 9);

		return;
	}

	$GLOBALS['wp_filter'][ $hook ][ $priority ][] = [
		'function'      => $callback,
		'accepted_args' => 9,
	];
}

um_double_early(
	'pre_site_option_active_sitewide_plugins',
	function () {
		return ['ultimate-multisite/ultimate-multisite.php' => 1];
	}
);
