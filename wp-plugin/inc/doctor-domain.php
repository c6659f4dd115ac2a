<?php
/**
 * One name's whole way: mapped, in RunCloud, DNS, certificate, served.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/**
 * Follows one name, and stops at the first thing that is wrong.
 *
 * @return array<int, array{check: string, status: string, finding: string, next_step: string}>
 */
function follow(string $host): array {
	$bare = preg_replace('/^www\./', '', $host);
	// UM serves both by one mapping, and RunCloud by one entry.
	$host = is_mapped($host) || ! is_mapped($bare) ? $host : $bare;
	$rows  = [];
	// RunCloud's entry, which the step of that name finds: it may take the whole list.
	$entry = null;
	foreach (['mapping', 'stage', 'entry', 'dns', 'certificate', 'https'] as $step) {
		try {
			$rows[ $step ] = has_failed($rows)
				? finding($step, 'skipped', __('Not looked at, since an earlier check failed.', 'runcloud'))
				: (__NAMESPACE__ . "\\follow_$step")($host, $entry);
		} catch (\RunCloud\Exception $error) {
			$rows[ $step ] = finding_of($step, 'failed', message_of($error));
		}
	}
	// That UM gave up is the effect of something else, unless all else is right.
	if ( ! has_failed($rows) && str_contains($rows['stage']['next_step'], '--revive')) {
		$rows['stage']['status'] = 'failed';
	}
	return array_values($rows);
}

/** Whether a site of the network answers to the name. */
function follow_mapping(string $host): array {
	$domain = wu_get_domain_by_domain($host);
	$site   = $domain ? get_site($domain->get_blog_id()) : current(get_sites(['domain' => $host, 'number' => 1]));
	if ( ! $site) {
		return $domain
			/* translators: 1: a domain, 2: a number */
			? finding('mapping', 'failed', sprintf(__('%1$s is mapped to site %2$d, which is gone.', 'runcloud'), $host, $domain->get_blog_id()), __('Delete the mapping in Ultimate Multisite under Domains; RunCloud\'s entry goes with it.', 'runcloud'))
			/* translators: %s: a domain */
			: finding('mapping', 'failed', sprintf(__('%s is not mapped to any site of this network.', 'runcloud'), $host), __('Map it in Ultimate Multisite under Domains; it is in RunCloud soon after.', 'runcloud'));
	}
	/* translators: 1: a domain, 2: a number, 3: a domain */
	return finding('mapping', 'ok', sprintf(__('%1$s belongs to site %2$d, %3$s.', 'runcloud'), $host, $site->blog_id, $site->domain . $site->path));
}

/** How far UM has got with it. */
function follow_stage(string $host): array {
	$domain = wu_get_domain_by_domain($host);
	$stage  = $domain ? $domain->get_stage() : '';
	/* translators: %s: a stage of Ultimate Multisite's */
	$told = $domain ? sprintf(__('Ultimate Multisite has it in the stage %s.', 'runcloud'), $stage) : __('It is a site\'s own address, which Ultimate Multisite does not check.', 'runcloud');
	if ($domain && ! $domain->is_active() && ! $domain->has_inactive_stage()) {
		return finding('stage', 'failed', $told . ' ' . __('It is switched off there.', 'runcloud'), __('Switch it on in Ultimate Multisite under Domains.', 'runcloud'));
	}
	foreach (array_diff_key(left_behind(), ['gone' => 1]) as $names) {
		if (in_array($host, $names, true)) {
			return finding('stage', 'warning', $told . ' ' . __('It does not look at it any more.', 'runcloud'), __('When the cause is gone, run: wp runcloud doctor --revive', 'runcloud'));
		}
	}
	return str_starts_with($stage, 'checking-')
		? finding('stage', 'warning', $told, __('Wait: it looks again every few minutes, and serves the name when it is done.', 'runcloud'))
		: finding('stage', 'ok', $told);
}

/** RunCloud's entry. */
function follow_entry(string $host, ?\RunCloud\Domain &$entry): array {
	$problem = extension_problem();
	if ($problem) {
		return finding_of('entry', 'failed', $problem);
	}
	$entry = client()->domain($host);
	if ($entry) {
		/* translators: 1: a number, 2: a type such as alias */
		return finding('entry', 'ok', sprintf(__('RunCloud has it as domain %1$d, type %2$s.', 'runcloud'), $entry->id, $entry->type ?? '?'));
	}
	if (is_covered($host)) {
		return finding('entry', 'ok', __('RunCloud serves it by a wildcard entry.', 'runcloud'));
	}
	$told = problems()[ SETTLE . "-$host" ] ?? null;
	return $told
		? finding_of('entry', 'failed', $told)
		/* translators: %s: a domain */
		: finding('entry', 'failed', sprintf(__('RunCloud\'s web application has no entry for %s.', 'runcloud'), $host), "wp runcloud add $host");
}

/** Its DNS, against the addresses that RunCloud names; www's too where RunCloud serves that. */
function follow_dns(string $host, ?\RunCloud\Domain $entry): array {
	$server = server_addresses([$host, get_network()->domain]);
	if ( ! $server) {
		/* translators: %s: addresses */
		return finding('dns', 'skipped', sprintf(__('It points to %s; RunCloud names no address to compare with.', 'runcloud'), some(addresses($host) ?? ['?'])), __('Compare it with the server\'s address in RunCloud\'s panel.', 'runcloud'));
	}
	$row = examine_addresses($host, $server);
	return 'failed' !== $row['status'] && $entry?->www ? worse($row, examine_addresses("www.$host", $server)) : $row;
}

/** The one of two rows that matters more. */
function worse(array $one, array $other): array {
	$order = ['ok', 'warning', 'failed'];
	return array_search($other['status'], $order, true) > array_search($one['status'], $order, true) ? $other : $one;
}

/** The certificate that RunCloud has for it. */
function follow_certificate(string $host): array {
	try {
		$certificate = client()->certificate($host);
	} catch (\RunCloud\NotFoundException $error) {
		return finding('certificate', 'skipped', __('It belongs to the wildcard entry, and is seen only where it is served.', 'runcloud'));
	}
	$redeploy = "wp runcloud redeploy $host";
	if ( ! $certificate) {
		return finding('certificate', 'failed', __('RunCloud has no certificate for it.', 'runcloud'), $redeploy);
	}
	if ( ! $certificate->validUntil) {
		return finding('certificate', 'warning', __('RunCloud is still issuing the certificate.', 'runcloud'), __('Look again in some minutes; if it stays, RunCloud\'s activity log has the reason.', 'runcloud'));
	}
	/* translators: 1: a method such as letsencrypt, 2: a date */
	$told = sprintf(__('RunCloud has a certificate (%1$s), valid until %2$s.', 'runcloud'), $certificate->method ?? '?', $certificate->validUntil);
	$end  = time_of($certificate->validUntil);
	return match (true) {
		$end && $end < time()                 => finding('certificate', 'failed', $told . ' ' . __('It has expired.', 'runcloud'), $redeploy),
		(bool) $certificate->staging          => finding('certificate', 'failed', $told . ' ' . __('It is from Let\'s Encrypt\'s staging environment, which no browser trusts.', 'runcloud'), __('Install a live one in RunCloud\'s panel.', 'runcloud')),
		'letsencrypt' !== $certificate->method => finding('certificate', 'warning', $told . ' ' . __('RunCloud cannot add names to it.', 'runcloud'), __('Switch to Let\'s Encrypt in RunCloud\'s panel if it does not hold the name.', 'runcloud')),
		default                               => finding('certificate', 'ok', $told),
	};
}

/** The certificate that a browser gets. */
function follow_https(string $host): array {
	$served = served_certificate($host);
	if (is_string($served)) {
		/* translators: %s: words of the system's */
		return finding('https', 'failed', sprintf(__('No TLS connection: %s.', 'runcloud'), rtrim($served, '.')), __('See that the server\'s web server runs and its firewall lets port 443 in; without any certificate in RunCloud nothing listens there.', 'runcloud'));
	}
	$names = certificate_names($served);
	/* translators: 1: names, 2: a date, 3: a date */
	$told = sprintf(__('Served is a certificate for %1$s, valid from %2$s to %3$s.', 'runcloud'), some($names) ?: '?', gmdate('Y-m-d', $served['validFrom_time_t']), gmdate('Y-m-d', $served['validTo_time_t']));
	$redeploy = "wp runcloud redeploy $host";
	return match (true) {
		! array_filter($names, static fn ($name) => covers($name, $host)) => finding('https', 'failed', $told . ' ' . __('It does not hold this name.', 'runcloud'), $redeploy),
		$served['validTo_time_t'] <= time()  => finding('https', 'failed', $told . ' ' . __('It has expired.', 'runcloud'), $redeploy),
		$served['validFrom_time_t'] > time() => finding('https', 'failed', $told . ' ' . __('It is not valid yet.', 'runcloud'), __('Set the clocks of this and RunCloud\'s server right.', 'runcloud')),
		is_string(served_certificate($host, true)) => finding('https', 'failed', $told . ' ' . __('Its issuer is not trusted.', 'runcloud'), __('Install a Let\'s Encrypt certificate in RunCloud\'s panel, or the missing intermediate of your own.', 'runcloud')),
		default                              => finding('https', 'ok', $told),
	};
}
