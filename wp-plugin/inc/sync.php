<?php
/**
 * Sync: brings RunCloud in line with what is mapped, by command or by itself.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** Names that one job hands to the queue, and how many of them may be open when the next one follows. */
const SLICE_SIZE = 200;
const SLICE_OPEN = 20;

/** Seconds: a job that is due this soon belongs to the sync of now; one that comes later is another attempt. */
const SOON = 30;

/** Seconds until the redeploy for a sync that was interrupted: more than most syncs take. */
const LATE = 15 * MINUTE_IN_SECONDS;

/** So few requests left are near RunCloud's rate limit; so many seconds later it has surely begun anew. */
const NEAR   = 5;
const WINDOW = 60;

/**
 * Adds what a plan misses and removes what it is told to, one name after the other, here and now.
 *
 * Every name is done with when it is told: after an interruption a new plan goes on where this one ended.
 *
 * @param \RunCloud\Plan                                          $plan   From drift().
 * @param \RunCloud\Domain[]                                      $remove What to remove, of what prunable() gave.
 * @param callable(string $host, string $told, bool $done): void $tell   Called after each name.
 * @return array{added: int, present: int, removed: int, left: int, failed: array<string, string>} How many names were
 *         added, were there or gone already or are wanted no more, were removed, are in a job's hands; and those that
 *         were not brought about, with the reason.
 */
function sync(\RunCloud\Plan $plan, array $remove, callable $tell): array {
	$remove  = array_column($remove, 'id', 'name');
	$client  = client(PATIENCE);
	$done    = ['added' => 0, 'present' => 0, 'removed' => 0, 'left' => 0, 'failed' => []];
	$streak  = 0;
	$stopped = false;
	redeploy_noted();
	try {
		foreach (array_fill_keys($plan->toAdd, null) + $remove as $host => $id) {
			$host = (string) $host;
			try {
				if ($stopped) {
					$done['failed'][ $host ] = untried();
				} else {
					[$how, $told] = with_patience($client, static fn () => bring_about($client, $host, $id));
					$done[ $how ]++;
					$streak = 0;
					// Should this process not live to see the end.
					if ('added' === $how && 1 === $done['added']) {
						schedule_redeploy(LATE);
					}
				}
			} catch (\RunCloud\Exception $error) {
				$told                    = told($error);
				$done['failed'][ $host ] = $told;
				$streak                  = $error->retryable ? $streak + 1 : 0;
				note_error($host, message_of($error));
				log_line($host, 'error', "$host: failed. {$error->getMessage()}");
				// The names behind it would fail alike.
				$stopped = $streak > 2 || $error instanceof \RunCloud\RateLimitException || $error instanceof \RunCloud\AuthenticationException || $error instanceof \RunCloud\PermissionException;
			}
			$tell($host, $done['failed'][ $host ] ?? $told, ! isset($done['failed'][ $host ]));
		}
	} finally {
		delete_network_option(null, 'runcloud_adding');
		redeploy_noted();
	}
	record_drift(
		[
			'missing' => $done['left'] + count(array_intersect_key($done['failed'], array_flip($plan->toAdd))),
			'extra'  => count(array_diff_key(array_column(prunable($plan), 'id', 'name'), array_diff_key($remove, $done['failed']))),
			'www'     => count($plan->wwwDiffers),
			'failed'  => count($done['failed']),
		],
		true
	);
	return $done;
}

/** What is said of a name that was not tried, since the names before it failed for a reason of all. */
function untried(): string {
	return __('Skipped, because the domains before it failed.', 'runcloud');
}

/**
 * Adds one name (no id) or removes it, unless the network has changed its mind since the plan was made.
 *
 * @return array{0: string, 1: string} One of sync()'s words for it, and what was done, in a sentence.
 */
function bring_about(\RunCloud\Client $client, string $host, ?int $id): array {
	/* translators: %s: a domain */
	$done = ['left', sprintf(__('A queue job is working on %s.', 'runcloud'), $host)];
	with_lock(
		$host,
		static function () use ($client, $host, $id, &$done) {
			if (null === $id && is_stale('add', $host, 1)) {
				/* translators: %s: a domain */
				$done = ['present', sprintf(__('%s was not added, because it is not mapped any more.', 'runcloud'), $host)];
				log_line($host, 'info', $done[1]);
			} elseif (null === $id) {
				update_network_option(null, 'runcloud_adding', $host);
				// Its certificate is noted at once, and asked for at the end.
				$result = put_in($client, $host, false);
				$done   = [\RunCloud\Outcome::Added === $result->outcome ? 'added' : 'present', told_of($result)];
				settled($host);
			} elseif (is_stale('remove', $host, 2)) {
				/* translators: %s: a domain */
				$done = ['present', sprintf(__('%s was not removed, because it is mapped again.', 'runcloud'), $host)];
				log_line($host, 'info', $done[1]);
			} else {
				$result = take_out($client, $host, $id);
				$done   = [\RunCloud\Outcome::Removed === $result->outcome ? 'removed' : 'present', told_of($result)];
				succeeded();
			}
		}
	);
	return $done;
}

/** Does something that sends requests: later when RunCloud's rate limit is near, again when it is reached. */
function with_patience(\RunCloud\Client $client, callable $work): array {
	for ($try = 1; ; $try++) {
		$left = requests_left($client);
		if (1 === $try && null !== $left && $left < NEAR) {
			sleep(2 ** (NEAR - 1 - $left));
		}
		try {
			return $work();
		} catch (\RunCloud\RateLimitException $error) {
			$wait = $error->retryAfter ?? WINDOW;
			if ($try > 3 || $wait > WINDOW) {
				throw $error;
			}
			sleep(max(1, $wait));
		} finally {
			mind_limit($client);
		}
	}
}

/** How many requests RunCloud's rate limit left after the client's last one; null when it was not told. */
function requests_left(\RunCloud\Client $client): ?int {
	$exchanges = $client->exchanges();
	$last      = end($exchanges);
	return $last ? (429 === $last->status ? 0 : $last->rateLimitRemaining) : null;
}

/** Has the queue's jobs stand back for a while when RunCloud's rate limit is near. */
function mind_limit(\RunCloud\Client $client): void {
	$left = requests_left($client);
	if (null !== $left && $left < NEAR) {
		set_site_transient('runcloud_slow', time() + WINDOW, WINDOW);
	}
}

/** Has the certificate requested for the domains that are noted, and for the one at which a sync was interrupted. */
function redeploy_noted(): void {
	$adding = stored('runcloud_adding');
	if ($adding) {
		note_waiting($adding);
		delete_network_option(null, 'runcloud_adding');
	}
	if (waiting()) {
		redeploy_soon();
	}
}

/**
 * Keeps the recurring job as it should be. Runs while the integration is enabled and set up, and not in
 * visitors' requests; looks once an hour.
 */
function keep_sync(): void {
	$interval = sync_interval();
	$kept     = get_site_transient('runcloud_sync_kept');
	if ((string) $kept === (string) $interval) {
		return;
	}
	with_lock(
		'keep-sync',
		static function () use ($interval, $kept) {
			if (false !== $kept || $interval < 1) {
				stop_sync();
			}
			if ($interval > 0 && ! wu_next_scheduled_action(SYNC, null, GROUP)) {
				// At once where there never was one: that is the back-fill.
				wu_schedule_recurring_action(max(time(), (last_drift()['time'] ?? 0) + $interval), $interval, SYNC, [1], GROUP);
			}
			set_site_transient('runcloud_sync_kept', $interval, HOUR_IN_SECONDS);
		}
	);
}

/** Seconds between two syncs; 0 for none. */
function sync_interval(): int {
	/**
	 * Filters how often RunCloud is brought in line without being asked.
	 *
	 * @param int|false $seconds A day by default; 0 or false: never, nor when the integration is enabled.
	 */
	return max(0, (int) apply_filters('runcloud_sync_interval', DAY_IN_SECONDS));
}

/** Takes the jobs of the sync back, whatever their arguments; what is noted for a back-fill stays. */
function stop_sync(): void {
	delete_site_transient('runcloud_sync_kept');
	if (function_exists('wu_unschedule_all_actions')) {
		wu_unschedule_all_actions(SYNC);
		wu_unschedule_all_actions(SLICE);
	}
}

/**
 * The integration is switched on or off, in either generation: the next request that finds it set up begins
 * with a back-fill, since UM announces nothing that was mapped before.
 *
 * @param string    $option The option's name.
 * @param array     $flags  UM's flags.
 * @param array|int $before The flags before; the network's id when there were none.
 */
function on_flags($option, $flags, $before): void {
	$was = is_array($before) && ! empty($before['runcloud']);
	$is  = is_array($flags) && ! empty($flags['runcloud']);
	if ($was !== $is) {
		stop_sync();
		delete_network_option(null, 'runcloud_drift');
	}
}

/**
 * Finds out what is missing, and has the queue add it. A job. Never removes anything.
 *
 * @param int $try Which attempt it is; the first is 1.
 */
function sync_by_itself(int $try): void {
	if (put_off(SYNC, [$try])) {
		return;
	}
	with_lock('sync', static fn () => attempt(SYNC, [$try], 'sync', __NAMESPACE__ . '\\queue_missing'));
}

/**
 * Has a sync begin now, in the background; one that goes on already serves.
 *
 * @throws \RuntimeException When it would not run.
 */
function ask_sync(): void {
	if ( ! is_enabled()) {
		throw new \RuntimeException(__('The integration is off, so nothing is synced. Enable it first.', 'runcloud')); // phpcs:ignore WordPress.Security.EscapeOutput -- those who show it escape it.
	}
	if (in_array(sync_progress()['phase'], ['asked', 'adding'], true)) {
		return;
	}
	update_network_option(null, 'runcloud_sync', ['asked' => time()]);
	forget_error('sync');
	enqueue(SYNC, [1]);
}

/**
 * How far the sync is that was asked for last.
 *
 * @return array{phase: string, total: int, done: int, told: string} The phase is none, asked (it compares), adding,
 *         ended, later (it waits, and `told` says what for) or failed.
 */
function sync_progress(): array {
	$sync  = (array) stored('runcloud_sync') + ['asked' => 0, 'begun' => 0, 'total' => 0];
	$total = (int) $sync['total'];
	$state = static fn (string $phase, string $told, int $done = 0) => ['phase' => $phase, 'total' => 'asked' === $phase ? 0 : $total, 'done' => $done, 'told' => $told];
	if ( ! $sync['asked'] || max($sync['asked'], $sync['begun']) < time() - HOUR_IN_SECONDS) {
		return $state('none', '');
	}
	if ($sync['begun'] < $sync['asked']) {
		$jobs = queued(['hook' => SYNC, 'status' => ['pending', 'in-progress'], 'date' => time() + 2 * HOUR_IN_SECONDS, 'orderby' => 'date', 'order' => 'ASC', 'per_page' => 1]);
		$due  = $jobs ? current($jobs)['due'] : null;
		if (null !== $due && $due <= time() + SOON) {
			return $state('asked', __('Comparing the network with RunCloud …', 'runcloud'));
		}
		$problems = problems();
		$why      = in_words(remembered_domain('sync')['error'] ?? $problems['credentials'] ?? current(array_intersect_key($problems, array_flip(preg_grep('/^extension-/', array_keys($problems))))) ?: []);
		return null === $due
			? $state('failed', trim(__('The sync failed.', 'runcloud') . ' ' . $why))
			/* translators: %s: a length of time */
			: $state('later', trim(sprintf(__('The sync is waiting. The next attempt is in %s.', 'runcloud'), human_time_diff($due)) . ' ' . $why));
	}
	// What waits for a later attempt is done for now; its row has the reason.
	$left = $total ? min($total, count((array) stored('runcloud_missing')) + open_jobs(-1, SOON)) : 0;
	return $state(
		$left ? 'adding' : 'ended',
		$total
			/* translators: 1: a number, 2: a number */
			? sprintf(__('%1$d of %2$d missing domains were tried.', 'runcloud'), $total - $left, $total)
			: __('Nothing to do: all mapped domains are in RunCloud.', 'runcloud'),
		$total - $left
	);
}

/** Hands what is missing to the queue in slices, and tells what is extra. */
function queue_missing(): void {
	$plan    = drift($unusable);
	$surplus = array_column(prunable($plan), 'name');
	$sites   = hosts();
	record_drift([], true);
	$told = [
		/* translators: %d: a number of domains */
		__('%d mapped domains are missing in RunCloud and are being added.', 'runcloud') => $plan->toAdd,
		/* translators: %d: a number of domains */
		__('%d domains in RunCloud are not used by any site. To remove them, run `wp runcloud sync --prune`.', 'runcloud') => $surplus,
		/* translators: %d: a number of domains */
		__('%d mapped domains have names that RunCloud cannot accept.', 'runcloud') => array_keys($unusable),
	];
	foreach (array_filter($told) as $line => $names) {
		log_line('', 'warning', sprintf($line, count($names)) . ' ' . implode(', ', array_slice($names, 0, 10)) . (count($names) > 10 ? ', …' : ''));
	}
	update_network_option(null, 'runcloud_missing', array_map(static fn ($host) => [$host, $sites[$host] ?? 0], $plan->toAdd));
	update_network_option(null, 'runcloud_sync', ['begun' => time(), 'total' => count($plan->toAdd)] + (array) stored('runcloud_sync'));
	if ($plan->toAdd && ! wu_next_scheduled_action(SLICE, [], GROUP)) {
		enqueue(SLICE, []);
	}
	redeploy_noted();
}

/**
 * Queues the next names, and looks once more when all were tried. A job; the one that follows is scheduled first, so
 * that a worker that is killed loses nothing.
 */
function queue_slice(): void {
	if (put_off(SLICE, [])) {
		return;
	}
	later(WINDOW, SLICE, []);
	with_lock(
		'sync',
		static function () {
			$left = (array) stored('runcloud_missing');
			if ( ! $left && ! open_jobs(1, SOON)) {
				drop(SLICE, []);
				try {
					drift();
				} catch (\RunCloud\Exception $error) {
					log_line('', 'warning', 'After the sync the list could not be read again. ' . $error->getMessage());
				}
				return;
			}
			if (open_jobs(SLICE_OPEN, 10 * MINUTE_IN_SECONDS) < SLICE_OPEN) {
				foreach (array_splice($left, 0, SLICE_SIZE) as [$host, $site]) {
					accept('add', $host, $site);
				}
				update_network_option(null, 'runcloud_missing', $left);
			}
		}
	);
}

/** How many names' jobs wait or run that are due within so many seconds; no more than are asked for (-1: all) are counted. */
function open_jobs(int $most, int $seconds): int {
	return count(wu_get_scheduled_actions(['hook' => SETTLE, 'group' => GROUP, 'status' => ['pending', 'in-progress'], 'date' => time() + $seconds, 'per_page' => $most], 'ids'));
}

/** How many names have failed for good. */
function failed_for_good(): int {
	return count(preg_grep('/^' . SETTLE . '-/', array_keys(problems())));
}
