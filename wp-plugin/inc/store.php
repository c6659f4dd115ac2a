<?php
/**
 * The table: what is wanted of each domain, certificate and sync, when it is due, and what came of it.
 *
 * A change is one statement, and nothing is read to be written back: the network may have several web servers, a
 * database that fails over, and reads that come from a replica. A row belongs to the worker whose token it has, until
 * that claim expires.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** The version of the table. Raise it with every change of its columns, which dbDelta() then makes. */
const TABLE_VERSION = 2;

/** What the database says where a table or a column is not there (ER_NO_SUCH_TABLE, ER_BAD_FIELD_ERROR). */
const NOT_THERE = [1146, 1054];

/** What a row is about. Those that are about the whole network have no host. */
const DOMAIN      = 'domain';
const CERTIFICATE = 'certificate';
const SYNC        = 'sync';
/** The network waits, because RunCloud is down, too busy or refuses the credentials. */
const PAUSE = 'pause';
/** Something that is wrong with this WordPress; its key stands in place of the host. */
const PROBLEM = 'problem';

/** States of a row: the loop takes it when it is due; it failed for good; a redeploy takes it along. Empty is done. */
const WAITING = 'waiting';
const FAILED  = 'failed';
const NOTED   = 'noted';

/** The table's name; all networks of the installation share it. */
function table(): string {
	return $GLOBALS['wpdb']->base_prefix . 'runcloud_domains';
}

/** Makes the table, or brings it to this version. */
function make_table(): void {
	global $wpdb;
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	// dbDelta() changes no primary key. Version 1 was part of no release, and a sync fills the table again.
	if (1 === (int) get_network_option(get_main_network_id(), 'runcloud_table')) {
		$wpdb->query('DROP TABLE IF EXISTS ' . table());
	}
	// Times are seconds since 1970, and 0 is never; `wished` and `seen_at` are microseconds, since they tell apart what
	// happens within one second. `seen` is what the last comparison found; see write_down().
	dbDelta(
		'CREATE TABLE ' . table() . " (
		network_id bigint(20) unsigned NOT NULL,
		task varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
		host varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
		wish varchar(16) NOT NULL DEFAULT '',
		wished bigint(20) unsigned NOT NULL DEFAULT 0,
		doubt tinyint(1) unsigned NOT NULL DEFAULT 0,
		state varchar(16) NOT NULL DEFAULT '',
		attempts int(10) unsigned NOT NULL DEFAULT 0,
		due int(10) unsigned NOT NULL DEFAULT 0,
		tried int(10) unsigned NOT NULL DEFAULT 0,
		done int(10) unsigned NOT NULL DEFAULT 0,
		claim varchar(32) NOT NULL DEFAULT '',
		claimed_until int(10) unsigned NOT NULL DEFAULT 0,
		runcloud_id bigint(20) unsigned NOT NULL DEFAULT 0,
		seen varchar(16) NOT NULL DEFAULT '',
		seen_at bigint(20) unsigned NOT NULL DEFAULT 0,
		type varchar(32) NOT NULL DEFAULT '',
		www varchar(8) NOT NULL DEFAULT '',
		www_differs tinyint(1) unsigned NOT NULL DEFAULT 0,
		data longtext,
		error longtext,
		erred int(10) unsigned NOT NULL DEFAULT 0,
		PRIMARY KEY  (network_id,task,host),
		KEY due (network_id,state,due),
		KEY seen (network_id,task,seen)
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
 * Runs a statement on `{table}`; `{own}` stands for the condition that a row is this network's.
 *
 * Makes the table where it is not there yet.
 *
 * @param string $run query, get_row, get_results or get_var.
 * @throws Failure When the database does not take it: an event must not pass as done.
 */
function on_table(string $run, string $sql, mixed ...$values) {
	global $wpdb;
	$sql       = strtr($sql, ['{table}' => table(), '{own}' => 'network_id = ' . get_current_network_id()]);
	$arguments = [$values ? $wpdb->prepare($sql, ...$values) : $sql]; // phpcs:ignore WordPress.DB.PreparedSQL
	if (in_array($run, ['get_row', 'get_results'], true)) {
		$arguments[] = ARRAY_A;
	}
	$told = $wpdb->suppress_errors();
	for ($try = 1; $try < 3; $try++) {
		$result = $wpdb->$run(...$arguments);
		if ('' === $wpdb->last_error) {
			break;
		}
		// Anything else, such as a deadlock or a database that just failed over, is worth one more attempt.
		if ($wpdb->dbh instanceof \mysqli && in_array(mysqli_errno($wpdb->dbh), NOT_THERE, true)) {
			make_table();
		}
	}
	$wpdb->suppress_errors($told);
	if ('' !== $wpdb->last_error) {
		throw new Failure(message('database-failed', ['detail' => $wpdb->last_error]));
	}
	return $result;
}

/** A host as the table has it: what is no host name is kept in the characters that one may have. */
function key_of(string $host): string {
	return substr(preg_replace('/[^\x21-\x7e]/', '?', $host), 0, 255);
}

/** The time in microseconds. */
function now(): int {
	return (int) (microtime(true) * 1000000);
}

/**
 * Writes rows, which are made where they are not there.
 *
 * @param array[]  $rows    Columns and values; each row has the same ones, task and host among them.
 * @param string[] $updates What to set of a row that is there, as SQL by column; what was given, unless told. MySQL
 *                          assigns from left to right: what compares with the old values comes first.
 */
function upsert(array $rows, array $updates = []): void {
	foreach (array_chunk($rows, 500) as $some) {
		$columns = array_keys($some[0]);
		$sets    = [];
		foreach ($updates + array_diff_key($updates ? [] : $some[0], ['task' => 1, 'host' => 1]) as $column => $value) {
			$sets[] = "$column = " . ( $updates ? $value : "VALUES($column)" );
		}
		$values = [];
		foreach ($some as $row) {
			$row['host'] = key_of($row['host']);
			$row['network_id'] = get_current_network_id();
			array_push($values, ...array_values(array_map(__NAMESPACE__ . '\\as_stored', $row)));
		}
		$places = '(' . str_repeat('%s, ', count($columns)) . '%s)';
		$sql    = sprintf('INSERT INTO {table} (%s, network_id) VALUES ', implode(', ', $columns))
			. implode(', ', array_fill(0, count($some), $places))
			. ' ON DUPLICATE KEY UPDATE ' . implode(', ', $sets);
		on_table('query', $sql, ...$values);
	}
}

/** A value as the database has it. */
function as_stored(mixed $value): string {
	return is_array($value) ? wp_json_encode($value) : (string) (is_bool($value) ? (int) $value : $value);
}

/**
 * What is wanted, as a row.
 *
 * @param string $task  DOMAIN, CERTIFICATE or SYNC.
 * @param string $wish  add or remove; request or look; compare.
 * @param string $host  Of this domain; empty for what is about the whole network.
 * @param int    $due   In how many seconds at the latest.
 * @param string $state WAITING, or NOTED for what the loop does not take by itself.
 */
function wish(string $task, string $wish, string $host, int $due = 0, string $state = WAITING): array {
	return ['due' => time() + $due, 'wished' => now(), 'doubt' => false] + compact('task', 'host', 'wish', 'state');
}

/**
 * Writes what is wanted, for the loop to bring about. Whoever wants the same again asks for a new attempt now.
 *
 * A wish that contradicts an earlier one is to be doubted: two queue runners may take such events in either order.
 *
 * @param array ...$wishes From wish().
 */
function want(array ...$wishes): void {
	upsert(
		$wishes,
		[
			'doubt'    => "doubt OR VALUES(doubt) OR (wish <> '' AND wish <> VALUES(wish))",
			// An attempt that is under way began with what was known then, and the next one keeps its distance.
			'due'      => 'IF(state = VALUES(state) AND wish = VALUES(wish) AND claimed_until <= ' . time()
				. ', LEAST(due, VALUES(due)), VALUES(due))',
			'wish'     => 'VALUES(wish)',
			'wished'   => 'VALUES(wished)',
			'state'    => 'VALUES(state)',
			'attempts' => '0',
		]
	);
}

/** Sets columns of a row, which is made if it is not there. */
function note(string $task, string $host, array $facts): void {
	upsert([compact('task', 'host') + $facts]);
}

/** A row; empty where there is none. */
function row(string $task, string $host = ''): array {
	return rows('task = %s AND host = %s', '', $task, key_of($host))[0] ?? [];
}

/**
 * Rows that match a condition.
 *
 * @param string $where SQL, with places for the values.
 * @param string $rest  SQL behind it: an order and a limit.
 */
function rows(string $where, string $rest, mixed ...$values): array {
	$rows = on_table('get_results', "SELECT * FROM {table} WHERE {own} AND $where $rest", ...$values);
	return array_map(__NAMESPACE__ . '\\typed', $rows);
}

/** How many rows match a condition. */
function count_rows(string $where, mixed ...$values): int {
	return (int) on_table('get_var', "SELECT COUNT(*) FROM {table} WHERE {own} AND $where", ...$values);
}

/** A row with numbers as numbers, and with what is kept as JSON. */
function typed(array $row): array {
	foreach ($row as $column => $value) {
		$row[ $column ] = match (true) {
			in_array($column, ['data', 'error'], true)   => (array) json_decode((string) $value, true),
			in_array($column, ['claim', 'host'], true) => (string) $value,
			default                                      => is_numeric($value) ? (int) $value : $value,
		};
	}
	return $row;
}

/**
 * The rows that are due: those of the whole network, which are few, then those that have waited longest. What was tried
 * a moment ago comes last, since one that always fails must not keep the others waiting.
 */
function due_rows(int $most): array {
	$order = "ORDER BY host = '' DESC, GREATEST(due, tried), wish, host LIMIT %d";
	return rows('state = %s AND due <= %d AND claimed_until <= %d', $order, WAITING, time(), time(), $most);
}

/** When the next row is due, or its claim ends; 0 when none waits. */
function next_due(): int {
	$sql = "SELECT MIN(GREATEST(due, claimed_until)) FROM {table} WHERE {own} AND state = 'waiting'";
	return (int) on_table('get_var', $sql);
}

/**
 * Claims a row as it was read, for one attempt; whoever dies meanwhile loses it after a while.
 *
 * @return bool False when another worker has it, or something else is wanted by now.
 */
function claim(array &$row, int $seconds): bool {
	$token = bin2hex(random_bytes(8));
	$now   = time();
	$sql   = "UPDATE {table} SET claim = %s, claimed_until = $now + %d, tried = $now, attempts = attempts + 1
		WHERE {own} AND task = %s AND host = %s AND wished = %d AND state = 'waiting' AND claimed_until <= $now";
	$found = on_table('query', $sql, $token, $seconds, $row['task'], $row['host'], $row['wished']);
	$row   = ['claim' => $token, 'attempts' => $row['attempts'] + 1] + $row;
	return 1 === $found;
}

/**
 * Writes what came of an attempt and gives the row back. If something else came to be wanted meanwhile, that stays.
 *
 * @param array $facts Columns to set in any case.
 * @param array $next  Columns of the wish: nothing is wanted any more, unless told.
 */
function finish(array $row, array $facts, array $next = []): void {
	$sets   = [];
	$values = [];
	foreach ($next + ['state' => '', 'attempts' => 0] as $column => $value) {
		$sets[] = "$column = IF(wished = %d, %s, $column)";
		array_push($values, $row['wished'], as_stored($value));
	}
	foreach ($facts + ['claim' => '', 'claimed_until' => 0] as $column => $value) {
		$sets[]   = "$column = %s";
		$values[] = as_stored($value);
	}
	array_push($values, $row['task'], $row['host'], $row['claim']);
	$sets = implode(', ', $sets);
	on_table('query', "UPDATE {table} SET $sets WHERE {own} AND task = %s AND host = %s AND claim = %s", ...$values);
}

/** What finish() takes for a further attempt in so many seconds. */
function later(int $seconds): array {
	return ['state' => WAITING, 'due' => time() + $seconds];
}

/** Removes a row. */
function forget(string $task, string $host = ''): void {
	on_table('query', 'DELETE FROM {table} WHERE {own} AND task = %s AND host = %s', $task, key_of($host));
}
