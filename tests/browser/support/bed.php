<?php

declare(strict_types=1);

/*
 * Runs code in a freshly booted WordPress of the bed. Standard input has Process's arguments by name, as JSON; standard
 * output gets what the code returned.
 */

require dirname(__DIR__, 2) . '/wp/support/autoload.php';

$arguments = json_decode((string) stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
$arguments['code'] = 'require_once ' . var_export(dirname(__DIR__, 2) . '/wp/support/autoload.php', true) . ";\n{$arguments['code']}";

try {
    echo json_encode((new RunCloud\Tests\Process(...$arguments))->wait(), JSON_THROW_ON_ERROR);
} catch (RuntimeException $error) {
    fwrite(STDERR, $error->getMessage());
    exit(1);
}
