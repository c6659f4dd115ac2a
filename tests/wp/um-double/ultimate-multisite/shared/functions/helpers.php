<?php
/**
 * Small helpers that a companion meets.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * A request value.
 *
 * @param string $key           Name.
 * @param mixed  $default_value Default.
 * @return mixed
 */
function wu_request($key, $default_value = false) {

	return isset($_REQUEST[ $key ]) ? wp_unslash($_REQUEST[ $key ]) : $default_value; // phpcs:ignore WordPress.Security
}

/**
 * URL of an asset of the plugin.
 *
 * @param string $asset      File.
 * @param string $assets_dir Folder below the base.
 * @param string $base_dir   Base folder.
 * @return string
 */
function wu_get_asset($asset, $assets_dir = 'img', $base_dir = 'assets') {

	return WP_ULTIMO_PLUGIN_URL . "$base_dir/$assets_dir/$asset";
}

/**
 * URL of one of the plugin's pages in the network admin.
 *
 * @param string $path  Page slug.
 * @param array  $query Further arguments.
 * @return string
 */
function wu_network_admin_url($path, $query = []) {

	return add_query_arg(array_merge(['page' => $path], $query), network_admin_url('admin.php'));
}

/**
 * Prints one of the plugin's own views; views of add-ons are not looked for (contract dossier §2.1).
 *
 * @param string $view View name.
 * @param array  $args Variables of the view.
 * @return void
 */
function wu_get_template($view, $args = []) {

	$file = WP_ULTIMO_PLUGIN_DIR . "views/$view.php";

	if (file_exists($file)) {
		extract($args); // phpcs:ignore WordPress.PHP.DontExtract
		include $file;
	}
}
