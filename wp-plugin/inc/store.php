<?php
/**
 * The table of domains: what is wanted of each, what RunCloud has of it, and what went wrong last.
 *
 * A change is one statement, and nothing is read to be written back: the network may have several web servers, a
 * database that fails over, and reads that come from a replica.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** The version of the table. Raise it with every change of its columns, which dbDelta() then makes. */
const TABLE_VERSION = 1;

/** What the database says where a table or a column is not there (ER_NO_SUCH_TABLE, ER_BAD_FIELD_ERROR). */
const NOT_THERE = [1146, 1054];

/** The names of the columns that a domain's facts go to. */
const FACTS = ['added', 'removed', 'runcloud_id', 'certificate_until', 'certificate_wanted', 'error', 'failed'];

/** The table's name; all networks of the installation share it. */
function table(): string {
	return $GLOBALS['wpdb']->base_prefix . 'runcloud_domains';
}

/** Makes the table, or brings it to this version. */
function make_table(): void {
	global $wpdb;
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	// Times are seconds since 1970, but for certificate_wanted, which is noted and answered within one second: microseconds.
	// 0 is never.
	dbDelta(
		'CREATE TABLE ' . table() . " (
		network_id bigint(20) unsigned NOT NULL,
		host varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
		added int(10) unsigned NOT NULL DEFAULT 0,
		removed int(10) unsigned NOT NULL DEFAULT 0,
		runcloud_id bigint(20) unsigned NOT NULL DEFAULT 0,
		certificate_until varchar(32) NOT NULL DEFAULT '',
		certificate_wanted bigint(20) unsigned NOT NULL DEFAULT 0,
		error longtext NOT NULL,
		failed int(10) unsigned NOT NULL DEFAULT 0,
		PRIMARY KEY  (network_id,host),
		KEY certificate_wanted (network_id,certificate_wanted),
		KEY failed (network_id,failed)
		) {$wpdb->get_charset_collate()};"
	);
	update_network_option(get_main_network_id(), 'runcloud_table', TABLE_VERSION);
}

/** Sees that the table is there and of this version. Not for visitors' requests: it may cost a query. */
function keep_table(): void {
	if (TABLE_VERSION !== (int) get_network_option(get_main_network_id(), 'runcloud_table')) {
		make_table();
	}
}

/**
 * Runs a statement on the table, which `{table}` stands for; makes the table where it is not there yet.
 *
 * @param string $run query, get_row, get_results, get_var or get_col.
 * @throws \RuntimeException When the database does not take it: an event must not pass as done.
 */
function on_table(string $run, string $sql, mixed ...$values) {
	global $wpdb;
	$statement = $wpdb->prepare(str_replace('{table}', table(), $sql), ...$values); // phpcs:ignore WordPress.DB.PreparedSQL
	$told      = $wpdb->suppress_errors();
	for ($try = 1; $try < 3; $try++) {
		$result = 'get_row' === $run || 'get_results' === $run ? $wpdb->$run($statement, ARRAY_A) : $wpdb->$run($statement);
		if ('' === $wpdb->last_error) {
			break;
		}
		// Anything else, such as a deadlock or a database that just failed over, is worth one more attempt and no change.
		if ($wpdb->dbh instanceof \mysqli && in_array(mysqli_errno($wpdb->dbh), NOT_THERE, true)) {
			make_table();
		}
	}
	$wpdb->suppress_errors($told);
	if ('' !== $wpdb->last_error) {
		throw new \RuntimeException(esc_html(in_words(message('database-failed', ['detail' => $wpdb->last_error]))));
	}
	return $result;
}

/** A host as the table has it: what is no host name is kept in the characters that one may have. */
function key_of(string $host): string {
	return substr(preg_replace('/[^\x21-\x7e]/', '?', $host), 0, 255);
}

/**
 * What is remembered of a domain, or of what else name_of() knows; what is not known is left out.
 *
 * @return array{added?: int, removed?: int, runcloud_id?: int, certificate_until?: string, certificate_wanted?: int, error?: array, failed?: int}
 */
function remembered_domain(string $host): array {
	return facts_of(on_table('get_row', 'SELECT * FROM {table} WHERE network_id = %d AND host = %s', get_current_network_id(), key_of($host)) ?: []);
}

/** A row's facts. */
function facts_of(array $row): array {
	$facts = array_intersect_key($row, array_flip(FACTS));
	if (isset($facts['error'])) {
		$facts['error'] = (array) json_decode($facts['error'], true);
	}
	foreach (['added', 'removed', 'runcloud_id', 'certificate_wanted', 'failed'] as $number) {
		$facts[ $number ] = (int) ( $facts[ $number ] ?? 0 );
	}
	return array_filter($facts);
}

/** Remembers something about a domain, in place of what was known of it. */
function remember_domain(string $host, array $facts): void {
	if (isset($facts['error'])) {
		$facts['error'] = wp_json_encode($facts['error']);
	}
	$facts  += ['error' => ''];
	$columns = array_keys($facts);
	$updates = array_map(static fn ($column) => "$column = VALUES($column)", array_diff($columns, '' === $facts['error'] ? ['error'] : []));
	on_table(
		'query',
		sprintf(
			'INSERT INTO {table} (network_id, host, %s) VALUES (%%d, %%s%s) ON DUPLICATE KEY UPDATE %s',
			implode(', ', $columns),
			str_repeat(', %s', count($columns)),
			implode(', ', $updates)
		),
		get_current_network_id(),
		key_of($host),
		...array_values($facts)
	);
}

/** Forgets facts of a domain; tells whether there was one. */
function forget_facts(string $host, string ...$columns): bool {
	$sets  = array_map(static fn ($column) => $column . (in_array($column, ['error', 'certificate_until'], true) ? " = ''" : ' = 0'), $columns);
	$known = array_map(static fn ($column) => $column . (in_array($column, ['error', 'certificate_until'], true) ? " <> ''" : ' <> 0'), $columns);
	$sql   = sprintf('UPDATE {table} SET %s WHERE network_id = %%d AND host = %%s AND (%s)', implode(', ', $sets), implode(' OR ', $known));
	return on_table('query', $sql, get_current_network_id(), key_of($host)) > 0;
}

/** The domains that wait for a certificate, with the microseconds since when, the newest first. */
function waiting(): array {
	$rows = on_table('get_results', 'SELECT host, certificate_wanted FROM {table} WHERE network_id = %d AND certificate_wanted > 0 ORDER BY certificate_wanted DESC', get_current_network_id());
	return array_map('intval', array_column($rows, 'certificate_wanted', 'host'));
}

/** Notes that a domain waits for a certificate. */
function note_waiting(string $host): void {
	remember_domain($host, ['certificate_wanted' => now()]);
}

/** The time in microseconds. */
function now(): int {
	return (int) (microtime(true) * 1000000);
}

/** Domains that were noted by then, in microseconds, wait no more; one that was noted again since does. */
function unnote_waiting(array $hosts, int $then): void {
	foreach (array_chunk(array_map(__NAMESPACE__ . '\\key_of', $hosts), 500) as $some) {
		$places = implode(', ', array_fill(0, count($some), '%s'));
		on_table('query', "UPDATE {table} SET certificate_wanted = 0 WHERE network_id = %d AND certificate_wanted <= %d AND host IN ($places)", get_current_network_id(), $then, ...$some);
	}
}

/**
 * What went wrong last with each host that is not right yet, the newest first; with `certificate` and `sync`.
 *
 * @return array<string, array{error: array, failed: int}> By host.
 */
function last_errors(): array {
	$rows   = on_table('get_results', 'SELECT host, error, failed FROM {table} WHERE network_id = %d AND failed > 0 ORDER BY failed DESC', get_current_network_id());
	$errors = [];
	foreach ($rows as $row) {
		$errors[ $row['host'] ] = ['error' => (array) json_decode($row['error'], true), 'failed' => (int) $row['failed']];
	}
	return $errors;
}

/** How many domains are not right; what is about no host has no dot. */
function count_errors(): int {
	return (int) on_table('get_var', "SELECT COUNT(*) FROM {table} WHERE network_id = %d AND failed > 0 AND host LIKE '%%.%%'", get_current_network_id());
}
