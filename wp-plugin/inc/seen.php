<?php
/**
 * What RunCloud said last, kept for those who show it: a page must not wait for RunCloud.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** What there is to see, in the order in which one needs the other. */
const PARTS = ['connection', 'names', 'domains'];

/** Seconds for which what was seen is shown without asking again. */
const FRESH = 60;

/**
 * Gets what was seen of one part, however old.
 *
 * @param string $part connection (all that has to be right in RunCloud), domains (mapped or in RunCloud), or names
 *                     (mappings that were left behind, and where DNS points to).
 * @return array{time: int, tried: int, error: array, data: array} Before the first look, all is 0 or empty.
 */
function seen(string $part): array {
	$none = ['time' => 0, 'tried' => 0, 'error' => [], 'data' => []];
	return ( get_site_transient("runcloud_seen_$part") ?: [] ) + $none;
}

/** Keeps what was seen; it is shown for a day, with its time. */
function keep_seen(string $part, array $data): void {
	change_seen($part, ['time' => time(), 'tried' => time(), 'error' => [], 'data' => $data]);
}

/** Changes what is kept of a part; whatever was not looked at again stays, with its time. */
function change_seen(string $part, array $change): void {
	set_site_transient("runcloud_seen_$part", $change + seen($part), DAY_IN_SECONDS);
}

/** Has what was seen count as old: something was changed. */
function make_stale(string $part): void {
	change_seen($part, ['tried' => 0]);
}

/** Tells whether it is time to look again. */
function is_old(string $part): bool {
	return seen($part)['tried'] < time() - FRESH;
}

/**
 * Looks at one part again.
 *
 * @return string Why that failed; empty when it did not.
 */
function look_again(string $part): string {
	$looks = ['connection' => examine_runcloud(...), 'names' => see_names(...), 'domains' => drift(...)];
	try {
		$looks[ $part ]();
		return '';
	} catch (\RunCloud\Exception $error) {
		change_seen($part, ['tried' => time(), 'error' => message_of($error)]);
		return told($error);
	}
}

/** Has the extension check RunCloud's side, and keeps what was seen; returns the rows by check. */
function examine_runcloud(): array {
	if (extension_problem()) {
		return [finding('settings', 'skipped', __('Not checked, because the extension is missing or too old.', 'runcloud'))];
	}
	try {
		$client = client();
		$checks = $client->diagnose();
		$failed = \RunCloud\CheckStatus::Failed === array_column($checks, 'status', 'name')['domains'];
		// A list that is too long for the budget gets more time; a RunCloud that does not answer got enough.
		if ($failed && has_answered($client) && budget() < list_budget()) {
			$checks = client(list_budget())->diagnose();
		}
		foreach ($checks as $check) {
			$message = message($check->code->value, $check->facts);
			$rows[ $check->name ] = ['check' => $check->name, 'status' => $check->status->value] + $message;
		}
	} catch (\RunCloud\Exception $error) {
		$rows = ['settings' => ['check' => 'settings', 'status' => 'failed'] + message_of($error)];
	}
	keep_seen('connection', $rows);
	return seen_connection();
}

/**
 * Gets the rows of the last look at the connection, by check, in the language of those who read them now.
 *
 * @return array<string, array>
 */
function seen_connection(): array {
	$rows = seen('connection')['data'];
	return array_map(static fn ($row) => finding($row['check'], $row['status'], ...sentences($row)), $rows);
}

/** Gets a fact of the last look at the connection; null when it is not known. */
function fact(string $check, string $name) {
	return seen('connection')['data'][ $check ]['context'][ $name ] ?? null;
}

/** The messages of the names whose DNS points elsewhere; of those that were looked at. */
function wrong_names(): array {
	return seen('names')['data']['wrong'] ?? [];
}
