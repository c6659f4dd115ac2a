<?php
/**
 * What loading the extension costs a PHP process, before anything is called.
 *
 * Starts `php -n` without and with it, turn by turn; milliseconds are medians of paired runs, memory is
 * the resident set of a process that has just started (RssAnon: what each worker pays for itself).
 */

declare(strict_types=1);

[, $php, $extension] = $argv;
$plain = [$php, '-n'];
$loaded = [$php, '-n', '-d', "extension=$extension"];

$run = static function (array $command, string $code): string {
    $process = proc_open([...$command, '-r', $code], [1 => ['pipe', 'w']], $pipes);
    $output = (string) stream_get_contents($pipes[1]);
    proc_close($process);
    return $output;
};
$milliseconds = static function (array $command) use ($run): float {
    $begun = hrtime(true);
    $run($command, '');
    return (hrtime(true) - $begun) / 1e6;
};
$kibibytes = static function (array $command, string $field) use ($run): int {
    $status = $run($command, 'readfile("/proc/self/status");');
    preg_match("/^$field:\s+(\d+) kB/m", $status, $found) || throw new RuntimeException("no $field");
    return (int) $found[1];
};
$median = static function (array $values): float {
    sort($values);
    return $values[intdiv(count($values), 2)];
};

$milliseconds($plain);
$milliseconds($loaded);
$a = $b = $differences = [];
for ($i = 0; $i < 101; $i++) {
    $a[] = $milliseconds($plain);
    $b[] = $milliseconds($loaded);
    $differences[] = end($b) - end($a);
}
printf("  %-34s %8.2f ms %8.2f ms  +%.2f ms\n", 'start of a PHP process', $median($a), $median($b), $median($differences));
foreach (['RssAnon' => 'memory of a worker, its own', 'VmRSS' => 'memory of a worker, with shared pages'] as $field => $label) {
    $without = $with = [];
    for ($i = 0; $i < 15; $i++) {
        $without[] = $kibibytes($plain, $field);
        $with[] = $kibibytes($loaded, $field);
    }
    $difference = $median($with) - $median($without);
    printf("  %-34s %7.0f KiB %7.0f KiB  +%.0f KiB\n", $label, $median($without), $median($with), $difference);
}
