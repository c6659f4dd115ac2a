<?php

/* Routes requests to PHP's own web server: what is a file is served, everything else is WordPress's. */

$path = rawurldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$file = $_SERVER['DOCUMENT_ROOT'] . $path;

// As web servers do; WordPress's admin links are relative to the final slash.
if (is_dir($file) && !str_ends_with($path, '/')) {
    header("Location: $path/", true, 301);
    return true;
}
if (is_file($file) || is_file("$file/index.php") && $path !== '/') {
    return false;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
