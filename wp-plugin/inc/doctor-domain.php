<?php
/**
 * The checks of mapped domains: all of them in a few rows, or one from its mapping to the certificate that is served.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** How many names' DNS is looked at for the whole network: those that wait for something, then the newest. */
const DNS_SAMPLE = 20;

/** How many of UM's queued checks are looked at; where there are more, none is taken for missing. */
const CHECKS = 500;

/**
 * Finds the mappings that UM does not look at any more, by what is the matter: gone (the site is), checking (but no
 * check is queued), failed, ssl-failed.
 *
 * @return array<string, array<int, string>> Names by id of the mapping.
 */
function left_behind(): array {
	$sites   = array_map('is_string', iterator_to_array(sites()));
	$query   = ['hook' => 'wu_async_process_domain_stage', 'status' => ['pending', 'in-progress']];
	$actions = wu_get_scheduled_actions($query + ['per_page' => CHECKS]);
	$queued  = array_flip(array_map(static fn ($action) => (int) current($action->get_args()), $actions));
	$left    = ['gone' => [], 'checking' => [], 'failed' => [], 'ssl-failed' => []];
	foreach (mappings('id', 'domain', 'blog_id', 'stage') as $row) {
		$is_queued = isset($queued[ $row->id ]) || count($actions) === CHECKS;
		$kind      = match (true) {
			! isset($sites[ $row->blog_id ])            => 'gone',
			! str_starts_with($row->stage, 'checking-') => $row->stage,
			default                                     => $is_queued ? '' : 'checking',
		};
		if (isset($left[ $kind ])) {
			$left[ $kind ][ (int) $row->id ] = $row->domain;
		}
	}
	return $left;
}

/** Has UM check again what it has left behind; returns how many mappings. */
function revive(): int {
	$stages = ['checking' => '', 'failed' => 'checking-dns', 'ssl-failed' => 'checking-ssl-cert'];
	$left   = array_intersect_key(left_behind(), $stages);
	foreach ($left as $kind => $names) {
		foreach (array_keys($names) as $id) {
			if ($stages[ $kind ]) {
				$domain = wu_get_domain($id);
				$domain->set_stage($stages[ $kind ]);
				$domain->save();
			}
			check_again($id);
		}
	}
	return array_sum(array_map('count', $left));
}

/** Tells what UM has left behind, and the command that revives it. */
function examine_mappings(): array {
	$texts = [
		'gone'       => __('The sites of these mappings have been deleted, but RunCloud may still serve them: %s.', 'runcloud'),
		'checking'   => __('Ultimate Multisite has no check queued for these mappings and will never finish them: %s.', 'runcloud'),
		'failed'     => __('Ultimate Multisite gave up on the DNS of these mappings: %s.', 'runcloud'),
		'ssl-failed' => __('Ultimate Multisite gave up on the certificate of these mappings: %s.', 'runcloud'),
	];
	$rows  = [];
	foreach (array_filter(left_behind()) as $kind => $names) {
		$rows[] = finding('mappings', 'warning', sprintf($texts[ $kind ], some($names)), 'gone' === $kind
			/* translators: %s: numbers */
			? sprintf(__('Delete them in Ultimate Multisite under Domains, or run `for id in %s; do wp wu domain delete $id; done`.', 'runcloud'), implode(' ', array_slice(array_keys($names), 0, 50)))
			: __('To find the cause, click “Diagnose” or run `wp runcloud doctor DOMAIN`. When it is fixed, click “Check again” or run `wp runcloud doctor --revive`.', 'runcloud'));
	}
	return $rows ?: [finding('mappings', 'ok', __('Ultimate Multisite checks all mappings.', 'runcloud'))];
}

/**
 * Checks where the DNS of the mapped names points to; of a sample, as there may be thousands.
 *
 * @return array{0: array, 1: array<string, array>} The rows; and the messages of the names that point elsewhere.
 */
function examine_dns(): array {
	$query   = ['number' => DNS_SAMPLE, 'fields' => 'domain'];
	$waiting = wu_get_domains($query + ['stage__not_in' => ['done', 'done-without-ssl']]);
	$newest  = wu_get_domains($query + ['orderby' => 'id', 'order' => 'DESC']);
	$names   = array_slice(array_unique([...$waiting, ...$newest]), 0, DNS_SAMPLE);
	$found   = ['skipped' => [], 'failed' => [], 'warning' => []];
	try {
		$client = client();
		$names  = array_filter($names, static fn ($name) => ! name_problem($client, $name));
		foreach ($client->checkDns(array_combine($names, array_map(__NAMESPACE__ . '\\addresses', $names))) as $check) {
			$found[ $check->status->value ][ $check->facts['domain'] ] = message($check->code->value, $check->facts);
		}
	} catch (\RunCloud\Exception $error) {
		$found['skipped'][] = message_of($error);
	}
	$rows = $found['skipped'] ? [finding_of('dns', 'skipped', current($found['skipped']))] : [];
	if ($found['failed']) {
		/* translators: 1: a number, 2: names */
		$rows[] = finding('dns', 'warning', sprintf(__('Of %1$d domains checked, these do not point to this server: %2$s.', 'runcloud'), count($names), some(array_keys($found['failed']))), __('To see the record to set, click “Diagnose” or run `wp runcloud doctor DOMAIN`. In basic SSL, one such domain makes the certificate of all fail.', 'runcloud'));
	}
	if ($found['warning']) {
		/* translators: %s: names */
		$rows[] = finding('dns', 'warning', sprintf(__('DNS does not show where these domains point (Cloudflare proxy, several addresses, or no answer): %s.', 'runcloud'), some(array_keys($found['warning']))), __('Nothing to do if HTTPS works. To check one, click “Diagnose” or run `wp runcloud doctor DOMAIN`.', 'runcloud'));
	}
	$right = $names
		/* translators: %d: a number */
		? finding('dns', 'ok', sprintf(_n('The domain that was checked points to this server.', 'All %d domains that were checked point to this server.', count($names), 'runcloud'), count($names)))
		: finding('dns', 'skipped', __('No domains are mapped.', 'runcloud'));
	return [$rows ?: [$right], $found['failed']];
}

/** Looks at what UM has left behind, and at where the DNS of a sample of the names points to. */
function see_names(): void {
	[$rows, $wrong] = extension_problem() ? [[], []] : examine_dns();
	keep_seen('names', ['rows' => [...examine_mappings(), ...$rows], 'wrong' => $wrong]);
}

/** Gets the addresses that stand in for those of a host in DNS; null for none. */
function addresses(string $host): ?array {
	/**
	 * Filters the addresses of a domain, instead of asking DNS.
	 *
	 * @param string[]|null $addresses Null (ask DNS) by default.
	 * @param string        $host      The domain.
	 */
	$addresses = apply_filters('runcloud_addresses', null, $host);
	$is_valid  = static fn ($address) => filter_var($address, FILTER_VALIDATE_IP);
	return null === $addresses ? null : array_values(array_filter((array) $addresses, $is_valid));
}

/**
 * Follows one name, and stops at the first thing that is wrong.
 *
 * @return array<string, array{check: string, status: string, finding: string, next_step: string}> By check.
 */
function follow(string $host): array {
	$bare = preg_replace('/^www\./', '', $host);
	// UM serves both by one mapping, and RunCloud by one entry.
	$host = is_mapped($host) || ! is_mapped($bare) ? $host : $bare;
	$rows = follow_mapping($host);
	if ( ! has_failed($rows)) {
		$rows += follow_outside($host);
		// That UM gave up is the effect of something else, unless all else is right.
		$is_cause = ! has_failed($rows) && str_contains($rows['stage']['next_step'], '--revive');
		$rows['stage']['status'] = $is_cause ? 'failed' : $rows['stage']['status'];
	}
	foreach (['stage', 'entry', 'dns', 'certificate', 'https'] as $check) {
		$rows += [$check => finding_of($check, 'skipped', message('check-skipped'))];
	}
	return $rows;
}

/** Checks whether a site of the network answers to the name, and how far UM has got with it. */
function follow_mapping(string $host): array {
	$domain = wu_get_domain_by_domain($host);
	$site   = $domain ? get_site($domain->get_blog_id()) : current(get_sites(['domain' => $host, 'number' => 1]));
	if ( ! $site) {
		return ['mapping' => $domain
			/* translators: 1: a domain, 2: a number */
			? finding('mapping', 'failed', sprintf(__('%1$s is mapped to site %2$d, which has been deleted.', 'runcloud'), $host, $domain->get_blog_id()), __('Delete the mapping in Ultimate Multisite under Domains. This removes the domain from RunCloud too.', 'runcloud'))
			/* translators: %s: a domain */
			: finding('mapping', 'failed', sprintf(__('%s is not mapped to any site in this network.', 'runcloud'), $host), __('Map it in Ultimate Multisite under Domains. The plugin then adds it to RunCloud.', 'runcloud'))];
	}
	/* translators: 1: a domain, 2: a number, 3: a domain */
	$mapping = finding('mapping', 'ok', sprintf(__('%1$s belongs to site %2$d, %3$s.', 'runcloud'), $host, $site->blog_id, $site->domain . $site->path));
	$stage   = $domain ? $domain->get_stage() : '';
	/* translators: %s: a stage of Ultimate Multisite's */
	$told = $domain ? sprintf(__('Ultimate Multisite has it in the stage “%s”.', 'runcloud'), $stage) : __('It is the site\'s own address. Ultimate Multisite does not check it.', 'runcloud');
	$left = array_merge(...array_values(left_behind()));
	return compact('mapping') + ['stage' => match (true) {
		$domain && ! $domain->is_active() && ! $domain->has_inactive_stage() => finding('stage', 'failed', "$told " . __('It is inactive there.', 'runcloud'), __('Activate it in Ultimate Multisite under Domains.', 'runcloud')),
		in_array($host, $left, true) => finding('stage', 'warning', "$told " . __('Ultimate Multisite does not check it any more.', 'runcloud'), __('Fix the cause, then run `wp runcloud doctor --revive`.', 'runcloud')),
		str_starts_with($stage, 'checking-') => finding('stage', 'warning', $told, __('Wait a few minutes. Ultimate Multisite checks it again and then serves the domain.', 'runcloud')),
		default => finding('stage', 'ok', $told),
	}];
}

/** Follows the way from RunCloud's entry to the certificate that a browser gets, as the extension does; by check. */
function follow_outside(string $host): array {
	$problem = extension_problem();
	try {
		$checks = $problem ? [] : client()->inspect($host, addresses($host), https_address($host));
	} catch (\RunCloud\Exception $error) {
		$problem = message_of($error);
	}
	if ($problem) {
		return ['entry' => finding_of('entry', 'failed', $problem)];
	}
	foreach ($checks as $check) {
		$message = message($check->code->value, $check->facts);
		// Why it is missing may be known.
		$known = \RunCloud\Reason::EntryMissing === $check->code ? row(DOMAIN, $host)['error'] ?? [] : [];
		$rows[ $check->name ] = finding_of($check->name, $check->status->value, $known ?: $message);
	}
	return $rows;
}

/** Gets where a host's certificate is looked at. */
function https_address(string $host): ?string {
	/**
	 * Filters where to check the certificate of a domain, as `HOST:PORT`.
	 *
	 * @param string|null $address Null (port 443 of its addresses) by default.
	 * @param string      $host    The domain.
	 */
	return apply_filters('runcloud_https_address', null, $host);
}
