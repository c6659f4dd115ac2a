<?php
/**
 * What Ultimate Multisite and WordPress say of a domain, before it is added or removed.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/**
 * A renamed mapping: UM announces the new name and forgets the old one.
 *
 * @param string $old The name before; 'new' for a new row.
 * @param string $new The name now.
 */
function on_rename($old, $new): void {
	if ('new' !== $old && $old !== $new && '' !== (string) $old) {
		accept('remove', (string) $old);
	}
}

/**
 * Whether a site of the network answers to this host, by a mapping or by its own address.
 *
 * @param array|null $sites From sites_of(), which looks for many at once.
 */
function is_mapped(string $host, ?array $sites = null): bool {
	$site   = ( $sites ?? sites_of([$host]) )[ $host ]['site'] ?? 0;
	$mapped = get_network()->domain === $host || ( $site && get_site($site) );
	/**
	 * Filters whether a domain is mapped. Delayed attempts ask this before they add or remove it.
	 *
	 * @param bool   $mapped True by default if a site uses the domain.
	 * @param string $host   The domain.
	 */
	return (bool) apply_filters('runcloud_is_mapped', $mapped, $host);
}

/** Whether it is a subdomain of the network's own domain. */
function is_subdomain(string $host): bool {
	return str_ends_with($host, '.' . get_network()->domain);
}

/** Whether a subdomain site needs no entry of its own. */
function is_left_out(string $host): bool {
	/**
	 * Filters whether to leave out a subdomain site.
	 *
	 * @param bool   $skip True by default if a wildcard in RunCloud serves it.
	 * @param string $host The domain.
	 */
	return is_subdomain($host) && apply_filters('runcloud_skip_subdomain', is_covered($host), $host);
}

/**
 * Whether a wildcard entry serves the host. That there is none is remembered for ten minutes; that there
 * is one is looked up each time, since a name left out in error would not be served.
 */
function is_covered(string $host): bool {
	if (get_site_transient('runcloud_no_wildcard')) {
		return false;
	}
	$plan        = client()->plan([$host]);
	$covered     = ! $plan->toAdd && ! $plan->inPlace;
	$is_wildcard = static fn ($domain) => $domain->wildcard || str_starts_with($domain->name, '*.');
	if ( ! $covered && ! array_filter([...$plan->protected, ...$plan->extra], $is_wildcard)) {
		set_site_transient('runcloud_no_wildcard', 1, 10 * MINUTE_IN_SECONDS);
	}
	return $covered;
}

/**
 * Whether www.HOST is served too: never where UM's setting says no, nor for the network's own subdomains;
 * else as the extension decides (null), only for registrable domains. A www host without DNS fails the
 * certificate of all in basic SSL, and UM's default is "always".
 */
function www_of(string $host): ?bool {
	$manager = \WP_Ultimo\Managers\Domain_Manager::get_instance();
	// The setting came with 2.4.4.
	$wanted = ! method_exists($manager, 'should_create_www_subdomain') || $manager->should_create_www_subdomain($host);
	/**
	 * Filters whether RunCloud also serves `www.` of a domain.
	 *
	 * @param bool|null $www  Null (only of registrable domains) by default. False if Ultimate Multisite adds no www.
	 * @param string    $host The domain.
	 */
	$www = apply_filters('runcloud_www', $wanted && ! is_subdomain($host) ? null : false, $host);
	return null === $www ? null : (bool) $www;
}

/**
 * Refuses what is never removed, before anybody is asked whether it should be: the network's own domain, which RunCloud
 * protects only where it is the primary one, and the primary domain.
 *
 * @throws Failure When it is never removed.
 */
function refuse_removal(string $host): void {
	refuse_own($host);
	if ('primary' === client()->domain($host)?->type) {
		throw new Failure(message('domain-is-primary', ['domain' => $host]));
	}
}

/**
 * Refuses to remove the network's own domain.
 *
 * @throws Failure When it is that one.
 */
function refuse_own(string $host): void {
	if (get_network()->domain === $host) {
		throw new Failure(message('domain-is-network', ['domain' => $host]));
	}
}

/**
 * The site and the stage in Ultimate Multisite of names.
 *
 * @param string[] $names A few; not of the whole network at once.
 * @return array<string, array{site: int, stage: string}> By name.
 */
function sites_of(array $names): array {
	$sites = [];
	$names = array_filter($names);
	$query = ['number' => 0, 'domain__in' => $names, 'fields' => ['domain', 'blog_id', 'stage']];
	foreach ($names ? wu_get_domains($query) : [] as $mapping) {
		$sites[ $mapping->domain ] = ['site' => (int) $mapping->blog_id, 'stage' => $mapping->stage];
	}
	// In a network of folders every site has the network's own host.
	$own = array_diff($names, [get_network()->domain]);
	foreach ($own ? get_sites(['number' => 0, 'domain__in' => $own]) : [] as $site) {
		$sites += [$site->domain => ['site' => (int) $site->blog_id, 'stage' => '']];
	}
	return $sites;
}
