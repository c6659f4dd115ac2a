<?php

/* Brings Ultimate Multisite to where its wizard leaves it, and keeps this state of the database for later resets. */

// The real one makes its tables when it believes to be in its own tests.
getenv('UM_PLUGIN_DIR') && define('WP_TESTS_MULTISITE', true);
require __DIR__ . '/boot.php';
require dirname(__DIR__) . '/support/Database.php';

// Sunrise does not know of defaults: mapping is off until the settings were saved once.
if (function_exists('UM_Double\finish_setup')) {
    UM_Double\finish_setup();
} elseif (function_exists('wu_save_setting')) {
    wu_save_setting('enable_domain_mapping', true);
}
wp_cache_flush();
RunCloud\Tests\Database::keep();
