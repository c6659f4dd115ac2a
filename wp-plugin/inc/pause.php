<?php
/**
 * The pause: what has the whole network wait. An outage costs one operation, and not one for each domain.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** So few requests left are near RunCloud's rate limit; so many seconds later it has surely begun anew. */
const NEAR   = 5;
const WINDOW = 60;

/**
 * Seconds for which the network waits at most when RunCloud is down, unless RunCloud asks for more; and so often is it
 * tried before that is a problem.
 */
const DOWN_AT_MOST = 5 * MINUTE_IN_SECONDS;
const DOWN_TRIES   = 24;

/** Seconds for which the network waits with credentials that were refused; it looks for other ones more often. */
const REFUSED      = 6 * HOUR_IN_SECONDS;
const LOOK_FOR_NEW = 15 * MINUTE_IN_SECONDS;

/** Has the network wait for other credentials, or for a while. */
function refuse(array $message): bool {
	$data     = ['mark' => credentials_mark()];
	$error    = $message;
	$is_known = ( row(PAUSE)['data'] ?? [] ) === $data;
	note(PAUSE, '', ['state' => FAILED, 'due' => time() + REFUSED, 'erred' => time()] + compact('data', 'error'));
	// The queue keeps failed jobs for ever.
	if ( ! $is_known) {
		enqueue_report(PAUSE, '');
	}
	return true;
}

/** Has the network wait, because RunCloud is down or too busy. */
function pause(\RunCloud\Exception $error, array $message): bool {
	$attempts = ( row(PAUSE)['attempts'] ?? 0 ) + 1;
	$wait     = max(min(delay_after($attempts) ?? DOWN_AT_MOST, DOWN_AT_MOST), (int) $error->retryAfter);
	if ($error instanceof \RunCloud\RateLimitException) {
		$wait = $error->retryAfter ?? WINDOW;
	}
	$state = $attempts < DOWN_TRIES ? '' : FAILED;
	$error = $message;
	$due   = time() + $wait;
	note(PAUSE, '', compact('attempts', 'state', 'due', 'error') + ['data' => [], 'erred' => time()]);
	if (DOWN_TRIES === $attempts) {
		enqueue_report(PAUSE, '');
	}
	return true;
}

/** Seconds for which the network waits yet; with other credentials it waits no longer. */
function paused_for(): int {
	$row = row(PAUSE) + ['due' => 0];
	$is_new = isset($row['data']['mark']) && credentials_mark() !== $row['data']['mark'];
	return $is_new ? 0 : max(0, $row['due'] - time());
}

/** Has the network wait when RunCloud's rate limit is near. */
function mind_limit(\RunCloud\Client $client): bool {
	$exchanges = $client->exchanges();
	$left      = end($exchanges)->rateLimitRemaining ?? NEAR;
	if ($left < NEAR) {
		note(PAUSE, '', ['due' => time() + WINDOW]);
	}
	return $left < NEAR;
}
