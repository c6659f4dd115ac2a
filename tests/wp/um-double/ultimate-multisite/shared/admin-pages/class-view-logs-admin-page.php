<?php
/**
 * The log viewer.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Admin_Pages;

use WP_Ultimo\Logger;

defined('ABSPATH') || exit;

/**
 * Lists the log files and prints one.
 */
class View_Logs_Admin_Page {

	/**
	 * Nothing to save.
	 *
	 * @return void
	 */
	public function page_loaded() {
	}

	/**
	 * Prints the page.
	 *
	 * @return void
	 */
	public function output() {

		$files = array_map('basename', glob(Logger::get_logs_folder() . '*.log'));
		$shown = wu_request('file', '');

		echo '<div class="wrap"><h1>View Log</h1><ul>';

		foreach ($files as $file) {
			printf('<li><a href="%s">%s</a></li>', esc_url(wu_network_admin_url('wp-ultimo-view-logs', ['file' => $file])), esc_html($file));
		}

		echo '</ul>';

		if (in_array($shown, $files, true)) {
			printf('<pre class="wu-log">%s</pre>', esc_html(implode("\n", Logger::read_lines(substr($shown, 0, -4), 1000))));
		}

		echo '</div>';
	}
}
