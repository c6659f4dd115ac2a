<?php
/**
 * For runners started by the checks: the double, and a listener that leaves a line for each call.
 *
 * @package UM_Double
 */

require __DIR__ . '/preset.php';

um_double_early(
	'um_double_check_job',
	function ($name) {
		$file = (string) getenv('UM_DOUBLE_CHECK_FILE');

		file_put_contents($file, getmypid() . " $name\n", FILE_APPEND | LOCK_EX);

		// Where the check starts several runners, none goes on before all are in the middle of a row.
		$end = microtime(true) + 20;

		do {
			preg_match_all('/^\d+/m', (string) file_get_contents($file), $processes);
		} while (count(array_unique($processes[0])) < (int) getenv('UM_DOUBLE_CHECK_RUNNERS') && microtime(true) < $end);
	}
);
