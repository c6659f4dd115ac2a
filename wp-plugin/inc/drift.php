<?php
/**
 * Drift: what the network maps against what RunCloud has.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/**
 * Every host that a site answers to, by a mapping or by its own address; mappings that UM left behind when
 * their site was deleted do not count.
 *
 * @param int $network Of this network alone; 0 for all networks of the installation.
 * @return array<string, int> The site of each host.
 */
function hosts(int $network = 0): array {
	// What another worker has changed must count, however long this one lives.
	wp_cache_flush_runtime();
	$sites = get_sites(['number' => 0, 'network_id' => $network, 'update_site_meta_cache' => false]);
	$ids   = array_flip(array_column($sites, 'blog_id'));
	$hosts = [];
	foreach ($sites as $site) {
		$hosts[strtolower($site->domain)] = (int) $site->blog_id;
	}
	// 0 is all of them; left out, it would be 100.
	foreach (wu_get_domains(['number' => 0, 'fields' => ['domain', 'blog_id']]) as $mapping) {
		if (isset($ids[$mapping->blog_id])) {
			$hosts[strtolower($mapping->domain)] = (int) $mapping->blog_id;
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
	 * Filters which hosts should be in RunCloud.
	 *
	 * One that is added here is to be known to `runcloud_is_mapped` too, which delayed attempts ask.
	 *
	 * @param string[] $hosts Mapped domains and sites of their own host; the network's own is left out later.
	 */
	$hosts   = (array) apply_filters('runcloud_desired_domains', $hosts);
	$desired = [];
	foreach (array_diff($hosts, [get_network()->domain]) as $host) {
		// The filter of domains.php; whether a wildcard entry covers a host is for the plan to say.
		if ( ! is_subdomain($host) || ! apply_filters('runcloud_skip_subdomain', false, $host)) {
			$desired[$host] = www_of($host);
		}
	}
	ksort($desired, SORT_STRING);
	return $desired;
}

/**
 * Compares the two; only reads.
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
				$unusable[$host] = told($problem);
			}
		}
		$plan = compare(array_diff_key($desired, $unusable));
	}
	see_domains($plan, array_keys($unusable));
	record_drift(['missing' => count($plan->toAdd), 'extra' => count(prunable($plan)), 'www' => count($plan->wwwDiffers), 'unusable' => count($unusable), 'failed' => failed_for_good()]);
	return $plan;
}

/** The extension's plan; a list that is too long for the usual budget gets more time, a RunCloud that does not answer gets none. */
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
 * @return \RunCloud\Domain[]
 */
function prunable(\RunCloud\Plan $plan): array {
	/**
	 * Filters which domains are never removed by a sync, although no site has them.
	 *
	 * @param string[] $names None by default; the primary domain and wildcards need not be named.
	 */
	$kept = (array) apply_filters('runcloud_protected_domains', []);
	$kept = array_flip(array_map('strtolower', [...$kept, get_network()->domain])) + hosts();
	return array_values(
		array_filter(
			$plan->extra,
			static function ($domain) use ($kept) {
				$name = strtolower($domain->name);
				$twin = str_starts_with($name, 'www.') ? substr($name, 4) : "www.$name";
				return ! isset($kept[$name]) && ! isset($kept[$twin]);
			}
		)
	);
}

/**
 * A plan as a list.
 *
 * @param \RunCloud\Plan $plan     From drift().
 * @param string[]       $unusable The hosts that cannot be in RunCloud.
 * @return array<string, array{state: string, type: string, www: string, id: string, www_differs: bool}> By name; the
 *         state is in-place, missing, extra, protected or unusable.
 */
function domain_rows(\RunCloud\Plan $plan, array $unusable): array {
	$differs = array_flip(array_column($plan->wwwDiffers, 'name'));
	$surplus = array_flip(array_column(prunable($plan), 'name'));
	$rows    = [];
	foreach (['in-place' => $plan->inPlace, 'extra' => $plan->extra, 'protected' => $plan->protected] as $state => $domains) {
		foreach ($domains as $domain) {
			$rows[ plain($domain->name) ] = [
				'state'       => 'extra' === $state && ! isset($surplus[ $domain->name ]) ? 'protected' : $state,
				'type'        => plain((string) $domain->type),
				'www'         => null === $domain->www ? '' : ($domain->www ? 'yes' : 'no'),
				'id'          => (string) $domain->id,
				'www_differs' => isset($differs[ $domain->name ]),
			];
		}
	}
	foreach (array_fill_keys($plan->toAdd, 'missing') + array_fill_keys(array_map(__NAMESPACE__ . '\\plain', $unusable), 'unusable') as $name => $state) {
		$rows[ $name ] = compact('state') + ['type' => '', 'www' => '', 'id' => '', 'www_differs' => false];
	}
	return $rows;
}

/**
 * Keeps the numbers for those who show them.
 *
 * @param array<string, int> $numbers Of names: missing, extra, www, unusable, failed.
 * @param bool               $synced  Whether a sync found them, and not somebody who only looked.
 */
function record_drift(array $numbers, bool $synced = false): void {
	update_network_option(null, 'runcloud_drift', ($synced ? ['time' => time()] : []) + ['seen' => time()] + $numbers + last_drift());
}

/** The numbers of the last comparison that are not nought, in words; empty when there is no drift. */
function drift_words(): string {
	$drift  = last_drift();
	$number = static fn ($name) => (int) ($drift[ $name ] ?? 0);
	$words  = [
		/* translators: %d: a number of domains */
		'missing'  => sprintf(_n('%d missing', '%d missing', $number('missing'), 'runcloud'), $number('missing')),
		/* translators: %d: a number of domains */
		'extra'   => sprintf(_n('%d extra', '%d extra', $number('extra'), 'runcloud'), $number('extra')),
		/* translators: %d: a number of domains */
		'www'      => sprintf(_n('%d with a different www setting', '%d with a different www setting', $number('www'), 'runcloud'), $number('www')),
		/* translators: %d: a number of domains */
		'unusable' => sprintf(_n('%d with a name that RunCloud cannot accept', '%d with a name that RunCloud cannot accept', $number('unusable'), 'runcloud'), $number('unusable')),
		/* translators: %d: a number of domains */
		'failed'   => sprintf(_n('%d failed', '%d failed', $number('failed'), 'runcloud'), $number('failed')),
	];
	return implode(', ', array_intersect_key($words, array_filter($drift)));
}

/**
 * The numbers of the last comparison, when it was (`seen`) and when the last sync was (`time`); empty before the first.
 *
 * @return array{time?: int, seen?: int, missing?: int, extra?: int, www?: int, unusable?: int, failed?: int}
 */
function last_drift(): array {
	return (array) stored('runcloud_drift');
}
