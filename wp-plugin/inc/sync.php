<?php
/**
 * Sync: compares the network with RunCloud and wants what is missing, by itself or because a person does.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** Seconds: what is due this soon belongs to the sync of now; what comes later is another attempt. */
const SOON = 30;

/** Seconds for which it is remembered that the loop and the sync are scheduled as they should be. */
const KEEPING = 10 * MINUTE_IN_SECONDS;

/**
 * The sync that nobody starts: wants what is missing, and tells what is extra. Never removes anything.
 *
 * @return array{0: null, 1: array, 2: array} What finish() is to write.
 */
function settle_sync(): array {
	$plan = drift($unusable);
	$told = [
		/* translators: %d: a number of domains */
		__('%d mapped domains are missing in RunCloud and are being added.', 'runcloud') => $plan->toAdd,
		/* translators: %d: a number of domains */
		__('%d domains in RunCloud are not used by any site. To remove them, run `wp runcloud sync --prune`.', 'runcloud') => array_keys(prunable($plan)),
		/* translators: %d: a number of domains */
		__('%d mapped domains have names that RunCloud cannot accept.', 'runcloud') => array_keys($unusable),
	];
	foreach (array_filter($told) as $line => $names) {
		log_line('', 'warning', sprintf($line, count($names)) . ' ' . some($names, 10));
	}
	want_all('add', $plan->toAdd);
	$interval = sync_interval();
	return [null, ['data' => ['total' => count($plan->toAdd)]], $interval ? later($interval) : []];
}

/**
 * The sync that a person starts: has the loop run here and now for what a plan misses, and for what is to be removed.
 *
 * Whatever is not done when it ends is in the table, and the queue goes on with it.
 *
 * @param \RunCloud\Plan                                          $plan   From drift().
 * @param string[]                                                $remove What to remove, of what prunable() gave.
 * @param callable(string $host, string $told, bool $done): void $tell   Called after each name.
 * @return array{added: int, present: int, removed: int, busy: int, left: int, failed: array<string, string>} How many
 *         names were added, were there or gone already or are wanted no more, were removed, are being worked on by a
 *         queue job, and wait for one; and those that failed, with the reason.
 */
function sync(\RunCloud\Plan $plan, array $remove, callable $tell): array {
	want_all('add', $plan->toAdd);
	want_all('remove', $remove);
	$open  = array_flip(array_map(__NAMESPACE__ . '\\key_of', [...$plan->toAdd, ...$remove]));
	$done  = ['added' => 0, 'present' => 0, 'removed' => 0, 'busy' => 0, 'left' => 0, 'failed' => []];
	$after = static function (array $row, $result, ?\Throwable $error) use (&$open, &$done, $tell): void {
		$host = $row['host'];
		if (DOMAIN !== $row['task'] || ! isset($open[ $host ])) {
			return;
		}
		if ($error) {
			$done['failed'][ $host ] = told($error);
		} else {
			unset($open[ $host ], $done['failed'][ $host ]);
			$how = $result?->outcome->value;
			++$done[ isset($done[ $how ]) ? $how : 'present' ];
		}
		/* translators: %s: a domain */
		$tell($host, $error ? told($error) : ( $result ? told_of($result) : sprintf(__('%s was not changed, because its mapping changed meanwhile.', 'runcloud'), $host) ), ! $error);
	};
	$before = 0;
	for ($waits = 0; $waits <= 3 || count($open) < $before; $waits++) {
		$before = count($open);
		pass(INF, $after);
		$wait = $open ? paused_for() : 0;
		// RunCloud's rate limit begins anew within a minute. Whoever waits for more has a better use of the time.
		if ($wait < 1 || $wait > WINDOW) {
			break;
		}
		sleep($wait);
	}
	// Another worker may have done some, or be at it.
	foreach (array_chunk(array_keys(array_diff_key($open, $done['failed'])), 500) as $some) {
		$places           = implode(', ', array_fill(0, count($some), '%s'));
		$where            = "task = 'domain' AND state = 'waiting' AND host IN ($places)";
		$waiting          = count_rows($where, ...$some);
		$busy             = count_rows("$where AND claimed_until > %d", ...[...$some, time()]);
		$done['busy']    += $busy;
		$done['left']    += $waiting - $busy;
		$done['present'] += count($some) - $waiting;
	}
	note(SYNC, '', ['done' => time(), 'data' => '']);
	wake_when_due();
	return $done;
}

/** Writes what a comparison wants. To remove what is mapped meanwhile would be the worse mistake. */
function want_all(string $wish, array $hosts): void {
	foreach (array_chunk($hosts, 500) as $some) {
		$doubt = ['doubt' => 'remove' === $wish];
		want(...array_map(static fn ($host) => $doubt + wish(DOMAIN, $wish, (string) $host), $some));
	}
}

/** Seconds between two syncs; 0 for none. */
function sync_interval(): int {
	/**
	 * Filters how many seconds there are between two automatic syncs.
	 *
	 * @param int|false $seconds 86400 (a day) by default. 0 turns them off, also the one when the integration is enabled.
	 */
	return max(0, (int) apply_filters('runcloud_sync_interval', DAY_IN_SECONDS));
}

/**
 * Sees that the sync is due as it should be, and that the loop is scheduled. Runs while the integration is enabled and
 * set up, and not in visitors' requests; looks every ten minutes.
 */
function keep(): void {
	$interval = sync_interval();
	if ((string) $interval === (string) get_site_transient('runcloud_kept')) {
		return;
	}
	if ($interval) {
		// At once where there never was one: that is the back-fill. One that failed is due when it would have been.
		upsert(
			[wish(SYNC, 'compare', '')],
			[
				'due'   => "IF(state = VALUES(state), LEAST(due, GREATEST(VALUES(due), done + $interval)),"
					. " GREATEST(VALUES(due), GREATEST(done, tried) + $interval))",
				'state' => "IF(state = 'failed' AND due > VALUES(due), state, VALUES(state))",
				'wish'  => 'VALUES(wish)',
			]
		);
	} else {
		on_table('query', "UPDATE {table} SET state = '' WHERE {own} AND task = 'sync' AND state = 'waiting'");
	}
	wake_when_due();
	set_site_transient('runcloud_kept', $interval, KEEPING);
}

/** Takes the loop out of the queue; what is wanted stays in the table. */
function stop(): void {
	delete_site_transient('runcloud_kept');
	if (function_exists('wu_unschedule_all_actions')) {
		wu_unschedule_all_actions(LOOP, [], GROUP);
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
		stop();
		forget(SYNC);
	}
}

/**
 * Has a sync begin now, in the background.
 *
 * @throws Failure When it would not run.
 */
function ask_sync(): void {
	if ( ! is_enabled()) {
		throw new Failure(message('integration-off'));
	}
	// Whoever asks may have put right what the network waits for.
	forget(PAUSE);
	want(wish(SYNC, 'compare', ''));
	wake();
}

/**
 * How far the sync of now is, or that of the last hour.
 *
 * @return array{phase: string, total: int, done: int, told: string} The phase is none, asked (it compares), adding,
 *         ended, later (it waits, and `told` says what for) or failed.
 */
function sync_progress(): array {
	$row   = row(SYNC) + ['state' => '', 'due' => 0, 'done' => 0, 'erred' => 0, 'error' => [], 'data' => []];
	$total = (int) ( $row['data']['total'] ?? 0 );
	$state = static fn ($phase, $told, $total = 0, $done = 0) => compact('phase', 'total', 'done', 'told');
	$last  = time() - HOUR_IN_SECONDS;
	if (FAILED === $row['state'] && $row['erred'] > $last) {
		return $state('failed', __('The sync failed.', 'runcloud') . ' ' . in_words($row['error']));
	}
	if (WAITING === $row['state'] && $row['due'] <= time() + SOON && ! paused_for() && ! problems()) {
		return $state('asked', __('Comparing the network with RunCloud …', 'runcloud'));
	}
	if (WAITING === $row['state'] && ( $row['error'] || $row['due'] <= time() + SOON )) {
		$why = $row['error'] ?: row(PAUSE)['error'] ?? ( problems() ? current(problems()) : [] );
		/* translators: %s: a length of time */
		$told = sprintf(__('The sync is waiting. The next attempt is in %s.', 'runcloud'), human_time_diff(max($row['due'], time() + paused_for())));
		return $state('later', trim($told . ' ' . in_words($why)));
	}
	if ($row['done'] < $last || ! isset($row['data']['total'])) {
		return $state('none', '');
	}
	if ( ! $total) {
		return $state('ended', __('Nothing to do: all mapped domains are in RunCloud.', 'runcloud'));
	}
	// What waits for a later attempt is done for now; its row has the reason.
	$left = min($total, count_rows("task = 'domain' AND state = 'waiting' AND due <= %d", time() + SOON));
	/* translators: 1: a number, 2: a number */
	$told = sprintf(__('%1$d of %2$d missing domains were tried.', 'runcloud'), $total - $left, $total);
	return $state($left ? 'adding' : 'ended', $told, $total, $total - $left);
}
