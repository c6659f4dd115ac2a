<?php

declare(strict_types=1);

/* Loads the classes beside this file. */

spl_autoload_register(static function (string $class): void {
    $file = __DIR__ . '/' . substr($class, strlen('RunCloud\\Tests\\')) . '.php';
    if (str_starts_with($class, 'RunCloud\\Tests\\') && is_file($file)) {
        require $file;
    }
});
