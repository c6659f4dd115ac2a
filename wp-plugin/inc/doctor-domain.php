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
	$rows = ['mapping' => follow_mapping($host)];
	$rows['stage'] = has_failed($rows) ? finding('stage', 'skipped', ...sentences(message('check-skipped'))) : follow_stage($host);
	$last = has_failed($rows) ? [] : follow_outside($host);
	foreach (['entry', 'dns', 'certificate', 'https'] as $at => $step) {
		$rows[ $step ] = $last[ $at ] ?? finding($step, 'skipped', ...sentences(message('check-skipped')));
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
			? finding('mapping', 'failed', sprintf(__('%1$s is mapped to site %2$d, which has been deleted.', 'runcloud'), $host, $domain->get_blog_id()), __('Delete the mapping in Ultimate Multisite under Domains. This removes the domain from RunCloud too.', 'runcloud'))
			/* translators: %s: a domain */
			: finding('mapping', 'failed', sprintf(__('%s is not mapped to any site in this network.', 'runcloud'), $host), __('Map it in Ultimate Multisite under Domains. The plugin then adds it to RunCloud.', 'runcloud'));
	}
	/* translators: 1: a domain, 2: a number, 3: a domain */
	return finding('mapping', 'ok', sprintf(__('%1$s belongs to site %2$d, %3$s.', 'runcloud'), $host, $site->blog_id, $site->domain . $site->path));
}

/** How far UM has got with it. */
function follow_stage(string $host): array {
	$domain = wu_get_domain_by_domain($host);
	$stage  = $domain ? $domain->get_stage() : '';
	/* translators: %s: a stage of Ultimate Multisite's */
	$told = $domain ? sprintf(__('Ultimate Multisite has it in the stage “%s”.', 'runcloud'), $stage) : __('It is the site\'s own address. Ultimate Multisite does not check it.', 'runcloud');
	if ($domain && ! $domain->is_active() && ! $domain->has_inactive_stage()) {
		return finding('stage', 'failed', $told . ' ' . __('It is inactive there.', 'runcloud'), __('Activate it in Ultimate Multisite under Domains.', 'runcloud'));
	}
	foreach (array_diff_key(left_behind(), ['gone' => 1]) as $names) {
		if (in_array($host, $names, true)) {
			return finding('stage', 'warning', $told . ' ' . __('Ultimate Multisite does not check it any more.', 'runcloud'), __('Fix the cause, then run `wp runcloud doctor --revive`.', 'runcloud'));
		}
	}
	return str_starts_with($stage, 'checking-')
		? finding('stage', 'warning', $told, __('Wait a few minutes. Ultimate Multisite checks it again and then serves the domain.', 'runcloud'))
		: finding('stage', 'ok', $told);
}

/** The way from RunCloud's entry to the certificate that a browser gets, as the extension follows it. */
function follow_outside(string $host): array {
	$problem = extension_problem();
	if ($problem) {
		return [finding_of('entry', 'failed', $problem)];
	}
	try {
		$checks = client()->inspect($host, addresses($host), https_address($host));
	} catch (\RunCloud\Exception $error) {
		return [finding_of('entry', 'failed', message_of($error))];
	}
	$rows = array_map(__NAMESPACE__ . '\\row_of', $checks);
	// Why it is missing may be known.
	$known = row(DOMAIN, $host)['error'] ?? [];
	if ($known && \RunCloud\Reason::EntryMissing === $checks[0]->code) {
		$rows[0] = finding_of('entry', 'failed', $known);
	}
	return $rows;
}

/** Where a host's certificate is looked at. */
function https_address(string $host): ?string {
	/**
	 * Filters where a host's certificate is looked at.
	 *
	 * @param string|null $address HOST:PORT; null is port 443 of its addresses.
	 * @param string      $host    The host name.
	 */
	return apply_filters('runcloud_https_address', null, $host);
}

/** A check of the extension's as a row. */
function row_of(\RunCloud\Check $check): array {
	return finding($check->name, $check->status->value, ...sentences(message($check->code->value, $check->facts)));
}
