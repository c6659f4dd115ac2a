<?php

/* Makes the database of a subdomain network with its main site alone. */

(new mysqli('localhost', 'root', '', '', 0, getenv('BED_SOCKET')))->query('CREATE DATABASE bed CHARACTER SET utf8mb4');

define('WP_INSTALLING', true);
define('WP_SITEURL', 'http://network.localhost');
require __DIR__ . '/boot.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install('RunCloud network', 'admin', 'admin@network.localhost', false, '', 'password');

define('WP_INSTALLING_NETWORK', true);
foreach ($wpdb->tables('ms_global') as $table => $prefixed) {
    $wpdb->$table = $prefixed;
}
install_network();
$populated = populate_network(1, 'network.localhost', 'admin@network.localhost', 'RunCloud network', '/', true);
// It looks for a wildcard in DNS, where there is none.
if (is_wp_error($populated) && $populated->get_error_codes() !== ['no_wildcard_dns']) {
    fwrite(STDERR, implode("\n", $populated->get_error_messages()) . "\n");
    exit(1);
}
