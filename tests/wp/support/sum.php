<?php

declare(strict_types=1);

/*
 * Adds up PHPUnit's reports, the arguments, and says so in PHPUnit's words.
 *
 *   FAILED=1   a run that failed without a word in them
 *   LEAST=300  so many tests must have run and not been skipped, else it has failed
 */

$sum = array_fill_keys(['tests', 'assertions', 'errors', 'failures', 'skipped'], 0);
foreach (array_slice($argv, 1) as $file) {
    preg_match('~<testsuite [^>]*>~', (string) @file_get_contents($file), $suite);
    foreach (array_keys($sum) as $name) {
        $sum[$name] += preg_match("~ $name=\"(\d+)\"~", $suite[0] ?? '', $match) ? (int) $match[1] : 0;
    }
}
['tests' => $tests, 'assertions' => $assertions, 'errors' => $errors, 'failures' => $failures, 'skipped' => $skipped] = $sum;

$counts = "Tests: $tests, Assertions: $assertions";
foreach (['Errors' => $errors, 'Failures' => $failures, 'Skipped' => $skipped] as $word => $count) {
    $counts .= $count > 0 ? ", $word: $count" : '';
}
$ran = $tests - $skipped;
$least = (int) getenv('LEAST');
if ($least > 0) {
    echo "\n$ran of $tests tests ran", $ran < $least ? "; a run that proves something has at least $least" : '', ".\n";
}
$failed = $ran < $least || getenv('FAILED') || $tests === 0 || $errors + $failures > 0;
echo "\n== all runs\n", match (true) {
    $failed => "FAILURES!\n$counts.\n",
    $skipped > 0 => "OK, but incomplete, skipped, or risky tests!\n$counts.\n",
    default => "OK ($tests tests, $assertions assertions)\n",
};
exit((int) $failed);
