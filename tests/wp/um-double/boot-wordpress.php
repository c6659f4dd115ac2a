<?php
/**
 * Boots WordPress from the command line: the network's main site, or the site of a host. Required at file scope,
 * where WordPress and wp-config.php expect to run, with $um_double_path and perhaps $um_double_host set.
 *
 * @package UM_Double
 */

if (empty($um_double_host)) {
	$um_double_config = file_exists("$um_double_path/wp-config.php") ? "$um_double_path/wp-config.php" : dirname($um_double_path) . '/wp-config.php';

	preg_match("/define\(\s*['\"]DOMAIN_CURRENT_SITE['\"]\s*,\s*['\"]([^'\"]+)/", (string) file_get_contents($um_double_config), $um_double_found);

	$um_double_host = $um_double_found[1] ?? (getenv('BED') ? 'network.localhost' : 'localhost');
}

$_SERVER += [
	'SERVER_PROTOCOL' => 'HTTP/1.1',
	'REQUEST_METHOD'  => 'GET',
	'REMOTE_ADDR'     => '127.0.0.1',
];

$_SERVER['HTTP_HOST']   = $um_double_host;
$_SERVER['SERVER_NAME'] = $um_double_host;
$_SERVER['REQUEST_URI'] = '/';

require "$um_double_path/wp-load.php";
