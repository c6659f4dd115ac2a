<?php

/* Routes requests to PHP's own web server: what is a file is served, everything else is WordPress's. */

// reset.php waits for the requests that hold this lock, and holds off others meanwhile.
$bed_lock = fopen(getenv('BED') . '/requests.lock', 'c');
flock($bed_lock, LOCK_SH);

// What a test adds to the environment of every request, until the next reset.
foreach (json_decode((string) @file_get_contents(getenv('BED') . '/requests.json'), true) ?? [] as $bed_name => $bed_value) {
    putenv("$bed_name=$bed_value");
}

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
