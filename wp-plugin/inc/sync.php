<?php
/**
 * Sync: brings RunCloud in line with what is mapped, by command or by itself.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

const SYNC  = 'runcloud_sync';
const SLICE = 'runcloud_sync_slice';

/** Names that one job hands to the queue, and how many of them may be open when the next one follows. */
const SLICE_SIZE = 200;
const SLICE_OPEN = 20;

/** So few requests left are near RunCloud's rate limit; so many seconds later it has surely begun anew. */
const NEAR   = 5;
const WINDOW = 60;

/**
 * Adds what a plan misses and, if asked, removes what is beyond it, one name after the other, here and now.
 *
 * Every name is done with when it is told: after an interruption a new plan goes on where this one ended.
 *
 * @param \RunCloud\Plan                                          $plan  From drift().
 * @param bool                                                    $prune Whether to remove what prunable() gives.
 * @param callable(string $host, string $told, bool $done): void $tell  Called after each name.
 * @return array<string, string> The names that were not brought about, with the reason.
 */
function sync(\RunCloud\Plan $plan, bool $prune, callable $tell): array {
	$remove  = array_column($prune ? prunable($plan) : [], 'id', 'name');
	$client  = client();
	$failed  = [];
	$streak  = 0;
	$stopped = '';
	redeploy_noted();
	try {
		foreach (array_fill_keys($plan->toAdd, null) + $remove as $host => $id) {
			$told = $stopped;
			try {
				if ('' === $stopped) {
					$told   = with_patience($client, static fn () => bring_about($client, $host, $id));
					$streak = 0;
				}
			} catch (\RunCloud\Exception $error) {
				$told          = $error->getMessage();
				$failed[$host] = $told;
				$streak        = $error->retryable ? $streak + 1 : 0;
				log_line($host, 'error', "$host: failed. $told");
				// The names behind it would fail alike.
				if ($streak > 2 || $error instanceof \RunCloud\RateLimitException || $error instanceof \RunCloud\AuthenticationException || $error instanceof \RunCloud\PermissionException) {
					$stopped = __('Not tried after what happened before it.', 'runcloud');
				}
			}
			if ($told === $stopped) {
				$failed[$host] = $told;
			}
			$tell($host, $told, ! isset($failed[$host]));
		}
	} finally {
		delete_network_option(null, 'runcloud_adding');
		redeploy_noted();
	}
	record_drift(
		[
			'missing' => count(array_intersect_key($failed, array_flip($plan->toAdd))),
			'beyond'  => count($plan->beyond) - count(array_diff_key($remove, $failed)),
			'www'     => count($plan->wwwDiffers),
			'failed'  => count($failed),
		]
	);
	return $failed;
}

/**
 * Adds one name (no id) or removes it, unless the network has changed its mind since the plan was made.
 *
 * @return string What was done, in a sentence.
 */
function bring_about(\RunCloud\Client $client, string $host, ?int $id): string {
	$told = '';
	$ran  = with_lock(
		$host,
		static function () use ($client, $host, $id, &$told) {
			if (null === $id && is_stale('add', $host, 1)) {
				$told = "$host is not mapped any more: not added.";
			} elseif (null === $id) {
				update_network_option(null, 'runcloud_adding', $host);
				$result = $client->addDomain($host, www_of($host));
				remember_domain($host, ['id' => $result->id]);
				solve_problem(SETTLE . "-$host");
				// Noted at once, and asked for at the end.
				change_waiting(static fn (array $waiting) => $waiting + [$host => time()]);
				$told = $result->message;
			} elseif (is_stale('remove', $host, 2)) {
				$told = "$host is mapped again: not removed.";
			} else {
				$told = $client->removeDomain($host, $id)->message;
				forget_domain($host);
			}
		}
	);
	$told = $ran ? $told : "$host is in the hands of a job of the queue.";
	log_line($host, 'info', $told);
	return $told;
}

/** Does something that sends requests: later when RunCloud's rate limit is near, again when it is reached. */
function with_patience(\RunCloud\Client $client, callable $work): string {
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
		change_waiting(static fn (array $waiting) => $waiting + [$adding => time()]);
		delete_network_option(null, 'runcloud_adding');
	}
	$host = array_key_last(waiting());
	if (null !== $host) {
		want_certificate($host);
	}
}

/**
 * Keeps the recurring job as it should be. Runs while the integration is enabled and set up, and not in
 * visitors' requests; looks once an hour.
 */
function keep_sync(): void {
	if ( ! is_admin() && ! wp_doing_cron() && 'cli' !== PHP_SAPI) {
		return;
	}
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
	with_lock('sync', static fn () => attempt(SYNC, [$try], __('sync', 'runcloud'), __NAMESPACE__ . '\\queue_missing'));
}

/** Hands what is missing to the queue in slices, and tells what is beyond. */
function queue_missing(): void {
	$plan  = drift($unusable);
	$sites = hosts();
	record_drift(
		[
			'missing'  => count($plan->toAdd),
			'beyond'   => count($plan->beyond),
			'www'      => count($plan->wwwDiffers),
			'unusable' => count($unusable),
			'failed'   => count(preg_grep('/^' . SETTLE . '-/', array_keys(problems()))),
		]
	);
	$told = [
		/* translators: %d: a number of domains */
		__('Mapped and missing in RunCloud: %d. They are added now.', 'runcloud') => $plan->toAdd,
		/* translators: %d: a number of domains */
		__('In RunCloud and not mapped: %d. They stay; `wp runcloud sync --prune` removes them.', 'runcloud') => array_column($plan->beyond, 'name'),
		/* translators: %d: a number of domains */
		__('Mapped, and no name that can be in RunCloud: %d.', 'runcloud') => array_keys($unusable),
	];
	foreach (array_filter($told) as $line => $names) {
		log_line('', 'warning', sprintf($line, count($names)) . ' ' . implode(', ', array_slice($names, 0, 10)) . (count($names) > 10 ? ', …' : ''));
	}
	update_network_option(null, 'runcloud_missing', array_map(static fn ($host) => [$host, $sites[$host] ?? 0], $plan->toAdd));
	if ($plan->toAdd && ! wu_next_scheduled_action(SLICE, [], GROUP)) {
		enqueue(SLICE, []);
	}
	redeploy_noted();
}

/** Queues the next names. A job; the one that follows is scheduled first, so that a worker that is killed loses nothing. */
function queue_slice(): void {
	if (put_off(SLICE, [])) {
		return;
	}
	later(WINDOW, SLICE, []);
	with_lock(
		'sync',
		static function () {
			$soon = ['hook' => SETTLE, 'group' => GROUP, 'status' => 'pending', 'date' => time() + 10 * MINUTE_IN_SECONDS, 'per_page' => SLICE_OPEN];
			$left = stored('runcloud_missing');
			if (count(wu_get_scheduled_actions($soon, 'ids')) < SLICE_OPEN) {
				foreach (array_splice($left, 0, SLICE_SIZE) as [$host, $site]) {
					accept('add', $host, $site);
				}
				update_network_option(null, 'runcloud_missing', $left);
			}
			if ( ! $left) {
				drop(SLICE, []);
			}
		}
	);
}
