<?php
/**
 * What a test may do to the double. Nothing here exists in Ultimate Multisite: code under test must not call it.
 *
 * @package UM_Double
 */

namespace UM_Double;

use UM_Double\Internal\Queue_Tables;

defined('ABSPATH') || exit;

/**
 * Creates the tables, as the activation does. Neither finishes the setup nor saves settings: see finish_setup().
 *
 * @return void
 */
function install(): void {

	global $wpdb;

	$tail   = 'ENGINE=InnoDB ' . $wpdb->get_charset_collate();
	$prefix = $wpdb->base_prefix;

	// phpcs:disable WordPress.DB
	$wpdb->query(
		"CREATE TABLE IF NOT EXISTS {$prefix}wu_domain_mappings (
			id bigint(20) NOT NULL auto_increment,
			blog_id bigint(20) NOT NULL,
			domain varchar(191) NOT NULL,
			active tinyint(4) DEFAULT 1,
			primary_domain tinyint(4) DEFAULT 0,
			secure tinyint(4) DEFAULT 0,
			stage varchar(32) NOT NULL DEFAULT 'checking-dns',
			date_created datetime NULL,
			date_modified datetime NULL,
			PRIMARY KEY (id),
			KEY blog_id (blog_id),
			KEY domain (domain)
		) $tail"
	);
	$wpdb->query(
		"CREATE TABLE IF NOT EXISTS {$prefix}wu_domain_mappingmeta (
			meta_id bigint(20) unsigned NOT NULL auto_increment,
			wu_domain_id bigint(20) unsigned NOT NULL DEFAULT 0,
			meta_key varchar(255) DEFAULT NULL,
			meta_value longtext DEFAULT NULL,
			PRIMARY KEY (meta_id),
			KEY wu_domain_id (wu_domain_id)
		) $tail"
	);
	// phpcs:enable

	wu_switch_blog_and_run([Queue_Tables::class, 'ensure']);
}

/**
 * Marks the setup as finished and saves the default settings, as the setup wizard does, or takes that back. What it
 * changes is read while the plugin loads, so it counts from the next request.
 *
 * @param bool $finished Finished or not.
 * @return void
 */
function finish_setup(bool $finished = true): void {

	if ($finished) {
		update_network_option(null, 'wu_setup_finished', true);
		\WP_Ultimo\Settings::get_instance()->save_settings(['enable_domain_mapping' => 1]);
	} else {
		delete_network_option(null, 'wu_setup_finished');
	}
}

/**
 * Empties tables and logs and forgets clock, answers, faults, credentials, flags and settings. Sites stay.
 *
 * @return void
 */
function reset(): void {

	global $wpdb;

	$wpdb->query("DELETE FROM {$wpdb->base_prefix}wu_domain_mappings"); // phpcs:ignore WordPress.DB
	$wpdb->query("DELETE FROM {$wpdb->base_prefix}wu_domain_mappingmeta"); // phpcs:ignore WordPress.DB

	wu_switch_blog_and_run([Queue_Tables::class, 'clear']);

	foreach (['clock', 'callers_clock', 'dns', 'ssl', 'fault', 'core_runcloud_calls', 'guard', 'wp_config'] as $key) {
		Internal\write_state($key, null);
	}

	$credentials = $wpdb->get_col("SELECT meta_key FROM $wpdb->sitemeta WHERE meta_key LIKE 'wu\_hosting\_credential\_%'"); // phpcs:ignore

	foreach (array_merge($credentials, ['wu_host_integrations_enabled', \WP_Ultimo\Settings::OPTION]) as $option) {
		delete_network_option(null, $option);
	}

	require_once dirname(__DIR__, 3) . '/support/Scratch.php';
	foreach (glob(\WP_Ultimo\Logger::get_logs_folder() . '*.log') as $log) {
		\RunCloud\Tests\Scratch::remove($log);
	}
}

/**
 * The generation that is loaded.
 *
 * @return string registry or legacy.
 */
function generation(): string {

	return UM_DOUBLE_GENERATION;
}

/**
 * The queue's clock.
 *
 * @return int Unix time.
 */
function now(): int {

	return Internal\now();
}

/**
 * Stops the queue's clock at a time, for all processes; null lets it run with the real one again.
 *
 * @param int|null $time Unix time.
 * @return void
 */
function set_clock(?int $time): void {

	Internal\write_state('clock', $time);
}

/**
 * Moves the queue's clock on, and stops it there.
 *
 * @param int $seconds Seconds.
 * @return void
 */
function advance(int $seconds): void {

	set_clock(now() + $seconds);
}

/**
 * Says which clock the callers read. By default time(): their timestamps are shifted by what the queue's clock is
 * ahead. With true they read UM_Double\now(), and their timestamps are taken as they are.
 *
 * @param bool $simulated Callers read UM_Double\now().
 * @return void
 */
function callers_follow_clock(bool $simulated): void {

	Internal\write_state('callers_clock', $simulated ? 'simulated' : null);
}

/**
 * Guards the two add events by has_action(), as releases since 2026-05 do; from the next request on if the switch
 * UM_DOUBLE_GUARD is a constant or in the environment, which win.
 *
 * @param bool $guarded Guarded.
 * @return void
 */
function set_guard(bool $guarded): void {

	Internal\write_state('guard', $guarded ? '1' : null);
}

/**
 * Answers DNS checks of a host.
 *
 * @param string           $host   Host, or '*' for all without an answer of their own.
 * @param bool|string|null $answer True or false for the resolvers' answer, which the filter sees; 'loopback' for a
 *                                 WordPress that answers there; null forgets.
 * @return void
 */
function set_dns(string $host, $answer): void {

	set_answer('dns', $host, $answer);
}

/**
 * Answers certificate checks of a host.
 *
 * @param string    $host   Host, or '*'.
 * @param bool|null $answer Valid or not; null forgets.
 * @return void
 */
function set_ssl(string $host, ?bool $answer): void {

	set_answer('ssl', $host, $answer);
}

/**
 * Keeps an answer.
 *
 * @param string $kind   One of dns, ssl.
 * @param string $host   Host.
 * @param mixed  $answer Answer; null forgets.
 * @return void
 */
function set_answer(string $kind, string $host, $answer): void {

	$answers          = (array) Internal\read_state($kind, []);
	$answers[ $host ] = $answer;

	Internal\write_state($kind, array_filter($answers, fn($kept) => $kept !== null));
}

/**
 * Calls that reached core's own RunCloud integration, oldest first.
 *
 * @return array<int, array{method: string, args: array}>
 */
function core_calls(): array {

	return (array) Internal\read_state('core_runcloud_calls', []);
}

/**
 * Forgets those calls.
 *
 * @return void
 */
function forget_core_calls(): void {

	Internal\write_state('core_runcloud_calls', null);
}

/**
 * Has the legacy wizard write another file in place of wp-config.php.
 *
 * @param string|null $path Path; null for the real one.
 * @return void
 */
function set_wp_config(?string $path): void {

	Internal\write_state('wp_config', $path);
}

/**
 * Has the runner fail at a place, in whichever process comes there first.
 *
 * @param string $point   One of before_execute (row in progress, listeners not called), after_execute (listeners done,
 *                        row not complete).
 * @param string $hook    Hook, or '*'.
 * @param string $what    One of throw, fatal, kill (the process, with signal 9), slow (the clock moves on).
 * @param int    $times   How often.
 * @param int    $seconds Seconds for slow.
 * @return void
 */
function fault(string $point, string $hook, string $what, int $times = 1, int $seconds = 0): void {

	if (! in_array($point, ['before_execute', 'after_execute'], true) || ! in_array($what, ['throw', 'fatal', 'kill', 'slow'], true)) {
		throw new \InvalidArgumentException("No such fault: $what at $point."); // phpcs:ignore
	}

	Internal\write_state('fault', compact('point', 'hook', 'what', 'times', 'seconds'));
}

/**
 * Rows of the main site's queue, in the order in which they were made.
 *
 * @param array $where Any of hook, status, group, for equality.
 * @return array<int, array{id: int, hook: string, args: array, json: string, group: string, status: string, date: int|null, attempts: int, log: string[]}>
 */
function rows(array $where = []): array {

	return wu_switch_blog_and_run(
		function () use ($where) {
			$store = \ActionScheduler::store();
			$rows  = [];

			foreach ($store->query_actions($where + ['per_page' => -1, 'orderby' => 'none']) as $id) { // phpcs:ignore
				$row    = $store->row($id);
				$json   = $row->extended_args ? $row->extended_args : $row->args;
				$async  = strpos($row->scheduled_date_gmt, '0000') === 0;
				$rows[] = [
					'id'       => (int) $id,
					'hook'     => $row->hook,
					'args'     => (array) json_decode($json, true),
					'json'     => $json,
					'group'    => (string) $row->slug,
					'status'   => $row->status,
					'date'     => $async ? null : strtotime($row->scheduled_date_gmt . ' UTC'),
					'attempts' => (int) $row->attempts,
					'log'      => array_map(fn($entry) => $entry->get_message(), \ActionScheduler::logger()->get_logs($id)),
				];
			}

			usort($rows, fn($a, $b) => $a['id'] <=> $b['id']);

			return $rows;
		}
	);
}

/**
 * Runs all that is due up to a time, moving the clock from one due row to the next, and in the end to that time. Each
 * pass is a WP-Cron request of the main site: no user, a runner of its own with its own 30 seconds.
 *
 * @param int|null $until Unix time of the queue's clock; null for what is due now.
 * @return int Rows done.
 * @throws \RuntimeException If it never comes to an end.
 */
function run_queue(?int $until = null): int {

	global $wpdb;

	$until = $until ?? now();
	$total = 0;

	while (true) {
		$done   = as_worker(fn() => (new \ActionScheduler_QueueRunner())->run('WP Cron'));
		$total += $done;

		if ($total > 10000) {
			throw new \RuntimeException('10000 rows ran and there are still some: something schedules itself again without end.');
		}

		if ($done > 0) {
			continue;
		}

		$next = wu_switch_blog_and_run(
			fn() => $wpdb->get_var(
				$wpdb->prepare(
					'SELECT MIN(scheduled_date_gmt) FROM ' . Queue_Tables::name('actions') . " WHERE status = 'pending' AND scheduled_date_gmt > %s", // phpcs:ignore
					gmdate('Y-m-d H:i:s', now())
				)
			)
		);

		$next = $next ? strtotime("$next UTC") : PHP_INT_MAX;

		if ($next > $until) {
			break;
		}

		set_clock($next);
	}

	if ($until > now()) {
		set_clock($until);
	}

	return $total;
}

/**
 * Calls back as a WP-Cron request of the main site sees the world.
 *
 * @param callable $callback Callback.
 * @return mixed What it returned.
 */
function as_worker(callable $callback) {

	$user   = get_current_user_id();
	$screen = $GLOBALS['current_screen'] ?? null;

	$GLOBALS['current_screen'] = null; // phpcs:ignore WordPress.WP.GlobalVariablesOverride
	wp_set_current_user(0);
	add_filter('wp_doing_cron', '__return_true');

	try {
		return get_current_blog_id() === get_main_site_id() ? $callback() : wu_switch_blog_and_run($callback);
	} finally {
		remove_filter('wp_doing_cron', '__return_true');
		wp_set_current_user($user);
		$GLOBALS['current_screen'] = $screen; // phpcs:ignore WordPress.WP.GlobalVariablesOverride
	}
}
