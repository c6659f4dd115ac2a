<?php
/**
 * Runs the queue once, in a process of its own, as a WP-Cron request of a site does.
 *
 * php run-queue.php --path=WORDPRESS [--url=HOST] [--force] [--until=UNIXTIME]
 *
 * --force  runs beside another runner's batch, where Action Scheduler allows one batch at a time
 * --until  moves the simulated clock up to that time (UM_Double\run_queue)
 *
 * Prints the number of rows done. Exit code 1 if another batch is being worked on.
 *
 * @package UM_Double
 */

$um_double_options = getopt('', ['path:', 'url:', 'force', 'until:']);

if (empty($um_double_options['path'])) {
	fwrite(STDERR, "usage: php run-queue.php --path=WORDPRESS [--url=HOST] [--force] [--until=UNIXTIME]\n");
	exit(2);
}

define('DOING_CRON', true);

$um_double_path = $um_double_options['path'];
$um_double_host = $um_double_options['url'] ?? null;

require __DIR__ . '/boot-wordpress.php';

if (isset($um_double_options['force'])) {
	add_filter('action_scheduler_queue_runner_concurrent_batches', fn() => PHP_INT_MAX);
} elseif (ActionScheduler::runner()->has_maximum_concurrent_batches()) {
	// The cleaner still has its turn: it is what ends the batch of a runner that died.
	$um_double_blocked = true;
}

$um_double_done = isset($um_double_options['until'])
	? UM_Double\run_queue((int) $um_double_options['until'])
	: ActionScheduler::runner()->run('WP Cron');

echo "$um_double_done\n";

if (! empty($um_double_blocked) && $um_double_done === 0) {
	fwrite(STDERR, "There are too many concurrent batches.\n");
	exit(1);
}
