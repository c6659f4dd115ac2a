<?php
/**
 * Several runners, and runners that die (§11, 4; §1.3).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

use function UM_Double\rows;

fresh();

$file = \RunCloud\Tests\Scratch::make('um-double') . '/file';
touch($file);
putenv("UM_DOUBLE_CHECK_FILE=$file");

$lines = fn() => array_filter(explode("\n", file_get_contents($file)));

// Two at once.
for ($i = 0; $i < 120; $i++) {
	wu_enqueue_async_action('um_double_check_job', [$i]);
}

putenv('UM_DOUBLE_CHECK_RUNNERS=2');
$runners = [start_runner(['--force']), start_runner(['--force'])];
$results = array_map(__NAMESPACE__ . '\finish_runner', $runners);
putenv('UM_DOUBLE_CHECK_RUNNERS');
$jobs    = array_map(fn($line) => (int) explode(' ', $line)[1], $lines());
$by      = array_unique(array_map(fn($line) => explode(' ', $line)[0], $lines()));

sort($jobs);
same(range(0, 119), $jobs, 'two runners at once: each row ran once');
same(120, (int) $results[0][1] + (int) $results[1][1], 'and the two numbers add up');
same(2, count($by), 'both took part');
same([1], array_values(array_unique(array_column(rows(), 'attempts'))), 'one attempt each');

// Killed while a row runs.
drop_rows();
file_put_contents($file, '');
foreach (['x', 'y', 'z'] as $name) {
	wu_enqueue_async_action('um_double_check_job', [$name]);
}
\UM_Double\fault('after_execute', 'um_double_check_job', 'kill');
$result = finish_runner(start_runner());
same(['', ['in-progress', 'pending', 'pending'], 1], [$result[1], statuses('um_double_check_job'), count($lines())], 'kill -9: the row stays in progress, the others stay taken');
same([1, '0'], finish_runner(start_runner()), 'the next runner finds the batch taken, and does nothing');
\UM_Double\set_clock(time() + 301);
same([0, '2'], finish_runner(start_runner()), 'after 300 s the cleaner frees the others');
same([['failed', 'complete', 'complete'], 3], [statuses('um_double_check_job'), count($lines())], 'the killed row is failed and is not run again');
\UM_Double\set_clock(null);

// A fatal error.
drop_rows();
file_put_contents($file, '');
foreach (['x', 'y'] as $name) {
	wu_enqueue_async_action('um_double_check_job', [$name]);
}
\UM_Double\fault('before_execute', 'um_double_check_job', 'fatal');
finish_runner(start_runner());
same(['failed', 'pending'], statuses('um_double_check_job'), 'a fatal error fails its row; the rest goes back');
ok(str_contains(implode(' ', rows()[0]['log']), 'unexpected shutdown: PHP Fatal error'), 'with the error in the log');
same([0, '1'], finish_runner(start_runner()), 'and the next run takes it at once');

// Another site's runner.
drop_rows();
$site = make_site('runner');
drop_rows();
wu_enqueue_async_action('um_double_check_job', ['main']);
same([0, '0'], finish_runner(start_runner(['--url=runner.' . get_network()->domain])), 'a runner of a subsite finds nothing');

\RunCloud\Tests\Scratch::remove(dirname($file));
