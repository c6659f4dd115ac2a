<?php
/**
 * How jobs run (§11, 4; §1.3).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

use function UM_Double\rows;
use function UM_Double\run_queue;

fresh();

$seen = [];
add_action('um_double_check_job', function (...$args) use (&$seen) {
	$seen[] = $args;
}, 10, 3);

// Order.
foreach (['a', 'b', 'c'] as $name) {
	wu_enqueue_async_action('um_double_check_job', ['later' => $name, 'first' => 1], 'x');
}
wu_schedule_single_action(time() - 5, 'um_double_check_job', ['single']);
as_enqueue_async_action('um_double_check_job', ['urgent'], '', false, 1);
same(5, run_queue(), 'run_queue() returns the number of rows done');
same([['urgent'], ['a', 1], ['b', 1], ['c', 1], ['single']], $seen, 'priority first, then FIFO; arguments by position');
run_queue();
same(5, count($seen), 'each row runs once');
same(['complete'], array_values(array_unique(statuses('um_double_check_job'))), 'and is complete');

// A failure.
drop_rows();
$later = 0;
$told  = [];
add_action('um_double_check_fails', function () {
	throw new \TypeError('bad type');
});
add_action('um_double_check_fails', function () use (&$later) {
	++$later;
}, 11);
add_action('action_scheduler_failed_execution', function ($id, $exception, $context) use (&$told) {
	$told[] = [get_class($exception), get_class($exception->getPrevious()), $exception->getMessage(), $context];
}, 10, 3);
wu_enqueue_async_action('um_double_check_fails');
wu_enqueue_async_action('um_double_check_job');
run_queue();
run_queue(time() + 86400);
same(['failed'], statuses('um_double_check_fails'), 'a Throwable ends as failed, and is not tried again');
same([0, ['complete']], [$later, statuses('um_double_check_job')], 'later listeners of the hook are skipped, later rows are not');
same([['Exception', 'TypeError', 'bad type', 'WP Cron']], $told, 'the failure hook gets an Exception around the original');
same(['action created', 'action started via WP Cron', 'action failed via WP Cron: bad type'], rows(['hook' => 'um_double_check_fails'])[0]['log'], 'the log tells it');

// WP_Error is no failure.
\UM_Double\set_clock(null);
drop_rows();
add_action('um_double_check_error', fn() => new \WP_Error('x', 'y'));
wu_enqueue_async_action('um_double_check_error');
run_queue();
same(['complete'], statuses('um_double_check_error'), 'a returned WP_Error ends as complete');

// Too long.
drop_rows();
$log = \RunCloud\Tests\Scratch::make('um-double') . '/log';
$old = ini_set('error_log', $log);
same(0, wu_enqueue_async_action('um_double_check_job', [str_repeat('x', 8000)]), 'more than 8000 characters of arguments: 0 and no exception');
ini_set('error_log', $old);
ok(str_contains(file_get_contents($log), 'Caught exception while enqueuing'), 'only the PHP error log tells');
\RunCloud\Tests\Scratch::remove(dirname($log));
ok(wu_enqueue_async_action('um_double_check_job', [str_repeat('x', 7990)]) > 0, 'fewer are stored');
$seen = [];
run_queue();
same(7990, strlen($seen[0][0]), 'and come back whole');

// Context.
drop_rows();
wp_set_current_user(1);
$site = make_site('ctx');
drop_rows();
add_action('um_double_check_context', function () use (&$context) {
	$context = [get_current_blog_id(), get_current_user_id(), is_network_admin(), is_admin(), wp_doing_cron()];
});
set_current_screen('dashboard-network');
switch_to_blog($site);
wu_enqueue_async_action('um_double_check_context');
restore_current_blog();
same(['um_double_check_context'], hooks(), 'a row queued from a site lands in the main site');
switch_to_blog($site);
run_queue();
restore_current_blog();
same([get_main_site_id(), 0, false, false, true], $context, 'main site, no user, no admin, cron');
same([1, true], [get_current_user_id(), is_network_admin()], 'afterwards all is as it was');
$GLOBALS['current_screen'] = null;
wp_set_current_user(0);

// A runner of another site.
drop_rows();
wu_enqueue_async_action('um_double_check_job');
switch_to_blog($site);
\UM_Double\Internal\Queue_Tables::ensure();
same(0, (new \ActionScheduler_QueueRunner())->run(), 'a runner of a subsite finds none of them');
restore_current_blog();

// Batch and time limit.
drop_rows();
for ($i = 0; $i < 30; $i++) {
	wu_enqueue_async_action('um_double_check_job');
}
$claim = \ActionScheduler::store()->stake_claim(25);
same([25, 1], [count($claim->get_actions()), \ActionScheduler::store()->get_claim_count()], 'a batch is 25');
same(0, (new \ActionScheduler_QueueRunner())->run(), 'one batch at a time: a second runner does nothing');
\ActionScheduler::store()->release_claim($claim);
\UM_Double\set_clock(time());
\UM_Double\fault('before_execute', '*', 'slow', 2, 32);
$runner = new \ActionScheduler_QueueRunner();
same([1, 1, 1], [$runner->run(), $runner->run(), $runner->run()], 'a runner past its 30 seconds does one row a run');
\UM_Double\fault('before_execute', '*', 'slow', 1, 8);
same(1, (new \ActionScheduler_QueueRunner())->run(), 'a runner stops when three more at this pace would take too long');
same(26, (new \ActionScheduler_QueueRunner())->run(), 'and a fresh one does the rest, batch after batch');

// The cleaner.
drop_rows();
$failed = [];
add_action('action_scheduler_failed_action', function ($id, $timeout) use (&$failed) {
	$failed[] = $timeout;
}, 10, 2);
add_action('um_double_check_cleaned', function () use (&$during) {
	\UM_Double\advance(301);
	(new \ActionScheduler_QueueRunner())->run();
	$during = statuses('um_double_check_cleaned');
});
wu_enqueue_async_action('um_double_check_cleaned');
run_queue();
same([['failed'], [300]], [$during, $failed], 'in progress for more than 300 s: the next run marks it failed while it still works');
ok(str_contains(implode(' ', rows()[0]['log']), 'action marked as failed after 300 seconds'), 'and the log tells');

// Recurring.
drop_rows();
\UM_Double\set_clock(null);
$start = time();
$seen  = [];
wu_schedule_recurring_action($start + 60, 3600, 'um_double_check_job', ['again']);
run_queue($start + 60 + 2 * 3600);
same([3, ['complete', 'complete', 'complete', 'pending']], [count($seen), statuses('um_double_check_job')], 'a recurring action is scheduled again after each run');
ok(abs(rows()[3]['date'] - ($start + 60 + 3 * 3600)) <= 1, 'one interval after it ran');
drop_rows();
\UM_Double\set_clock(null);
wu_schedule_recurring_action(time(), 60, 'um_double_check_fails');
run_queue(time() + 3600);
same(array_fill(0, 5, 'failed'), statuses('um_double_check_fails'), 'five failures in a row end it');

// The clock.
drop_rows();
\UM_Double\set_clock($clock = time() + 7200);
wu_schedule_single_action(time() + 90, 'um_double_check_job');
ok(abs(rows()[0]['date'] - ($clock + 90)) <= 1, 'in 90 seconds means that on the simulated clock');
ok(abs(wu_next_scheduled_action('um_double_check_job') - (time() + 90)) <= 1, 'and is told back in the caller\'s time');
\UM_Double\callers_follow_clock(true);
wu_schedule_single_action($clock + 10, 'um_double_check_other');
same($clock + 10, rows()[1]['date'], 'unless callers read the simulated clock');
