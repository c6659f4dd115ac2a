<?php
/**
 * Certificates: one redeploy for all domains that wait for one, and no more often than is good.
 *
 * A domain that waits has a row that is only noted. The network's row, which has no host, is what the loop takes: it
 * requests the certificate for all of them. Only whoever has claimed that row requests anything, or changes its data.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** What is wanted of a certificate: that it is requested, and then that somebody looks whether it came. */
const REQUEST = 'request';
const LOOK    = 'look';

/** Seconds for which a redeploy waits at most for the domains that are being added. */
const LATE = 15 * MINUTE_IN_SECONDS;

/** Has the certificate requested for a domain, together with those of all others that wait. */
function want_certificate(string $host): void {
	/**
	 * Filters how many seconds a redeploy waits for more domains.
	 *
	 * @param int $seconds 60 by default.
	 */
	$delay = (int) apply_filters('runcloud_redeploy_delay', MINUTE_IN_SECONDS);
	want(wish(CERTIFICATE, REQUEST, $host, 0, NOTED), wish(CERTIFICATE, REQUEST, '', $delay));
}

/**
 * UM has seen that a domain's DNS points here: now its certificate can be issued.
 *
 * @param \WP_Ultimo\Models\Domain $domain The mapping.
 */
function on_dns_verified($domain): void {
	$host = (string) $domain->get_domain();
	// A subdomain that is not there yet, or never will be since a wildcard entry serves it.
	if ( ! is_subdomain($host) || ! empty(row(DOMAIN, $host)['runcloud_id'])) {
		want_certificate($host);
		wake_when_due();
	}
}

/**
 * Takes the next step with a certificate: for the network's row, or for that of a domain in advanced mode.
 *
 * @param bool $now Whether a person waits for it, whom no cap keeps from it.
 * @return array{0: \RunCloud\SslResult|null, 1: array, 2: array} The result, and what finish() is to write.
 */
function settle_certificate(\RunCloud\Client $client, array $row, bool $now): array {
	return REQUEST === $row['wish'] ? request($client, $row, $now) : look($client, $row);
}

/** Requests the certificate for all domains that wait for one: once in basic mode, for each domain in advanced mode. */
function request(\RunCloud\Client $client, array $row, bool $now): array {
	$data = $row['data'];
	if (isset($data['before']) && has_come($client->certificate(), $data)) {
		came('');
		unset($data['before']);
	}
	$wait = $now ? 0 : seconds_to_wait($data);
	if ($wait) {
		return [null, ['data' => $data + ['since' => time()]], later($wait)];
	}
	$begun  = now();
	$next   = [];
	$result = null;
	while ($noted = next_noted($begun)) {
		$host = $noted['host'];
		if (now() - $begun > BUDGET * 1000000) {
			$next = later(MINUTE_IN_SECONDS);
			break;
		}
		if ( ! $now && ! is_ready($host)) {
			// Once UM has verified its DNS, it is wanted again.
			finish($noted, []);
			continue;
		}
		try {
			[$result, $state] = ask_for($client, $host, $noted['data']['round'] ?? $data['again'] ?? 1);
		} catch (\RunCloud\NotFoundException $gone) {
			// It answers the same when the server or the web application is gone, for which no domain loses its place.
			if ( ! $now && $client->domain($host)) {
				throw $gone;
			}
			forget(CERTIFICATE, $host);
			if ($now) {
				throw $gone;
			}
			log_line($host, 'info', "$host left RunCloud before its certificate was requested.");
			continue;
		}
		if (\RunCloud\SslMode::Basic === $result->mode) {
			return requested_for_all($noted['wished'], $result, $state, $data, $now);
		}
		$problem = certificate_problem($result);
		if ($problem) {
			give_up($noted, $problem);
		} else {
			finish($noted, ['data' => $state, 'erred' => 0], ['wish' => LOOK] + later(LOOKS[0]));
		}
	}
	if ( ! $result && isset($data['again'])) {
		// That of all, for which no other domain waits.
		[$result, $state] = ask_for($client, '', $data['again']);
		return requested_for_all($begun, $result, $state, $data, $now);
	}
	// Several attempts for one burst are one redeploy to the cap.
	$data['redeploys'] = [...recent_redeploys($data), ...( $result && ! $next ? [time()] : [] )];
	return [$result, ['data' => array_diff_key($data, ['since' => 1])], $next];
}

/** Seconds until a redeploy may be requested, by the cap and for the domains that are being added. */
function seconds_to_wait(array $data): int {
	$wait = next_redeploy_in($data);
	if ($wait) {
		// The one that was requested before is looked for meanwhile.
		return isset($data['before']) ? min($wait, LOOKS[1]) : $wait;
	}
	if (( $data['since'] ?? time() ) <= time() - LATE) {
		return 0;
	}
	return count_rows("task = 'domain' AND state = 'waiting' AND due <= %d", time()) ? MINUTE_IN_SECONDS : 0;
}

/** The newest domain that waits for a certificate since then or earlier; null when none does. */
function next_noted(int $then): ?array {
	$where = "task = 'certificate' AND state = 'noted' AND wished <= %d";
	return rows($where, 'ORDER BY wished DESC LIMIT 1', $then)[0] ?? null;
}

/**
 * Requests one certificate.
 *
 * @param string $host The domain; empty for the web application's.
 * @return array{0: \RunCloud\SslResult, 1: array} The result, and what has to be known to look whether it came.
 */
function ask_for(\RunCloud\Client $client, string $host, int $round): array {
	/**
	 * Filters whether to install Let's Encrypt if the web application has no certificate.
	 *
	 * @param bool $install True by default.
	 */
	$install = (bool) apply_filters('runcloud_install_ssl', true);
	$before  = certificate_mark($client->certificate($host ?: null));
	$result  = $client->redeploySsl($host ?: null, $install);
	log_line($host, 'info', $result->message);
	// With AutoSSL nothing was requested, so any certificate will do.
	$before = \RunCloud\SslOutcome::Automatic === $result->outcome ? '' : $before;
	return [$result, compact('before', 'round') + ['look' => 1, 'about' => $host]];
}

/** The message of why no certificate will come for new domains; empty when one will. */
function certificate_problem(\RunCloud\SslResult $result): array {
	return match ($result->outcome) {
		\RunCloud\SslOutcome::NoCertificate     => message('certificate-missing'),
		\RunCloud\SslOutcome::CustomCertificate => message('certificate-is-own'),
		default                                 => [],
	};
}

/** In basic mode: the domains that were noted by then wait no more, and the network's row looks for the certificate. */
function requested_for_all(int $then, \RunCloud\SslResult $result, array $state, array $data, bool $now): array {
	// Should this worker die before it looks, it is requested again, though no domain waits.
	note(CERTIFICATE, '', ['data' => ['again' => $state['round']] + $data]);
	$sql = "UPDATE {table} SET state = '' WHERE {own} AND task = 'certificate' AND state = 'noted' AND wished <= %d";
	on_table('query', $sql, $then);
	$redeploys = [...recent_redeploys($data), ...( is_requested($result) ? [time()] : [] )];
	$problem   = certificate_problem($result);
	if ($problem && ! $now) {
		note(CERTIFICATE, '', ['data' => compact('redeploys')]);
		throw new Failure($problem);
	}
	$data = $problem ? compact('redeploys') : $state + compact('redeploys');
	return [$result, compact('data'), $problem ? [] : ['wish' => LOOK] + later(LOOKS[0])];
}

/** Whether a domain's certificate may be requested now; by a filter only once UM has verified its DNS. */
function is_ready(string $host): bool {
	/**
	 * Filters whether to request certificates only for domains whose DNS Ultimate Multisite has verified.
	 *
	 * @param bool $wait False by default, so that no domain waits for another one.
	 */
	if ( ! apply_filters('runcloud_wait_for_dns', false)) {
		return true;
	}
	$domain = wu_get_domain_by_domain($host);
	return ! $domain || ! in_array($domain->get_stage(), ['checking-dns', 'failed'], true);
}

/**
 * Requests a certificate now, for a person who waits, and that of all domains that wait for one.
 *
 * @param string $host The domain in advanced mode; else empty.
 * @throws \RunCloud\Exception When RunCloud does not take it.
 * @throws Failure When a queue job is at it.
 */
function redeploy_now(string $host): \RunCloud\SslResult {
	$wishes = [wish(CERTIFICATE, REQUEST, ''), wish(CERTIFICATE, REQUEST, $host, 0, NOTED)];
	want(...array_slice($wishes, 0, '' === $host ? 1 : 2));
	$row = row(CERTIFICATE);
	$row['data'] += '' === $host ? ['again' => 1] : [];
	return attempt_now($row, message('certificate-busy'));
}

/** Whether RunCloud was asked for a certificate: nothing was where it issues by itself, or must not. */
function is_requested(\RunCloud\SslResult $result): bool {
	return str_ends_with($result->outcome->value, '-requested');
}

/** The times of the redeploys of the last hour, from the data of the network's row. */
function recent_redeploys(array $data): array {
	return array_values(array_filter($data['redeploys'] ?? [], static fn ($time) => $time > time() - HOUR_IN_SECONDS));
}

/** Seconds until the hourly cap allows the next redeploy; the one that waits for it is kept. */
function next_redeploy_in(array $data): int {
	/**
	 * Filters how many times an hour a certificate is requested at most.
	 *
	 * @param int $cap 4 by default, because Let's Encrypt limits failed and repeated requests.
	 */
	$cap    = max(1, (int) apply_filters('runcloud_redeploys_per_hour', 4));
	$recent = recent_redeploys($data);
	return count($recent) < $cap ? 0 : max(1, $recent[ count($recent) - $cap ] + HOUR_IN_SECONDS - time());
}

/** How many domains wait for a certificate. */
function count_noted(): int {
	return count_rows("task = 'certificate' AND state = 'noted'");
}
