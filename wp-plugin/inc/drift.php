<?php
/**
 * Drift: what the network maps against what RunCloud has. What is missing becomes a wish.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** How many mappings are read at once. */
const PAGE = 1000;

/** Seconds for which the row of a removed domain is kept. */
const KEPT = 30 * DAY_IN_SECONDS;

/** What a comparison changes of a row. An attempt that is under way tells by the id what is new, so it stays. */
const FOUND = [
	'seen'        => 'VALUES(seen)',
	'seen_at'     => 'VALUES(seen_at)',
	'type'        => 'VALUES(type)',
	'www'         => 'VALUES(www)',
	'www_differs' => 'VALUES(www_differs)',
	'wish'        => "IF(wish = '', VALUES(wish), wish)",
	'runcloud_id' => "IF(state = 'waiting' OR VALUES(runcloud_id) = 0, runcloud_id, VALUES(runcloud_id))",
];

/** The hosts of the sites by id, a page at a time: objects of ten thousand sites would fill a worker's memory. */
function sites(int $network = 0): \Generator {
	global $wpdb;
	$where = 'blog_id > %d AND (%d = 0 OR site_id = %d)';
	$sql   = "SELECT blog_id, domain FROM $wpdb->blogs WHERE $where ORDER BY blog_id LIMIT %d";
	$last  = 0;
	do {
		$rows = $wpdb->get_results($wpdb->prepare($sql, $last, $network, $network, PAGE)); // phpcs:ignore WordPress.DB
		foreach ($rows as $site) {
			$last = (int) $site->blog_id;
			yield $last => strtolower($site->domain);
		}
	} while (count($rows) === PAGE);
}

/** Ultimate Multisite's mappings with these columns, a page at a time. */
function mappings(string ...$fields): \Generator {
	$read = 0;
	do {
		// What another worker has changed must count, however long this one lives.
		wp_cache_flush_runtime();
		$page  = ['number' => PAGE, 'offset' => $read, 'orderby' => 'id', 'order' => 'ASC'];
		$rows  = wu_get_domains($page + compact('fields'));
		$read += PAGE;
		yield from $rows;
	} while (count($rows) === PAGE);
}

/**
 * Every host that a site answers to, by a mapping or by its own address; mappings that UM left behind when
 * their site was deleted do not count.
 *
 * @param int $network Of this network alone; 0 for all networks of the installation.
 * @return array<string, int> The site of each host.
 */
function hosts(int $network = 0): array {
	$hosts = [];
	$ids   = [];
	foreach (sites($network) as $id => $host) {
		$ids[ $id ]     = true;
		$hosts[ $host ] = $id;
	}
	foreach (mappings('domain', 'blog_id') as $mapping) {
		if (isset($ids[ (int) $mapping->blog_id ])) {
			$hosts[ strtolower($mapping->domain) ] = (int) $mapping->blog_id;
		}
	}
	return $hosts;
}

/**
 * The domains that should be in RunCloud, by name, with what www_of() says of each.
 *
 * @return array<string, bool|null>
 */
function desired(): array {
	$hosts = array_map('strval', array_keys(hosts(get_current_network_id())));
	/**
	 * Filters which domains should be in RunCloud. If you add one, let `runcloud_is_mapped` know it too.
	 *
	 * @param string[] $hosts Mapped domains and subdomain sites by default.
	 */
	$hosts   = (array) apply_filters('runcloud_desired_domains', $hosts);
	$desired = [];
	foreach (array_diff($hosts, [get_network()->domain]) as $host) {
		// The filter of domains.php; whether a wildcard entry covers a host is for the plan to say.
		if ( ! is_subdomain($host) || ! apply_filters('runcloud_skip_subdomain', false, $host)) {
			$desired[ $host ] = www_of($host);
		}
	}
	ksort($desired, SORT_STRING);
	return $desired;
}

/**
 * Compares the two, and writes down what it finds of each domain; changes nothing in RunCloud.
 *
 * @param array<string, string>|null $unusable The hosts that cannot be in RunCloud at all, with the reason.
 * @throws \RunCloud\Exception When RunCloud's list cannot be read.
 */
function drift(?array &$unusable = null): \RunCloud\Plan {
	$desired  = desired();
	$unusable = [];
	try {
		$plan = compare($desired);
	} catch (\RunCloud\InvalidDomainException | \TypeError $error) {
		// One name that is none must not hide the others; nothing was sent yet.
		$client = client();
		foreach (array_keys($desired) as $host) {
			$problem = name_problem($client, (string) $host);
			if ($problem) {
				$unusable[ $host ] = told($problem);
			}
		}
		$plan = compare(array_diff_key($desired, $unusable));
	}
	write_down($plan, array_keys($unusable));
	keep_seen('domains', []);
	return $plan;
}

/**
 * The extension's plan. A list that is too long for the usual budget gets more time; a RunCloud that does not answer
 * gets none.
 */
function compare(array $desired): \RunCloud\Plan {
	$client = client();
	try {
		return $client->plan($desired);
	} catch (\RunCloud\RateLimitException | \RunCloud\TransportException $error) {
		if ($error instanceof \RunCloud\TransportException && ! has_answered($client)) {
			throw $error;
		}
		$client = client(list_budget());
		return $client->plan($desired);
	} finally {
		mind_limit($client);
	}
}

/** Why the extension refuses a name; null when it does not. The empty name behind it keeps all from being sent. */
function name_problem(\RunCloud\Client $client, string $host): ?\RunCloud\InvalidDomainException {
	try {
		$client->plan([$host, '']);
	} catch (\RunCloud\InvalidDomainException $error) {
		return \RunCloud\Reason::DomainEmpty === $error->reason ? null : $error;
	}
	return null;
}

/**
 * What a person may have removed: extra, and nobody's. Never the network's own host, another
 * network's domain, the www twin of one (UM serves both by one mapping), or what an operator keeps.
 *
 * @return array<string, int> RunCloud's ids by name.
 */
function prunable(\RunCloud\Plan $plan): array {
	/**
	 * Filters which domains stay in RunCloud although no site uses them.
	 *
	 * @param string[] $names None by default. The primary domain and wildcards always stay.
	 */
	$kept     = (array) apply_filters('runcloud_protected_domains', []);
	$kept     = array_flip(array_map('strtolower', [...$kept, get_network()->domain])) + hosts();
	$prunable = [];
	foreach ($plan->extra as $domain) {
		$name = strtolower($domain->name);
		$twin = str_starts_with($name, 'www.') ? substr($name, 4) : "www.$name";
		if ( ! isset($kept[ $name ]) && ! isset($kept[ $twin ])) {
			$prunable[ $domain->name ] = (int) $domain->id;
		}
	}
	return $prunable;
}

/**
 * Writes what a comparison found of each domain into the table.
 *
 * @param string[] $unusable The names that RunCloud cannot accept.
 */
function write_down(\RunCloud\Plan $plan, array $unusable): void {
	$at       = now();
	$differs  = array_flip(array_column($plan->wwwDiffers, 'name'));
	$prunable = prunable($plan);
	$found    = [
		'in-place'  => $plan->inPlace,
		'extra'     => $plan->extra,
		'protected' => $plan->protected,
		'missing'   => $plan->toAdd,
		'unusable'  => $unusable,
	];
	foreach ($found as $seen => $domains) {
		foreach (array_chunk($domains, 500) as $some) {
			$rows = [];
			foreach ($some as $domain) {
				$entry  = is_object($domain) ? $domain : null;
				$name   = $entry ? $entry->name : plain((string) $domain);
				$rows[] = [
					'task'        => DOMAIN,
					'host'        => $name,
					// What is mapped is wanted; an extra one may go.
					'wish'        => in_array($seen, ['extra', 'protected'], true) ? '' : 'add',
					'seen'        => 'extra' === $seen && ! isset($prunable[ $name ]) ? 'protected' : $seen,
					'seen_at'     => $at,
					'type'        => plain((string) $entry?->type),
					'www'         => null === $entry?->www ? '' : ( $entry->www ? 'yes' : 'no' ),
					'www_differs' => isset($differs[ $name ]),
					'runcloud_id' => (int) $entry?->id,
				];
			}
			upsert($rows, FOUND);
		}
	}
	// What is neither mapped nor in RunCloud any more has no place, and nothing wrong.
	$sql = "UPDATE {table}
		SET seen = '', erred = IF(state = 'failed', 0, erred), state = IF(state = 'failed', '', state)
		WHERE {own} AND task = 'domain' AND seen_at < %d";
	on_table('query', $sql, $at);
	$sql = "DELETE FROM {table} WHERE {own} AND task IN ('domain', 'certificate') AND host <> '' AND seen = ''
		AND state = '' AND wish <> 'add' AND done < %d";
	on_table('query', $sql, time() - KEPT);
	note(SYNC, '', ['seen_at' => $at]);
}

/**
 * How many domains are in which state, and when that was found out.
 *
 * @return array<string, int> `seen` is when the last comparison was and `synced` when the last sync, or 0; missing,
 *         extra, www, unusable and failed are numbers of domains.
 */
function last_drift(): array {
	$sync  = row(SYNC) + ['done' => 0, 'seen_at' => 0];
	$found = on_table(
		'get_row',
		"SELECT SUM(seen = 'missing') AS missing, SUM(seen = 'extra') AS extra, SUM(www_differs) AS www,
		SUM(seen = 'unusable') AS unusable, SUM(state = 'failed') AS failed
		FROM {table} WHERE {own} AND task = 'domain'"
	);
	return ['seen' => intdiv($sync['seen_at'], 1000000), 'synced' => $sync['done']] + array_map('intval', $found);
}

/** The numbers that are not nought, in words; empty when there is no drift. */
function drift_words(array $drift): string {
	$words = [
		/* translators: %d: a number of domains */
		'missing'  => _n('%d missing', '%d missing', $drift['missing'], 'runcloud'),
		/* translators: %d: a number of domains */
		'extra'    => _n('%d extra', '%d extra', $drift['extra'], 'runcloud'),
		/* translators: %d: a number of domains */
		'www'      => _n('%d with a different www setting', '%d with a different www setting', $drift['www'], 'runcloud'),
		/* translators: %d: a number of domains */
		'unusable' => _n('%d with a name that RunCloud cannot accept', '%d with a name that RunCloud cannot accept', $drift['unusable'], 'runcloud'),
		/* translators: %d: a number of domains */
		'failed'   => _n('%d failed', '%d failed', $drift['failed'], 'runcloud'),
	];
	$words = array_intersect_key($words, array_filter($drift));
	return implode(', ', array_map('sprintf', $words, array_intersect_key($drift, $words)));
}
