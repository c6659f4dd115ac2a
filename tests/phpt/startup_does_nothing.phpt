--TEST--
Loading the extension opens no file descriptor and starts no thread
--FILE--
<?php
require __DIR__ . '/fake.inc';
$look = 'echo count(scandir("/proc/self/fd")), " ", count(scandir("/proc/self/task")), "\n";';
$with = run_php(['-r', $look]);
$without = run_php(['-r', $look], ['extension' => 'pcntl_is_built_in']);
preg_match('/\d+ \d+\n/', $without, $match);
var_dump($with === $match[0]);
--EXPECT--
bool(true)
