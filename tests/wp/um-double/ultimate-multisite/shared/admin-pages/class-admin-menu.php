<?php
/**
 * The network admin's menu.
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

use WP_Ultimo\Admin_Pages\Domain_Edit_Admin_Page;
use WP_Ultimo\Admin_Pages\Hosting_Integration_Wizard_Admin_Page;
use WP_Ultimo\Admin_Pages\Settings_Admin_Page;
use WP_Ultimo\Admin_Pages\View_Logs_Admin_Page;

defined('ABSPATH') || exit;

/**
 * Registers the pages under the slug `wp-ultimo`; each saves when it loads and prints when it is shown.
 */
class Admin_Menu {

	use \WP_Ultimo\Traits\Singleton;

	/**
	 * Attaches the menu.
	 *
	 * @return void
	 */
	public function init(): void {

		add_action('network_admin_menu', [$this, 'register']);
	}

	/**
	 * Registers menu and pages.
	 *
	 * @return void
	 */
	public function register() {

		add_menu_page('WP Ultimo', 'WP Ultimo', 'manage_network', 'wp-ultimo', [$this, 'render']);

		$pages = [
			'wp-ultimo-settings'                   => ['Settings', new Settings_Admin_Page()],
			'wp-ultimo-edit-domain'                => ['Edit Domain', new Domain_Edit_Admin_Page()],
			'wp-ultimo-view-logs'                  => ['View Log', new View_Logs_Admin_Page()],
			'wp-ultimo-hosting-integration-wizard' => ['Host Integration', new Hosting_Integration_Wizard_Admin_Page()],
		];

		foreach ($pages as $slug => [$title, $page]) {
			$hook = add_submenu_page('wp-ultimo', $title, $title, 'manage_network', $slug, [$page, 'output']);

			add_action("load-$hook", [$page, 'page_loaded']);
		}
	}

	/**
	 * Prints the first page.
	 *
	 * @return void
	 */
	public function render() {

		echo '<div class="wrap"><h1>WP Ultimo</h1></div>';
	}
}
