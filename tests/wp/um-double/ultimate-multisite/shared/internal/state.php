<?php
/**
 * What the tests have set: clock, answers, faults. Kept in network options of the main network and read
 * past the object cache, so that several PHP processes agree.
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

defined('ABSPATH') || exit;

/**
 * Reads a value.
 *
 * @param string $key           Key without the um_double_ prefix.
 * @param mixed  $default_value Default.
 * @return mixed
 */
function read_state(string $key, $default_value = null) {

	global $wpdb;

	$found = $wpdb->get_var(
		$wpdb->prepare(
			"SELECT meta_value FROM $wpdb->sitemeta WHERE site_id = %d AND meta_key = %s", // phpcs:ignore WordPress.DB.PreparedSQL
			get_main_network_id(),
			"um_double_$key"
		)
	);

	return $found === null ? $default_value : maybe_unserialize($found);
}

/**
 * Writes a value; null removes it.
 *
 * @param string $key   Key without the um_double_ prefix.
 * @param mixed  $value Value.
 * @return void
 */
function write_state(string $key, $value): void {

	$network = get_main_network_id();

	// Another process may have written since this one cached it.
	wp_cache_delete("$network:um_double_$key", 'site-options');
	wp_cache_delete("$network:notoptions", 'site-options');

	delete_network_option($network, "um_double_$key");

	if ($value !== null) {
		add_network_option($network, "um_double_$key", $value);
	}
}

/**
 * The queue's clock.
 *
 * @return int Unix time.
 */
function now(): int {

	$set = read_state('clock');

	return $set === null ? time() : (int) $set;
}

/**
 * Seconds by which the queue's clock is ahead of the callers'.
 *
 * Code under test calls time(), which no plugin can move. Timestamps are therefore shifted where they cross the
 * queue's API, so that "in 90 seconds" means that on either clock.
 *
 * @return int
 */
function clock_offset(): int {

	return read_state('callers_clock', 'real') === 'simulated' ? 0 : now() - time();
}

/**
 * A test's answer for a host: its own, else that for '*', else the default.
 *
 * @param string $kind          One of dns, ssl.
 * @param string $host          Host.
 * @param mixed  $default_value Default.
 * @return mixed
 */
function answer(string $kind, string $host, $default_value) {

	$answers = (array) read_state($kind, []);

	return $answers[ $host ] ?? $answers['*'] ?? $default_value;
}

/**
 * Remembers that core's own RunCloud integration was reached, in place of its HTTP requests.
 *
 * @param string $method Method of the integration.
 * @param array  $args   Its arguments.
 * @return void
 */
function record_core_call(string $method, array $args): void {

	$calls   = (array) read_state('core_runcloud_calls', []);
	$calls[] = [
		'method' => $method,
		'args'   => $args,
	];

	write_state('core_runcloud_calls', $calls);
}

/**
 * A place in the runner where a test may have it fail.
 *
 * @param string $point One of before_execute, after_execute.
 * @param string $hook  Hook of the row.
 * @return void
 * @throws \RuntimeException If the test asked for an exception.
 */
function fault_point(string $point, string $hook): void {

	$fault = read_state('fault');

	if (! is_array($fault) || $fault['point'] !== $point || ! in_array($fault['hook'], [$hook, '*'], true)) {
		return;
	}

	$fault['times'] = $fault['times'] - 1;
	write_state('fault', $fault['times'] > 0 ? $fault : null);

	switch ($fault['what']) {
		case 'throw':
			throw new \RuntimeException('fault asked for by the test');
		case 'fatal':
			eval('function um_double_twice() {} function um_double_twice() {}'); // phpcs:ignore -- nothing else is fatal in every PHP.
			break;
		case 'kill':
			posix_kill(posix_getpid(), 9);
			break;
		case 'slow':
			write_state('clock', now() + $fault['seconds']);
			break;
	}
}
