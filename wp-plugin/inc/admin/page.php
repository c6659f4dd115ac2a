<?php
/**
 * The RunCloud page in the network's admin: does it work, what is wrong, what is to be done.
 *
 * It is made from what was seen last and asks nobody, so it comes at once; its script then has RunCloud
 * asked and puts the new parts in place.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

require __DIR__ . '/panels.php';
require __DIR__ . '/actions.php';

/** Hooks what the network's admin needs. */
function attach_page(): void {
	// When UM has made its menu.
	add_action('network_admin_menu', __NAMESPACE__ . '\\add_page', 99);
	add_action('network_admin_edit_runcloud', __NAMESPACE__ . '\\handle');
	$per_page = static fn ($keep, $option, $value) => max(1, min(200, (int) $value));
	add_filter('set_screen_option_runcloud_domains_per_page', $per_page, 10, 3);
	add_action('admin_enqueue_scripts', __NAMESPACE__ . '\\add_script');
}

/** Adds the page below Ultimate Multisite's menu, or below Settings where that is not. */
function add_page(): void {
	$parent = isset($GLOBALS['admin_page_hooks']['wp-ultimo']) ? 'wp-ultimo' : 'settings.php';
	$hook   = add_submenu_page($parent, 'RunCloud', 'RunCloud', 'manage_network', 'runcloud', show_page(...));
	add_action("load-$hook", __NAMESPACE__ . '\\load_page');
}

/** Adds the table's screen option, and help. */
function load_page(): void {
	require_once __DIR__ . '/class-domains-table.php';
	add_screen_option('per_page', ['label' => __('Domains per page', 'runcloud'), 'default' => 20, 'option' => Domains_Table::PER_PAGE]);
	$states = [
		__('In sync: a site uses the domain, and it is in RunCloud.', 'runcloud'),
		__('Missing: a site uses the domain, but it is not in RunCloud. Click “Sync now” or “Add now” to add it.', 'runcloud'),
		__('Extra: the domain is in RunCloud, but no site uses it. It stays until you remove it.', 'runcloud'),
		__('Failed: the last attempt failed, or the DNS points elsewhere. The reason is shown beside the domain. Click “Diagnose” to check it step by step.', 'runcloud'),
	];
	$list = '<ul><li>' . implode('</li><li>', array_map('esc_html', $states)) . '</li></ul>';
	get_current_screen()->add_help_tab(['id' => 'runcloud', 'title' => __('States', 'runcloud'), 'content' => $list]);
}

/** Adds the script: for the page, and for the notices that other pages show. */
function add_script(string $hook): void {
	$is_page = str_ends_with($hook, '_page_runcloud');
	if ( ! $is_page && ( ! is_network_admin() || ! notices())) {
		return;
	}
	$base  = plugins_url('assets/', dirname(__DIR__, 2) . '/runcloud.php');
	$texts = [
		'failed'  => __('The site did not answer. Reload the page and try again.', 'runcloud'),
		'updated' => __('The page is up to date.', 'runcloud'),
		'synced'  => __('The sync has finished.', 'runcloud'),
	];
	wp_enqueue_script('runcloud', $base . 'admin.js', ['wp-a11y'], PLUGIN, true);
	wp_localize_script('runcloud', 'runcloudAdmin', $texts);
	if ($is_page) {
		wp_enqueue_style('runcloud', $base . 'admin.css', ['dashicons'], PLUGIN);
	}
}

/** Prints the page. */
function show_page(): void {
	$is_there = '' !== generation();
	$mailbox  = 'runcloud_said_' . get_current_user_id();
	$parts    = $is_there ? PARTS : ['connection'];
	$stale    = extension_problem() ? [] : array_filter($parts, __NAMESPACE__ . '\\is_old');
	$busy     = $is_there && is_busy(sync_progress()) ? ' data-busy' : '';
	printf('<div class="wrap" id="runcloud" data-stale="%s"%s>', esc_attr(implode(' ', $stale)), esc_attr($busy));
	echo '<h1>RunCloud</h1><hr class="wp-header-end">';
	// phpcs:disable WordPress.Security.EscapeOutput -- what these return is escaped.
	printf('<div id="runcloud-said" aria-live="polite" tabindex="-1">%s</div>', get_site_transient($mailbox));
	delete_site_transient($mailbox);
	printf('<div data-part="attention">%s</div>', attention() . ( $is_there ? as_of('names') : '' ));
	echo '<div class="runcloud-panels" data-part="panels">' . connection_panel() . certificate_panel();
	echo $is_there ? sync_panel() . jobs_panel() . '</div>' : '</div>';
	if ($is_there) {
		$table = new Domains_Table();
		$table->prepare_items();
		printf('<div data-part="domains"><h2>%s</h2>%s', esc_html__('Domains', 'runcloud'), as_of('domains'));
		$table->views();
		echo '<form method="get">' . Domains_Table::kept('view');
		$table->search_box(__('Search domains', 'runcloud'), 'runcloud');
		echo '</form>';
		$table->display();
		echo '</div>';
	}
	echo '</div>';
}
