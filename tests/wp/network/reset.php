<?php

/* Puts the bed back to how it was made. */

require dirname(__DIR__) . '/support/autoload.php';

// A browser that left does not end the request that it made.
$lock = fopen(getenv('BED') . '/requests.lock', 'c');
flock($lock, LOCK_EX);

RunCloud\Tests\Scratch::remove(getenv('BED') . '/requests.json');
RunCloud\Tests\Scratch::clear(getenv('BED') . '/wp-content/uploads');
RunCloud\Tests\Database::restore();
RunCloud\Tests\Fake::of_bed()->reset();
