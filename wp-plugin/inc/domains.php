<?php
/**
 * Domains come and go: UM's events, and the job that settles one domain.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/**
 * Takes an event in: remembers what is wanted and queues the work. Sends nothing itself, so that it may
 * be called anywhere, also by another plugin's do_action(), which is never thrown at.
 *
 * UM announces one site as subdomain and as domain; the second announcement joins the first one's job.
 *
 * @param string     $want    'add' or 'remove'.
 * @param string     $host    The host name.
 * @param int|string $site_id The site; UM sends both types.
 */
function accept(string $want, string $host, $site_id): void {
	$host = strtolower(rtrim(trim($host), '.'));
	$args = [$want, $host, (int) $site_id, 1];
	try {
		remember_domain($host, [ 'add' === $want ? 'added' : 'removed' => time()]);
		if ( ! is_waiting(SETTLE, $args)) {
			enqueue(SETTLE, $args);
		}
	} catch (\RuntimeException $error) {
		log_line($host, 'error', $error->getMessage());
		remember_problem(SETTLE . "-$host", message_of($error));
	}
}

/**
 * A renamed mapping: UM announces the new name and forgets the old one.
 *
 * @param string $old The name before; 'new' for a new row.
 * @param string $new The name now.
 * @param int    $id  The mapping.
 */
function on_rename($old, $new, $id): void {
	if ('new' !== $old && $old !== $new && '' !== (string) $old) {
		$domain = wu_get_domain((int) $id);
		accept('remove', (string) $old, $domain ? $domain->get_blog_id() : 0);
	}
}

/**
 * Settles one domain in RunCloud. A job.
 *
 * The next attempt is scheduled before this one begins and taken back when it ends well, so that a worker
 * that is killed loses nothing. Runs one at a time for each host.
 *
 * @param string $want    'add' or 'remove'.
 * @param string $host    The host name.
 * @param int    $site_id The site.
 * @param int    $try     Which attempt it is; the first is 1.
 * @throws \RuntimeException When it failed for good; UM's queue shows the reason.
 */
function settle(string $want, string $host, int $site_id, int $try): void {
	$args = [$want, $host, $site_id, $try];
	if (put_off(SETTLE, $args)) {
		return;
	}
	$ran = with_lock($host, static function () use ($want, $host, $site_id, $try) {
		if (is_stale($want, $host, $try)) {
			log_line($host, 'info', "add" === $want ? "$host is not mapped any more: not added." : "$host is mapped again: not removed.");
			forget_error($host);
			return;
		}
		attempt(SETTLE, [$want, $host, $site_id, $try], $host, static fn () => 'add' === $want ? add($host) : take_out(client(), $host));
	});
	if ( ! $ran) {
		later(30, SETTLE, $args);
	}
}

/**
 * Whether the network has changed its mind since the event. The event itself is trusted when it comes,
 * unless the opposite came too: two queue runners may take them in either order, and jobs may wait for days.
 */
function is_stale(string $want, string $host, int $try): bool {
	$opposite = 'add' === $want ? 'removed' : 'added';
	return ($try > 1 || isset(remembered_domain($host)[$opposite])) && ('add' === $want) !== is_mapped($host);
}

/** Whether a site of the network answers to this host, by a mapping or by its own address. */
function is_mapped(string $host): bool {
	// What another worker has changed must count, however long this one lives.
	wp_cache_flush_runtime();
	$domain = wu_get_domain_by_domain($host);
	// UM may leave mappings of deleted sites behind.
	$mapped = ($domain && get_site($domain->get_blog_id())) || get_sites(['domain' => $host, 'number' => 1, 'fields' => 'ids']);
	/**
	 * Filters whether a host is mapped, before a delayed addition or removal.
	 *
	 * @param bool   $mapped Whether UM or WordPress knows the host.
	 * @param string $host   The host name.
	 */
	return (bool) apply_filters('runcloud_is_mapped', (bool) $mapped, $host);
}

/** Adds a domain, remembers its id, and has a redeploy follow. */
function add(string $host): void {
	if (is_subdomain($host)) {
		/**
		 * Filters whether a subdomain site is left out because RunCloud serves it by a wildcard entry.
		 *
		 * @param bool   $skip Whether a wildcard entry covers it.
		 * @param string $host The host name.
		 */
		if (apply_filters('runcloud_skip_subdomain', is_covered($host), $host)) {
			log_line($host, 'info', "$host is covered by a wildcard entry in RunCloud: not added.");
			return;
		}
	}
	put_in(client(), $host);
}

/**
 * Adds a domain to RunCloud: the one way, for jobs, buttons, the command and the sync.
 *
 * @param bool $alone Whether its redeploy is scheduled too; a sync schedules one for all.
 */
function put_in(\RunCloud\Client $client, string $host, bool $alone = true): \RunCloud\DomainResult {
	try {
		$result = $client->addDomain($host, www_of($host));
	} finally {
		mind_limit($client);
	}
	log_line($result->domain, 'info', $result->message);
	// An id that is not known may be of an addition whose worker died: no certificate has been asked for yet.
	$is_new = \RunCloud\Outcome::Added === $result->outcome || (remembered_domain($result->domain)['runcloud_id'] ?? 0) !== (int) $result->id;
	remember_domain($result->domain, ['runcloud_id' => (int) $result->id] + ($is_new ? ['certificate_wanted' => now()] : []));
	if ($is_new && $alone) {
		redeploy_soon();
	}
	return $result;
}

/**
 * Removes a domain from RunCloud: the one way.
 *
 * @param int|null $id Its id where that is known; else the one remembered from its addition, which saves a search.
 */
function take_out(\RunCloud\Client $client, string $host, ?int $id = null): \RunCloud\DomainResult {
	refuse_own($host);
	try {
		$result = $client->removeDomain($host, $id ?? remembered_domain($host)['runcloud_id'] ?? null);
	} finally {
		mind_limit($client);
	}
	log_line($result->domain, 'info', $result->message);
	forget_domain($result->domain);
	add_uncovered($result->domain);
	return $result;
}

/**
 * Refuses what is never removed, before anybody is asked whether it should be: the network's own domain, which RunCloud
 * protects only where it is the primary one, and the primary domain.
 *
 * @throws \RuntimeException When it is never removed.
 */
function refuse_removal(string $host): void {
	refuse_own($host);
	if ('primary' === client()->domain($host)?->type) {
		/* translators: %s: a domain */
		throw new \RuntimeException(sprintf(__('%s is the primary domain of the web application. Make another domain the primary one in your RunCloud dashboard first.', 'runcloud'), $host)); // phpcs:ignore WordPress.Security.EscapeOutput -- those who show it escape it.
	}
}

/**
 * Refuses to remove the network's own domain.
 *
 * @throws \RuntimeException When it is that one.
 */
function refuse_own(string $host): void {
	if (get_network()->domain === $host) {
		/* translators: %s: a domain */
		throw new \RuntimeException(sprintf(__('%s is the domain of this network. It is never removed.', 'runcloud'), $host)); // phpcs:ignore WordPress.Security.EscapeOutput -- those who show it escape it.
	}
}

/**
 * Adds a domain now, while no job of the queue does, and has its certificate follow.
 *
 * @throws \RunCloud\Exception When RunCloud does not.
 * @throws \RuntimeException When a job has it in its hands.
 */
function add_now(string $host): \RunCloud\DomainResult {
	return settle_now($host, static fn () => put_in(client(), $host));
}

/**
 * Has a mapped domain added that the removed one has served as its www: RunCloud gave it no entry of its own.
 *
 * @param string $host The domain that was removed.
 */
function add_uncovered(string $host): void {
	if (is_mapped("www.$host")) {
		accept('add', "www.$host", 0);
	}
}

/**
 * Removes a domain now, while no job of the queue adds it.
 *
 * @throws \RunCloud\Exception When RunCloud does not.
 * @throws \RuntimeException When a job has it in its hands.
 */
function remove_now(string $host): \RunCloud\DomainResult {
	return settle_now($host, static fn () => take_out(client(), $host));
}

/** Settles one name in RunCloud while no job of the queue does; what was wrong with it is forgotten, or is this. */
function settle_now(string $host, callable $work): \RunCloud\DomainResult {
	$ran = with_lock($host, static function () use ($host, $work, &$result) {
		try {
			$result = $work();
		} catch (\RunCloud\Exception $error) {
			note_error($host, message_of($error));
			throw $error;
		}
	});
	if ( ! $ran) {
		/* translators: %s: a domain */
		throw new \RuntimeException(sprintf(__('A queue job is working on %s. Try again in a minute.', 'runcloud'), $host)); // phpcs:ignore WordPress.Security.EscapeOutput -- those who show it escape it.
	}
	settled($result->domain);
	return $result;
}

/** What was wrong with a domain is right now. */
function settled(string $host): void {
	solve_problem(SETTLE . "-$host");
	forget_error($host);
	succeeded();
}

/** Whether it is a subdomain of the network's own domain. */
function is_subdomain(string $host): bool {
	return str_ends_with($host, '.' . get_network()->domain);
}

/**
 * Whether a wildcard entry serves the host. That there is none is remembered for ten minutes; that there
 * is one is looked up each time, since a name left out in error would not be served.
 */
function is_covered(string $host): bool {
	if (get_site_transient('runcloud_no_wildcard')) {
		return false;
	}
	$plan    = client()->plan([$host]);
	$covered = ! $plan->toAdd && ! $plan->inPlace;
	if ( ! $covered && ! array_filter([...$plan->protected, ...$plan->extra], static fn ($domain) => $domain->wildcard || str_starts_with($domain->name, '*.'))) {
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
	 * Filters whether www.HOST is served too.
	 *
	 * @param bool|null $www  True, false, or null for registrable domains only.
	 * @param string    $host The host name.
	 */
	$www = apply_filters('runcloud_www', $wanted && ! is_subdomain($host) ? null : false, $host);
	return null === $www ? null : (bool) $www;
}

/** Forgets the id, and what was wrong with its certificate; that it was wanted stays, for events that come late. */
function forget_domain(string $host): void {
	forget_facts($host, 'runcloud_id', 'certificate_until');
	forget_error($host);
	solve_problem("certificate-$host");
	solve_problem(REDEPLOY . "-$host");
}
