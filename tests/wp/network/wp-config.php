<?php

/*
 * The configuration of every WordPress in a bed; the environment, which `tests/wp/bed run` sets, says the rest.
 *
 *   BED_CONSTANTS    JSON of further constants, which win over those below
 *   BED_CREDENTIALS  `none` leaves out the fake RunCloud's credentials, for tests that store them in options
 */

// A port is for the browser alone: in WordPress's tables, and so for Ultimate Multisite, a site is a host.
if (preg_match('/^([^:]+):(\d+)$/', $_SERVER['HTTP_HOST'] ?? '', $bed_host)) {
    define('BED_PORT', $bed_host[2]);
    $_SERVER['HTTP_HOST'] = $bed_host[1];
    define('WP_CONTENT_URL', "http://$bed_host[0]/wp-content");
}

$bed_constants = json_decode(getenv('BED_CONSTANTS') ?: '{}', true, 512, JSON_THROW_ON_ERROR);
if (getenv('BED_CREDENTIALS') !== 'none') {
    $bed_fake = json_decode((string) file_get_contents(getenv('BED_FAKE')), true, 512, JSON_THROW_ON_ERROR);
    $bed_constants += [
        'WU_RUNCLOUD_API_TOKEN' => $bed_fake['token'],
        'WU_RUNCLOUD_SERVER_ID' => (string) $bed_fake['server_id'],
        'WU_RUNCLOUD_APP_ID' => (string) $bed_fake['app_id'],
    ];
}
$bed_constants += [
    'DB_NAME' => 'bed',
    'DB_USER' => 'root',
    'DB_PASSWORD' => '',
    'DB_HOST' => 'localhost:' . getenv('BED_SOCKET'),
    'DB_CHARSET' => 'utf8mb4',
    'DB_COLLATE' => '',
    'WP_CONTENT_DIR' => getenv('BED') . '/wp-content',
    'UM_DOUBLE_GENERATION' => getenv('UM_DOUBLE_GENERATION'),
    'WP_DEBUG' => true,
    'WP_DEBUG_DISPLAY' => false,
    'WP_DEBUG_LOG' => getenv('BED') . '/debug.log',
    'WP_ENVIRONMENT_TYPE' => 'local',
    'WP_DISABLE_FATAL_ERROR_HANDLER' => true,
    // Nothing happens that a test did not ask for, and nobody outside is asked.
    'DISABLE_WP_CRON' => true,
    'AUTOMATIC_UPDATER_DISABLED' => true,
    'WP_HTTP_BLOCK_EXTERNAL' => true,
    'WP_ACCESSIBLE_HOSTS' => '127.0.0.1,localhost,*.localhost',
];
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $bed_name) {
    $bed_constants += ["{$bed_name}_KEY" => "$bed_name key of the tests", "{$bed_name}_SALT" => "$bed_name salt of the tests"];
}
if (!getenv('BED_MAKING')) {
    $bed_constants += [
        'WP_ALLOW_MULTISITE' => true,
        'MULTISITE' => true,
        'SUBDOMAIN_INSTALL' => true,
        // Browsers take *.localhost to be this machine without asking DNS, and take cookies for it.
        'DOMAIN_CURRENT_SITE' => 'network.localhost',
        'PATH_CURRENT_SITE' => '/',
        'SITE_ID_CURRENT_SITE' => 1,
        'BLOG_ID_CURRENT_SITE' => 1,
    ];
    if (file_exists($bed_constants['WP_CONTENT_DIR'] . '/sunrise.php')) {
        $bed_constants += ['SUNRISE' => true];
    }
}
foreach ($bed_constants as $bed_name => $bed_value) {
    defined($bed_name) || define($bed_name, $bed_value);
}

$table_prefix = 'wp_';

require_once ABSPATH . 'wp-settings.php';
