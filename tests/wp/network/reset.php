<?php

/* Puts the bed back to how it was made. */

require dirname(__DIR__) . '/support/Database.php';
require dirname(__DIR__) . '/support/Fake.php';

// A browser that left does not end the request that it made.
$lock = fopen(getenv('BED') . '/requests.lock', 'c');
flock($lock, LOCK_EX);

@unlink(getenv('BED') . '/requests.json');
$uploads = new RecursiveDirectoryIterator(getenv('BED') . '/wp-content/uploads', FilesystemIterator::SKIP_DOTS);
foreach (new RecursiveIteratorIterator($uploads, RecursiveIteratorIterator::CHILD_FIRST) as $file) {
    $file->isDir() ? rmdir($file->getPathname()) : unlink($file->getPathname());
}
RunCloud\Tests\Database::restore();
RunCloud\Tests\Fake::of_bed()->reset();
