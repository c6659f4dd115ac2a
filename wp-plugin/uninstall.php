<?php
/**
 * Removes what the plugin stored, and nothing of UM's: the credentials and the enabled flag stay.
 *
 * @package RunCloud\WordPress
 */

defined('WP_UNINSTALL_PLUGIN') || exit;

global $wpdb;

if (function_exists('wu_unschedule_all_actions')) {
	// The group alone: with a hook beside it, only jobs without arguments would go.
	wu_unschedule_all_actions('', [], 'runcloud');
}
$wpdb->query("DROP TABLE IF EXISTS {$wpdb->base_prefix}runcloud_domains");
// Every name begins with ours.
if (is_multisite()) {
	$runcloud_rows = $wpdb->get_results(
		"SELECT site_id, meta_key FROM $wpdb->sitemeta
		WHERE meta_key LIKE 'runcloud\\_%' OR meta_key LIKE '\\_site\\_transient%\\_runcloud\\_%'"
	);
	foreach ($runcloud_rows as $runcloud_row) {
		delete_network_option((int) $runcloud_row->site_id, $runcloud_row->meta_key);
	}
} else {
	delete_option('runcloud_table');
}
foreach (['runcloud_closed', 'runcloud_domains_per_page'] as $runcloud_key) {
	delete_metadata('user', 0, $runcloud_key, '', true);
}
