<?php

/* Activates for the whole network the plugins that the bed has; they are first loaded in the next process. */

require __DIR__ . '/boot.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

// Ultimate Multisite's wizard sets this at its end, and the plugin stays idle without it.
update_network_option(null, 'wu_setup_finished', true);
update_network_option(null, 'wu_host_integrations_enabled', ['runcloud' => true]);

foreach (['ultimate-multisite', 'runcloud'] as $folder) {
    if (!is_dir(WP_PLUGIN_DIR . "/$folder")) {
        continue;
    }
    $files = array_keys(get_plugins("/$folder"));
    $result = $files === [] ? new WP_Error('no_plugin', "$folder has no file with a plugin header") : activate_plugin("$folder/$files[0]", '', true);
    if (is_wp_error($result)) {
        fwrite(STDERR, "$folder: " . $result->get_error_message() . "\n");
        exit(1);
    }
}
