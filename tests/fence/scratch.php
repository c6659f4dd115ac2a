<?php

/* php scratch.php remove|guarded PATH: calls the helper of the PHP tests; ends with 1 where that refuses. */

declare(strict_types=1);

require dirname(__DIR__) . '/support/Scratch.php';

try {
    $argv[1] === 'remove' ? RunCloud\Tests\Scratch::remove($argv[2]) : RunCloud\Tests\Scratch::guarded($argv[2]);
} catch (RuntimeException $refusal) {
    fwrite(STDERR, $refusal->getMessage() . "\n");
    exit(1);
}
