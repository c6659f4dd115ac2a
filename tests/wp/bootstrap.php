<?php

declare(strict_types=1);

/*
 * PHPUnit's bootstrap. WordPress has booted already: tests/wp/run has network/boot.php run before PHPUnit, as WordPress
 * needs the global scope, which this file does not have.
 */

if (!defined('ABSPATH')) {
    fwrite(STDERR, "These tests run inside WordPress: use tests/wp/run\n");
    exit(1);
}

require __DIR__ . '/support/autoload.php';
