<?php

declare(strict_types=1);

/* Loads the classes beside this file, and those that all tests share. */

spl_autoload_register(static function (string $class): void {
    foreach ([__DIR__, dirname(__DIR__, 2) . '/support'] as $folder) {
        $file = "$folder/" . substr($class, strlen('RunCloud\\Tests\\')) . '.php';
        if (str_starts_with($class, 'RunCloud\\Tests\\') && is_file($file)) {
            require $file;
        }
    }
});
