<?php
/**
 * UM's queue: jobs, attempts, and what stands in their way.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/**
 * Queues a job for now.
 *
 * @throws \RuntimeException When the queue does not take it: the event must not pass as done.
 */
function enqueue(string $hook, array $args): void {
	if ( ! wu_enqueue_async_action($hook, $args, GROUP)) {
		throw not_taken($hook, $args);
	}
}

/** Whether a job waits. One that is running does not count: it began with what was known then. */
function is_waiting(string $hook, array $args): bool {
	$query = ['hook' => $hook, 'args' => $args, 'group' => GROUP, 'status' => 'pending', 'per_page' => 1];
	return (bool) wu_get_scheduled_actions($query, 'ids');
}

/** Schedules a job, in seconds from now. */
function later(int $seconds, string $hook, array $args): void {
	if ( ! wu_schedule_single_action(time() + $seconds, $hook, $args, GROUP)) {
		throw not_taken($hook, $args);
	}
}

/** Schedules a job that was put off, unless one like it is due by then: a recurring one comes again by itself. */
function again(int $seconds, string $hook, array $args): void {
	foreach (queued(['hook' => $hook, 'args' => $args, 'status' => 'pending', 'orderby' => 'date', 'order' => 'ASC', 'per_page' => 1]) as $job) {
		if ($job['due'] <= time() + $seconds) {
			return;
		}
	}
	later($seconds, $hook, $args);
}

/** What to throw then; the arguments are anybody's. */
function not_taken(string $hook, array $args): \RuntimeException {
	$job = mb_strimwidth(implode(' ', [$hook, ...$args]), 0, 200, '…');
	return new \RuntimeException(esc_html(in_words(message('queue-refused', compact('job')))));
}

/**
 * Seconds until the attempt that follows the given one; null when there is none: 90 s, 5, 15 and 30 min,
 * then every hour up to a day.
 */
function delay_after(int $try): ?int {
	/**
	 * Filters the waits between attempts.
	 *
	 * @param int[] $seconds Seconds after the first attempt, the second, and so on; then it has failed.
	 */
	$waits = apply_filters('runcloud_retry_schedule', [90, 300, 900, 1800, ...array_fill(0, 23, HOUR_IN_SECONDS)]);
	return isset($waits[$try - 1]) ? (int) $waits[$try - 1] : null;
}

/**
 * Makes one attempt at a job whose last argument is the number of the attempt.
 *
 * @param string           $about What it is about: a host, or a word of name_of()'s.
 * @param callable(): void $work What may throw.
 * @throws \RuntimeException When it failed for good.
 */
function attempt(string $hook, array $args, string $about, callable $work): void {
	$try  = array_pop($args);
	$wait = delay_after($try);
	$next = [...$args, $try + 1];
	if (null !== $wait) {
		later($wait, $hook, $next);
	}
	try {
		$work();
		drop($hook, $next);
		solve_problem("$hook-$about");
		forget_error($about);
		solve_problem('credentials');
		succeeded();
	} catch (\RunCloud\Exception $error) {
		if ($error->retryable && null !== $wait) {
			if ($error->retryAfter > $wait) {
				drop($hook, $next);
				later($error->retryAfter, $hook, $next);
			}
			$in = human_time_diff(0, max($wait, (int) $error->retryAfter));
			log_line($about, 'warning', "$about: attempt $try failed, the next one follows in $in. {$error->getMessage()}");
			note_error($about, message_of($error));
			return;
		}
		drop($hook, $next);
		fail($hook, $about, message_of($error), $error, [$hook, [...$args, $try]]);
	} catch (\Throwable $error) {
		drop($hook, $next);
		fail($hook, $about, message_of($error), $error);
	}
}

/**
 * Ends a job as failed, where people look: the queue, the logs and a notice.
 *
 * @param array $message Why.
 * @param array $job     The hook and arguments of the job, which comes again where the credentials are to blame.
 * @throws \RuntimeException Always.
 */
function fail(string $hook, string $about, array $message, ?\Throwable $error = null, array $job = []): never {
	$told = in_words($message);
	log_line($about, 'error', "$about: failed. $told");
	note_error($about, $message);
	if ($error instanceof \RunCloud\AuthenticationException || $error instanceof \RunCloud\ConfigurationException) {
		// Every other job would fail alike: they wait until the credentials change, or for a while.
		set_site_transient('runcloud_paused', credentials_mark(), 6 * HOUR_IN_SECONDS);
		remember_problem('credentials', $message);
		if ($job) {
			later(15 * MINUTE_IN_SECONDS, ...$job);
		}
	} else {
		remember_problem("$hook-$about", $message + compact('about'));
	}
	throw new \RuntimeException(esc_html(about($about, $told)), 0, $error);
}

/** A sentence with what it is about in front, unless it begins with that. */
function about(string $about, string $told): string {
	return str_starts_with($told, $about) ? $told : "$about: $told";
}

/** Remembers that RunCloud did what was asked. */
function succeeded(): void {
	update_network_option(null, 'runcloud_last_success', time());
}

/** What a job is about, for a person; the word itself is part of keys, which must not change with the language. */
function name_of(string $about): string {
	return ['certificate' => __('Certificate', 'runcloud'), 'sync' => __('Sync', 'runcloud')][ $about ] ?? $about;
}

/** Jobs of the plugin's by id, with the time at which they are due, or were run. */
function queued(array $query): array {
	return wu_switch_blog_and_run(
		static function () use ($query) {
			$jobs = [];
			foreach (as_get_scheduled_actions($query + ['group' => GROUP], OBJECT) as $id => $action) {
				$date        = 'failed' === ($query['status'] ?? '') ? \ActionScheduler::store()->get_date($id) : $action->get_schedule()->get_date();
				$jobs[ $id ] = ['hook' => $action->get_hook(), 'args' => array_values($action->get_args()), 'due' => $date ? $date->getTimestamp() : 0];
			}
			return $jobs;
		}
	);
}

/** Takes a scheduled job back. */
function drop(string $hook, array $args): void {
	wu_unschedule_action($hook, $args, GROUP);
}

/**
 * Puts a job off when it cannot be done in this PHP, with these credentials, or now; it loses no attempt.
 * Where the integration was switched off meanwhile, the job is dropped.
 *
 * @return bool Whether the caller must stop here.
 */
function put_off(string $hook, array $args): bool {
	if ( ! is_enabled()) {
		log_line('', 'info', 'The integration is switched off: dropped ' . implode(' ', [$hook, ...$args]) . '.');
		return true;
	}
	$problem = extension_problem();
	if ($problem) {
		remember_problem('extension-' . PHP_SAPI, $problem);
		again(5 * MINUTE_IN_SECONDS, $hook, $args);
		return true;
	}
	$paused = get_site_transient('runcloud_paused');
	if ($paused && credentials_mark() === $paused) {
		again(15 * MINUTE_IN_SECONDS, $hook, $args);
		return true;
	}
	// RunCloud's rate limit is near; all that wait for it must not come back at once.
	$slow = (int) get_site_transient('runcloud_slow') - time();
	if ($slow > 0) {
		again($slow + random_int(0, 30), $hook, $args);
		return true;
	}
	return false;
}

/**
 * Runs something that no other worker runs at the same time; the database lets go when a worker dies.
 *
 * @param string   $name What is locked.
 * @param callable $work What to run.
 * @param int      $wait Seconds to wait for the other one.
 * @return bool False when another worker is at it.
 */
function with_lock(string $name, callable $work, int $wait = 0): bool {
	global $wpdb;
	$lock = 'runcloud_' . md5(DB_NAME . $wpdb->base_prefix . $name);
	if ('1' !== $wpdb->get_var($wpdb->prepare('SELECT GET_LOCK(%s, %d)', $lock, $wait))) {
		return false;
	}
	try {
		$work();
	} finally {
		$wpdb->query($wpdb->prepare('DO RELEASE_LOCK(%s)', $lock));
	}
	return true;
}

/**
 * A network option as it is in the database: other workers write too, and WordPress remembers values, and
 * that there was none, as long as a process lives.
 */
function stored(string $name) {
	foreach ([$name, 'notoptions'] as $key) {
		wp_cache_delete(get_current_network_id() . ":$key", 'site-options');
	}
	return get_network_option(null, $name, []);
}

/** Changes a network option that is a list, one worker after the other. */
function change(string $name, callable $change): void {
	$work = static fn () => update_network_option(null, $name, $change((array) stored($name)));
	with_lock($name, $work, 5) || $work();
}
