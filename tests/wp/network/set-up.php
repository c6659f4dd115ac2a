<?php

/* Brings Ultimate Multisite to where its wizard leaves it, and keeps this state of the database for later resets. */

require __DIR__ . '/boot.php';
require dirname(__DIR__) . '/support/Database.php';

// Sunrise does not know of defaults: mapping is off until the settings were saved once.
if (function_exists('UM_Double\finish_setup')) {
    UM_Double\finish_setup();
} elseif (function_exists('wu_save_setting')) {
    foreach (WP_Ultimo\Loaders\Table_Loader::get_instance()->get_tables() as $table) {
        $table->exists() || $table->install();
    }
    update_network_option(null, 'wu_setup_finished', true);
    wu_save_setting('enable_domain_mapping', true);
    wu_save_setting('custom_domains', true);
    // Until a job of its first minute has run, the queue asks its former store too; any other network has that behind it.
    do_action('action_scheduler/migration_hook');
}
wp_cache_flush();
RunCloud\Tests\Database::keep();
