<?php

/*
 * Boots WordPress in this process as for a request to the front page of the network's main site. It has to be
 * required where variables are global: WordPress and plugins declare theirs by plain assignment.
 */

$_SERVER = array_merge($_SERVER, [
    'HTTP_HOST' => getenv('BED_HOST') ?: 'network.localhost',
    'SERVER_NAME' => getenv('BED_HOST') ?: 'network.localhost',
    'SERVER_PROTOCOL' => 'HTTP/1.1',
    'SERVER_PORT' => '80',
    'REQUEST_METHOD' => 'GET',
    'REQUEST_URI' => '/',
    'REMOTE_ADDR' => '127.0.0.1',
    'SCRIPT_NAME' => '/index.php',
    'PHP_SELF' => '/index.php',
]);

require getenv('BED_WORDPRESS') . '/wp-load.php';
