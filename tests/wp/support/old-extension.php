<?php

/* Boots WordPress in a PHP whose extension runcloud is as old as BED_OLD_EXTENSION says. */

namespace RunCloud\WordPress {
    function phpversion(?string $extension = null): string|false
    {
        return $extension === 'runcloud' ? (string) getenv('BED_OLD_EXTENSION') : \phpversion($extension);
    }
}

namespace {
    require dirname(__DIR__) . '/network/boot.php';
}
