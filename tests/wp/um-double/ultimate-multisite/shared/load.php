<?php
/**
 * Classmap, functions and queue of both generations.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

UM_Double\Internal\classmap(require __DIR__ . '/classmap.php');

foreach (['action-scheduler', 'site-context', 'scheduler', 'settings', 'log', 'domain', 'helpers'] as $um_double_file) {
	require __DIR__ . "/functions/$um_double_file.php";
}
unset($um_double_file);

ActionScheduler::boot();

/**
 * The plugin's one object.
 *
 * @return WP_Ultimo
 */
function WP_Ultimo() { // phpcs:ignore WordPress.NamingConventions.ValidFunctionName
	return WP_Ultimo::get_instance();
}
