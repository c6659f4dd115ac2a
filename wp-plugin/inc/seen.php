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
 * What was seen of one part, however old.
 *
 * @param string $part connection (all that has to be right in RunCloud), domains (mapped or in RunCloud), or names
 *                     (mappings that were left behind, and where DNS points to).
 * @return array{time: int, tried: int, error: array, data: array} Times are 0 and `data` is empty before the first look.
 */
function seen(string $part): array {
	$seen = get_site_transient("runcloud_seen_$part");
	return (is_array($seen) ? $seen : []) + ['time' => 0, 'tried' => 0, 'error' => [], 'data' => []];
}

/** Keeps what was seen; it is shown for a day, with its time. */
function keep_seen(string $part, array $data): void {
	set_site_transient("runcloud_seen_$part", ['time' => time(), 'tried' => time(), 'error' => [], 'data' => $data], DAY_IN_SECONDS);
}

/** Keeps that looking failed; what was seen before stays, with its time. */
function keep_unseen(string $part, array $message): void {
	set_site_transient("runcloud_seen_$part", ['tried' => time(), 'error' => $message] + seen($part), DAY_IN_SECONDS);
}

/** Has what was seen count as old: something was changed. */
function make_stale(string $part): void {
	$seen = seen($part);
	if ($seen['tried']) {
		set_site_transient("runcloud_seen_$part", ['tried' => 0] + $seen, DAY_IN_SECONDS);
	}
}

/** Whether it is time to look again. */
function is_old(string $part): bool {
	return seen($part)['tried'] < time() - FRESH;
}

/**
 * Looks at one part again.
 *
 * @return string Why that failed; empty when it did not.
 */
function look_again(string $part): string {
	try {
		match ($part) {
			'connection' => see_connection(),
			'domains'    => drift(),
			'names'      => see_names(),
		};
		return '';
	} catch (\RunCloud\Exception $error) {
		keep_unseen($part, message_of($error));
		return told($error);
	}
}

/** Looks at everything that has to be right in RunCloud, as the extension has it; what is wrong is what was seen. */
function see_connection(): void {
	$problem = extension_problem();
	if ($problem) {
		keep_unseen('connection', $problem);
		return;
	}
	try {
		$client = client();
		$checks = $client->diagnose();
		// A list that is too long for the budget gets more time; a RunCloud that does not answer got enough.
		if (\RunCloud\CheckStatus::Failed === array_column($checks, 'status', 'name')['domains'] && has_answered($client) && budget() < list_budget()) {
			$checks = client(list_budget())->diagnose();
		}
		$rows = array_map(static fn ($check) => ['check' => $check->name, 'status' => $check->status->value] + message($check->code->value, $check->facts), $checks);
	} catch (\RunCloud\Exception $error) {
		$rows = [['check' => 'settings', 'status' => 'failed'] + message_of($error)];
	}
	keep_seen('connection', array_column($rows, null, 'check'));
}

/**
 * The rows of the last look at the connection, by check, in the language of those who read them now.
 *
 * @return array<string, array>
 */
function seen_connection(): array {
	$rows = seen('connection')['data'];
	return array_map(static fn ($row) => finding($row['check'], $row['status'], ...sentences($row)), $rows);
}

/** A fact of the last look at the connection; null when it is not known. */
function fact(string $check, string $name) {
	return seen('connection')['data'][ $check ]['context'][ $name ] ?? null;
}

/** Looks at what Ultimate Multisite has left behind, and at where the DNS of a sample of the names points to. */
function see_names(): void {
	$dns = look_at_dns();
	keep_seen('names', ['rows' => [...examine_mappings(), ...told_of_dns($dns)], 'wrong' => array_filter($dns, static fn ($row) => 'failed' === $row['status'])]);
}

/** The messages of the names whose DNS points elsewhere; of those that were looked at. */
function wrong_names(): array {
	return seen('names')['data']['wrong'] ?? [];
}
