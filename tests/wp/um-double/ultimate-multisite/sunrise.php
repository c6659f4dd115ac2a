<?php
/**
 * Copied to wp-content by the tests that map hosts. Serves a site under its active mapped host, with or without www.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

$um_double_host = preg_replace('/^www\./', '', strtolower((string) preg_replace('/:\d+$/', '', $_SERVER['HTTP_HOST'] ?? '')));

// phpcs:disable WordPress.DB
$GLOBALS['wpdb']->suppress_errors();
$um_double_row = $GLOBALS['wpdb']->get_row(
	$GLOBALS['wpdb']->prepare(
		"SELECT blog_id FROM {$GLOBALS['wpdb']->base_prefix}wu_domain_mappings
		WHERE domain IN (%s, %s) AND active = 1 AND stage NOT IN ('checking-dns', 'checking-ssl-cert', 'failed', 'ssl-failed') LIMIT 1",
		$um_double_host,
		"www.$um_double_host"
	)
);
$GLOBALS['wpdb']->suppress_errors(false);
// phpcs:enable

if ($um_double_row) {
	$um_double_site = get_site($um_double_row->blog_id);

	if ($um_double_site && $um_double_site->domain !== $um_double_host) {
		$GLOBALS['current_blog'] = $um_double_site;
		$GLOBALS['current_site'] = WP_Network::get_instance($um_double_site->site_id);
		$GLOBALS['blog_id']      = (int) $um_double_site->blog_id;
		$GLOBALS['site_id']      = (int) $um_double_site->site_id;

		define('COOKIE_DOMAIN', $um_double_host);
	}
}

unset($um_double_host, $um_double_row, $um_double_site);
