<?php

declare(strict_types=1);

/*
 * Compares the stubs with the extension, in both directions: whatever one side has and the other has not, or
 * has differently, is printed and fails.
 *
 *     php -n -d extension=/path/to/libruncloud.so tests/stubs/parity.php [STUBS]
 */

if (!extension_loaded('runcloud')) {
    fwrite(STDERR, "Load the extension: php -n -d extension=/path/to/libruncloud.so {$argv[0]}\n");
    exit(2);
}

/** What surface.php prints, read in a process of its own. */
function surface(array $command): array
{
    $process = proc_open($command, [1 => ['pipe', 'w'], 2 => STDERR], $pipes);
    if ($process === false) {
        throw new RuntimeException('PHP cannot be started.');
    }
    $json = stream_get_contents($pipes[1]);
    if (proc_close($process) !== 0) {
        throw new RuntimeException('surface.php failed: ' . $json);
    }
    return json_decode($json, true, 512, JSON_THROW_ON_ERROR);
}

/**
 * Every difference, by its place.
 *
 * @return list<string>
 */
function differences(mixed $stub, mixed $real, string $place): array
{
    if (!is_array($stub) || !is_array($real)) {
        return $stub === $real
            ? []
            : ["$place: stub " . json_encode($stub) . ', extension ' . json_encode($real)];
    }
    $found = [];
    foreach (array_diff_key($stub, $real) as $key => $_) {
        $found[] = "$place / $key: only in the stubs";
    }
    foreach (array_diff_key($real, $stub) as $key => $_) {
        $found[] = "$place / $key: only in the extension";
    }
    foreach (array_intersect_key($stub, $real) as $key => $value) {
        array_push($found, ...differences($value, $real[$key], "$place / $key"));
    }
    return $found;
}

/** The path of the extension that this process has loaded. */
function loaded_extension(): string
{
    foreach (explode("\n", (string) file_get_contents('/proc/self/maps')) as $line) {
        if (preg_match('~\s(/\S*runcloud\S*\.so)$~', $line, $match) === 1) {
            return $match[1];
        }
    }
    throw new RuntimeException('The path of the extension cannot be found.');
}

$stubs = $argv[1] ?? dirname(__DIR__, 2) . '/php-stubs';
$script = __DIR__ . '/surface.php';
$of_stubs = surface([PHP_BINARY, '-n', $script, 'stubs', $stubs]);
$of_extension = surface([PHP_BINARY, '-n', '-d', 'extension=' . loaded_extension(), $script, 'extension']);

$differences = differences($of_stubs, $of_extension, 'runcloud');
foreach ($differences as $difference) {
    echo $difference, "\n";
}
if ($differences === [] && count($of_extension['classes']) > 0) {
    printf(
        "The stubs and the extension agree: %d functions, %d classes, %d settings.\n",
        count($of_extension['functions']),
        count($of_extension['classes']),
        count($of_extension['ini']),
    );
    exit(0);
}
exit(1);
