<?php
/**
 * Installs the plugin's zip as WordPress's uploader and `wp plugin install` do, activates it for the network, and installs it again over
 * itself. Run in a bed that has no plugin: php tests/package/plugin.php ZIP VERSION
 */

declare(strict_types=1);

[, $zip, $version] = $argv;
require getenv('BED_BOOT');
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once ABSPATH . 'wp-admin/includes/class-wp-upgrader.php';

/** @param mixed $value What is to be true; a WP_Error is not. */
function must(mixed $value, string $words): void
{
    if (is_wp_error($value) || !$value) {
        fwrite(STDERR, $words . (is_wp_error($value) ? ': ' . $value->get_error_message() : '') . "\n");
        exit(1);
    }
}

foreach ([[], ['overwrite_package' => true]] as $options) {
    $skin = new Automatic_Upgrader_Skin();
    $done = (new Plugin_Upgrader($skin))->install($zip, $options);
    must($done, 'WordPress does not install the zip (' . implode(' ', $skin->get_upgrade_messages()) . ')');
    must(['runcloud'] === array_keys(array_diff_key(array_flip(scandir(WP_PLUGIN_DIR)), array_flip(['.', '..', 'ultimate-multisite']))), 'it is not in the folder runcloud');
}
wp_cache_flush();
$plugin = get_plugins()['runcloud/runcloud.php'] ?? [];
must($plugin, 'WordPress does not list it');
must($plugin['Version'] === $version, "its version is {$plugin['Version']}");
must($plugin['Network'], 'it is not for the network');
must(null === activate_plugin('runcloud/runcloud.php', '', true), 'it cannot be activated');
must(is_plugin_active_for_network('runcloud/runcloud.php'), 'it is not active');
echo "installed and active: {$plugin['Name']} {$plugin['Version']}\n";
