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
	add_filter('set-screen-option', __NAMESPACE__ . '\\keep_per_page', 10, 3);
	add_action('admin_enqueue_scripts', __NAMESPACE__ . '\\add_script');
}

/** Adds the page below Ultimate Multisite's menu, or below Settings where that is not. */
function add_page(): void {
	$parent = isset($GLOBALS['admin_page_hooks']['wp-ultimo']) ? 'wp-ultimo' : 'settings.php';
	$hook   = add_submenu_page($parent, 'RunCloud', 'RunCloud', 'manage_network', 'runcloud', __NAMESPACE__ . '\\show_page');
	add_action("load-$hook", __NAMESPACE__ . '\\load_page');
}

/** The table's screen option, and help. */
function load_page(): void {
	require_once __DIR__ . '/class-domains-table.php';
	add_screen_option('per_page', ['label' => __('Domains per page', 'runcloud'), 'default' => 20, 'option' => Domains_Table::PER_PAGE]);
	get_current_screen()->add_help_tab(
		[
			'id'      => 'runcloud',
			'title'   => __('States', 'runcloud'),
			'content' => '<ul><li>' . implode('</li><li>', array_map('esc_html', [
				__('In sync: a site uses the domain, and it is in RunCloud.', 'runcloud'),
				__('Missing: a site uses the domain, but it is not in RunCloud. Click “Sync now” or “Add now” to add it.', 'runcloud'),
				__('Extra: the domain is in RunCloud, but no site uses it. It stays until you remove it.', 'runcloud'),
				__('Failed: the last attempt failed, or the DNS points elsewhere. The reason is shown beside the domain. Click “Diagnose” to check it step by step.', 'runcloud'),
			])) . '</li></ul>',
		]
	);
}

/** Keeps the screen option. */
function keep_per_page($keep, $option, $value) {
	return 'runcloud_domains_per_page' === $option ? max(1, min(200, (int) $value)) : $keep;
}

/** The script: for the page, and for the notices that other pages show. */
function add_script(string $hook): void {
	$is_page = str_ends_with($hook, '_page_runcloud');
	if ( ! $is_page && ( ! is_network_admin() || ! notices())) {
		return;
	}
	$base = plugins_url('assets/', dirname(__DIR__, 2) . '/runcloud.php');
	wp_enqueue_script('runcloud', $base . 'admin.js', ['wp-a11y'], PLUGIN, true);
	wp_add_inline_script('runcloud', 'var runcloudAdmin = ' . wp_json_encode(
		[
			'failed'  => __('The site did not answer. Reload the page and try again.', 'runcloud'),
			'updated' => __('The page is up to date.', 'runcloud'),
			'synced'  => __('The sync has finished.', 'runcloud'),
		]
	) . ';', 'before');
	if ($is_page) {
		wp_enqueue_style('runcloud', $base . 'admin.css', ['dashicons'], PLUGIN);
	}
}

/** Prints the page. */
function show_page(): void {
	if ( ! current_user_can('manage_network')) {
		return;
	}
	$is_there = '' !== generation();
	$stale    = $is_there ? array_filter(PARTS, __NAMESPACE__ . '\\is_old') : array_filter(['connection'], __NAMESPACE__ . '\\is_old');
	printf('<div class="wrap" id="runcloud" data-stale="%s"%s>', esc_attr(! extension_problem() ? implode(' ', $stale) : ''), $is_there && is_busy(sync_progress()) ? ' data-busy' : '');
	echo '<h1>RunCloud</h1><hr class="wp-header-end">';
	echo '<div id="runcloud-said" aria-live="polite" tabindex="-1">' . take_said() . '</div>'; // phpcs:ignore WordPress.Security.EscapeOutput -- it is escaped.
	echo '<div data-part="attention">';
	if ( ! show_attention() && seen('connection')['time']) {
		printf('<p>%s</p>', mark('ok', __('Everything works.', 'runcloud'))); // phpcs:ignore WordPress.Security.EscapeOutput -- it escapes.
	}
	if ($is_there) {
		show_as_of('names');
	}
	echo '</div><div class="runcloud-panels" data-part="panels">';
	panel('connection', __('Connection', 'runcloud'), __NAMESPACE__ . '\\show_connection');
	panel('certificate', __('Certificate', 'runcloud'), __NAMESPACE__ . '\\show_certificate');
	if ($is_there) {
		panel('sync', __('Sync', 'runcloud'), __NAMESPACE__ . '\\show_sync');
		panel('jobs', __('Queue jobs', 'runcloud'), __NAMESPACE__ . '\\show_jobs');
	}
	echo '</div>';
	if ($is_there) {
		show_domains();
	}
	echo '</div>';
}

/** The table with its views and its search. */
function show_domains(): void {
	$table = new Domains_Table();
	$table->prepare_items();
	printf('<div data-part="domains"><h2>%s</h2>', esc_html__('Domains', 'runcloud'));
	show_as_of('domains');
	$table->views();
	echo '<form method="get"><input type="hidden" name="page" value="runcloud">';
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- it is only shown.
	if (isset($_GET['view']) && is_string($_GET['view'])) {
		printf('<input type="hidden" name="view" value="%s">', esc_attr(sanitize_key($_GET['view']))); // phpcs:ignore WordPress.Security.NonceVerification.Recommended
	}
	$table->search_box(__('Search domains', 'runcloud'), 'runcloud');
	echo '</form>';
	$table->display();
	echo '</div>';
}
