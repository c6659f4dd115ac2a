<?php
/**
 * The loop: takes the rows of the table that are due, brings each about, and writes what came of it.
 *
 * Events, buttons, commands and the sync all write wishes; this is the one place where they are carried out.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** Seconds after which a pass begins no further operation: it has to end before the queue runner's 30 s. */
const PASS = 15;

/** Seconds for which a row is claimed: more than any attempt takes. A dead worker's row is tried again afterwards. */
const LEASE = 90;

/** The same for a comparison, which may have to read a long list. */
const LONG_LEASE = 300;

/** Seconds after which an event is no longer trusted without asking Ultimate Multisite. */
const FRESH_EVENT = MINUTE_IN_SECONDS;

/** What says that the credentials are not accepted, or may not do what they are for. */
const REFUSALS = [
	\RunCloud\AuthenticationException::class,
	\RunCloud\ConfigurationException::class,
	\RunCloud\PermissionException::class,
];

/**
 * Takes an event of Ultimate Multisite's. Sends nothing itself, so that it may be called anywhere, also by another
 * plugin's do_action(), which is never thrown at.
 */
function accept(string $wish, string $host): void {
	$host = host_name($host);
	try {
		want(wish(DOMAIN, $wish, $host));
		wake();
	} catch (\RuntimeException $error) {
		log_line($host, 'error', $error->getMessage());
		note_problems(['queue' => message_of($error)]);
	}
}

/** One pass of the loop. The queue's job. */
function reconcile(): void {
	if ( ! is_enabled()) {
		log_line('', 'info', 'The integration is off: what is due waits until it is on again.');
		return;
	}
	$problem = extension_problem();
	if ($problem) {
		note_problems(['extension-' . PHP_SAPI => $problem]);
		wake(5 * MINUTE_IN_SECONDS);
		return;
	}
	$wait = paused_for();
	if ( ! $wait) {
		note_problems(['queue' => [], 'extension-' . PHP_SAPI => []]);
		// Should this worker die.
		wu_schedule_single_action(time() + LEASE, LOOP, [], GROUP);
		pass(microtime(true) + PASS);
		wu_unschedule_all_actions(LOOP, [], GROUP);
		$wait = paused_for();
	}
	wake_when_due(min($wait, LOOK_FOR_NEW));
}

/**
 * Brings about what is due, until nothing is, the time is over, or the network has to wait.
 *
 * @param float         $end  When to begin nothing more, in seconds since 1970.
 * @param callable|null $tell Called with each row, the result and the error.
 */
function pass(float $end, ?callable $tell = null): void {
	$paused = (bool) row(PAUSE);
	while (microtime(true) < $end) {
		$rows = due_rows(50);
		// What another worker has changed must count, however long this one lives.
		wp_cache_flush_runtime();
		$sites = sites_of(array_column($rows, 'host'));
		foreach ($rows as $row) {
			if (microtime(true) >= $end) {
				return;
			}
			if ( ! claim($row, SYNC === $row['task'] ? LONG_LEASE : LEASE)) {
				continue;
			}
			[$result, $error, $stop] = attempt($row, $sites);
			if ($paused && ! $error && ! $stop) {
				forget(PAUSE);
				$paused = false;
			}
			if ($tell) {
				$tell($row, $result, $error);
			}
			if ($stop) {
				return;
			}
		}
		if ( ! $rows) {
			return;
		}
	}
}

/**
 * Makes one attempt at a claimed row, and writes what came of it.
 *
 * @param array|null $sites From sites_of(); null for a person, who knows better than Ultimate Multisite.
 * @return array{0: \RunCloud\DomainResult|\RunCloud\SslResult|null, 1: \Throwable|null, 2: bool} The result, or why
 *         there is none; and whether all others have to wait.
 */
function attempt(array $row, ?array $sites): array {
	try {
		$client                  = client();
		[$result, $facts, $next] = match ($row['task']) {
			DOMAIN      => settle($client, $row, $sites),
			CERTIFICATE => settle_certificate($client, $row, null === $sites),
			SYNC        => settle_sync(),
		};
		finish($row, $facts + ['done' => time(), 'error' => '', 'erred' => 0], $next);
		return [$result, null, mind_limit($client)];
	} catch (\RunCloud\Exception $error) {
		if ($error instanceof \RunCloud\InvalidDomainException && [CERTIFICATE, ''] === [$row['task'], $row['host']]) {
			// In advanced SSL there is no certificate of all.
			finish($row, ['data' => []], isset($row['data']['before']) ? later(0) : []);
			return [null, $error, false];
		}
		return [null, $error, put_off($row, $error)];
	} catch (\Throwable $error) {
		give_up($row, message_of($error));
		return [null, $error, false];
	}
}

/**
 * Puts an attempt that failed off to a later one, or gives up.
 *
 * @return bool Whether all others would fail alike and have to wait: RunCloud is down, busy, or refuses credentials.
 */
function put_off(array $row, \RunCloud\Exception $error): bool {
	$message = message_of($error);
	$refused = in_array($error::class, REFUSALS, true);
	$wait    = $refused ? 0 : delay_after($row['attempts']);
	if ( ! $refused && ( ! $error->retryable || null === $wait)) {
		give_up($row, $message);
		return $error->retryable && pause($error, $message);
	}
	if ($error->retryAfter) {
		$wait = $error instanceof \RunCloud\RateLimitException ? $error->retryAfter : max($wait, $error->retryAfter);
	}
	$facts = ['error' => $message, 'erred' => time()];
	finish($row, $facts, later($wait) + ['attempts' => $row['attempts'] - (int) $refused]);
	if ($refused) {
		log_line($row['host'], 'error', about(name_of($row), told($error)));
		return refuse($message);
	}
	$next = human_time_diff(0, $wait);
	$told = "attempt {$row['attempts']} failed, the next one follows in $next. {$error->getMessage()}";
	log_line($row['host'], 'warning', about(name_of($row), $told));
	return pause($error, $message);
}

/** Ends a row as failed, where people look: the page, the log, a notice, and a failed job in the queue. */
function give_up(array $row, array $message): void {
	finish($row, ['error' => $message, 'erred' => time()], ['state' => FAILED]);
	log_line($row['host'], 'error', about(name_of($row), 'failed. ' . in_words($message)));
	// What a sync tries each day, for the same reason in vain, is one failed job: the queue keeps those for ever.
	$is_known = $row['attempts'] < 2 && $row['erred'] && as_stored($row['error']) === as_stored($message);
	if ( ! $is_known) {
		enqueue_report($row['task'], $row['host']);
	}
}

/**
 * Seconds until the attempt that follows the given one; null when there is none: 90 s, 5, 15 and 30 min,
 * then every hour up to a day.
 */
function delay_after(int $attempt): ?int {
	/**
	 * Filters how many seconds there are between attempts. After the last attempt, the queue job has failed.
	 *
	 * @param int[] $seconds 90, 300, 900, 1800, and then 3600 for a day by default.
	 */
	$waits = apply_filters('runcloud_retry_schedule', [90, 300, 900, 1800, ...array_fill(0, 23, HOUR_IN_SECONDS)]);
	return isset($waits[ $attempt - 1 ]) ? (int) $waits[ $attempt - 1 ] : null;
}

/**
 * Adds a domain to RunCloud or removes it: the one way.
 *
 * An event is trusted when it comes, unless it contradicts an earlier one. One that is late is checked.
 *
 * @return array{0: \RunCloud\DomainResult|null, 1: array, 2: array} The result, and what finish() is to write.
 */
function settle(\RunCloud\Client $client, array $row, ?array $sites): array {
	[$host, $wish] = [$row['host'], $row['wish']];
	$is_late       = $row['doubt'] || $row['attempts'] > 1 || $row['wished'] < now() - FRESH_EVENT * 1000000;
	if ($is_late && null !== $sites && is_mapped($host, $sites) !== ( 'add' === $wish )) {
		$found = 'add' === $wish ? 'is not mapped any more: not added.' : 'is mapped again: not removed.';
		log_line($host, 'info', "$host $found");
		// Where both were wanted, what Ultimate Multisite has now is what counts.
		if ( ! $row['doubt']) {
			return [null, [], []];
		}
		$wish = 'add' === $wish ? 'remove' : 'add';
	}
	if ('add' === $wish) {
		if (null !== $sites && is_left_out($host)) {
			log_line($host, 'info', "$host is covered by a wildcard entry in RunCloud: not added.");
			return [null, [], []];
		}
		$result = $client->addDomain($host, www_of($host));
		// An id that is not known may be of an addition whose worker died: no certificate has been asked for yet.
		if (\RunCloud\Outcome::Added === $result->outcome || $row['runcloud_id'] !== (int) $result->id) {
			want_certificate($result->domain);
		}
		$facts = ['runcloud_id' => (int) $result->id, 'seen' => $result->servedBy ? '' : 'in-place'];
	} else {
		refuse_own($host);
		$result = $client->removeDomain($host, $row['runcloud_id'] ?: null);
		leave($host);
		$facts = ['runcloud_id' => 0, 'seen' => ''];
	}
	log_line($host, 'info', $result->message);
	return [$result, $facts, []];
}

/**
 * After a removal: its certificate is nobody's matter, and a domain that it has served as its www is added, since
 * RunCloud gave that no entry of its own.
 */
function leave(string $host): void {
	on_table(
		'query',
		"UPDATE {table} SET erred = 0, attempts = 0, due = %d, wished = %d, state = IF(task = 'domain', 'waiting', '')
		WHERE {own} AND (task = 'certificate' AND host = %s OR task = 'domain' AND host = %s AND wish = 'add')",
		time(),
		now(),
		$host,
		"www.$host"
	);
}

/**
 * Adds or removes a domain now, for a person who waits.
 *
 * @throws \RunCloud\Exception When RunCloud does not; where it may later, the queue tries again.
 * @throws Failure When a queue job is working on it.
 */
function settle_now(string $wish, string $host): \RunCloud\DomainResult {
	want(wish(DOMAIN, $wish, $host));
	return attempt_now(row(DOMAIN, $host), message('domain-busy', ['domain' => $host]));
}

/** Makes an attempt at a row now, for a person who waits; throws why it failed, or that a job is at it. */
function attempt_now(array $row, array $busy): \RunCloud\DomainResult|\RunCloud\SslResult {
	if ( ! $row || ! claim($row, LEASE)) {
		throw new Failure($busy);
	}
	[$result, $error, $stop] = attempt($row, null);
	wake_when_due();
	if ($error) {
		throw $error;
	}
	if ( ! $stop) {
		forget(PAUSE);
	}
	return $result;
}
