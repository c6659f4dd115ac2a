<?php
/**
 * The settings page.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Admin_Pages;

defined('ABSPATH') || exit;

/**
 * Lists sections and fields; saves nothing.
 */
class Settings_Admin_Page {

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

		echo '<div class="wrap"><h1>Settings</h1>';

		foreach (WP_Ultimo()->settings->get_sections() as $slug => $section) {
			printf('<h2 id="%s">%s</h2>', esc_attr($slug), esc_html($section['title'] ?? $slug));

			foreach ($section['fields'] as $name => $field) {
				printf(
					'<div class="wu-field" data-field="%s"><strong>%s</strong> %s</div>',
					esc_attr($name),
					esc_html($field['title'] ?? $name),
					wp_kses_post($field['desc'] ?? '')
				);
			}
		}

		echo '</div>';
	}
}
