<?php
/**
 * Ultimate Multisite's queue: the loop's one job, and the reports of what has failed.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/**
 * Has the loop run in so many seconds, if it is not scheduled by then.
 *
 * @throws Failure When the queue does not take it.
 */
function wake(int $seconds = 0): void {
	$query = ['hook' => LOOP, 'group' => GROUP, 'status' => 'pending', 'date' => time() + $seconds, 'per_page' => 1];
	if ( ! wu_get_scheduled_actions($query, 'ids') && ! wu_schedule_single_action(time() + $seconds, LOOP, [], GROUP)) {
		throw new Failure(message('queue-refused', ['job' => LOOP]));
	}
}

/** Has the loop run when the next row is due, in so many seconds at the earliest. */
function wake_when_due(int $seconds = 0): void {
	$due = next_due();
	if ($due) {
		wake(max($due - time(), $seconds, 0));
	}
}

/** Has a failure stand in Ultimate Multisite's queue too. */
function enqueue_report(string $task, string $host): void {
	wu_enqueue_async_action(REPORT, [$task, $host], GROUP);
}

/**
 * Fails with the reason for which a row failed. The queue's job, whose log is where administrators look first.
 *
 * @throws Failure When it has not been put right since.
 */
function report(string $task, string $host): void {
	$row = row($task, $host);
	if (FAILED === ($row['state'] ?? '')) {
		throw new Failure(['text' => about(name_of($row), in_words($row['error']))]);
	}
}
