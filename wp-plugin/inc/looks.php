<?php
/**
 * Looks: a redeploy is a request, so somebody looks until the certificate is there, or it is told why not.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** Seconds after a redeploy was requested at which RunCloud is asked whether the certificate came. */
const LOOKS = [120, 300, 900, 1800];

/** How often a redeploy is requested for the same certificate before it is told as failed. */
const ROUNDS = 3;

/** Looks whether the certificate came that was requested; if it never does, requests it again or says why not. */
function look(\RunCloud\Client $client, array $row): array {
	[$host, $data] = [$row['host'], $row['data'] + ['before' => '', 'look' => 1, 'round' => 1, 'about' => '']];
	try {
		$certificate = $client->certificate($host ?: null);
	} catch (\RunCloud\NotFoundException $gone) {
		if ('' === $host || is_mapped($host)) {
			throw $gone;
		}
		log_line($host, 'info', "$host left RunCloud before its certificate came.");
		return [null, ['data' => []], []];
	}
	$wait = isset(LOOKS[ $data['look'] ]) ? LOOKS[ $data['look'] ] - LOOKS[ $data['look'] - 1 ] : null;
	if (has_come($certificate, $data) || ( null === $wait && is_served($client, $host ?: $data['about']) )) {
		came($host);
		$kept = array_filter(['until' => $certificate?->validUntil]) + array_intersect_key($data, ['redeploys' => 1]);
		return [null, ['data' => $kept], []];
	}
	if (null !== $wait) {
		$data['look']++;
		return [null, compact('data'), later($wait)];
	}
	$query   = ['number' => 10, 'stage__in' => ['checking-dns'], 'fields' => 'domain'];
	$unready = wu_get_domains('' === $host ? $query : $query + ['domain' => $host]);
	// Without DNS it would fail again; once UM has seen the DNS, it asks by itself.
	if ($data['round'] < ROUNDS && ! $unready) {
		$told = 'RunCloud has issued no certificate half an hour after it was requested; it is requested again.';
		log_line($host, 'warning', about(name_of($row), $told));
		$data['round']++;
		$data['again'] = $data['round'];
		if ('' !== $host) {
			want(wish(CERTIFICATE, REQUEST, '', MINUTE_IN_SECONDS));
		}
		$state = '' === $host ? WAITING : NOTED;
		return [null, compact('data'), ['wish' => REQUEST, 'state' => $state] + later(MINUTE_IN_SECONDS)];
	}
	note(CERTIFICATE, $host, ['data' => array_intersect_key($data, ['redeploys' => 1])]);
	$words   = reason_in_activity($client) ?: null;
	$domains = $unready ? implode(', ', $unready) : null;
	throw new Failure(message('certificate-not-issued', compact('words', 'domains')));
}

/** Whether RunCloud tells of a certificate that is not the one from before the request. */
function has_come(?\RunCloud\Certificate $certificate, array $data): bool {
	return $certificate?->validUntil && certificate_mark($certificate) !== $data['before'];
}

/** Whether a browser gets a valid certificate for the domain, whatever RunCloud tells. */
function is_served(\RunCloud\Client $client, string $host): bool {
	$checks = '' === $host ? [] : $client->inspect($host, addresses($host), https_address($host));
	return \RunCloud\CheckStatus::Ok === ( array_column($checks, 'status', 'name')['https'] ?? null );
}

/** The certificate is there: has UM check again the domains that wait for one or have given up waiting. */
function came(string $host): void {
	log_line($host, 'info', 'RunCloud has issued the certificate' . ( '' === $host ? '.' : " of $host." ));
	// No certificate has as many names.
	$query = ['number' => CHECKS, 'fields' => ['id', 'stage'], 'stage__in' => ['checking-ssl-cert', 'ssl-failed']];
	foreach (wu_get_domains('' === $host ? $query : $query + ['domain' => $host]) as $mapping) {
		if ('ssl-failed' === $mapping->stage) {
			$domain = wu_get_domain((int) $mapping->id);
			$domain->set_stage('checking-ssl-cert');
			$domain->save();
		}
		check_again((int) $mapping->id);
	}
}

/** Has UM check a mapping again. */
function check_again(int $id): void {
	wu_enqueue_async_action('wu_async_process_domain_stage', ['domain_id' => $id, 'tries' => 0], 'domain');
}

/** RunCloud's own words on why there is no certificate, from the web application's log. */
function reason_in_activity(\RunCloud\Client $client): string {
	foreach ($client->activity() as $entry) {
		if (preg_match('/ssl|certificate|encrypt|dns/i', $entry->message)) {
			return rtrim($entry->message, '.');
		}
	}
	return '';
}

/**
 * Gives UM's own check more tries while RunCloud issues: six are over before most certificates come.
 *
 * @param int                      $tries  UM's number.
 * @param \WP_Ultimo\Models\Domain $domain The mapping.
 */
function more_ssl_checks($tries, $domain) {
	return is_object($domain) && 'checking-ssl-cert' === $domain->get_stage() ? max((int) $tries, 20) : $tries;
}

/** Something that changes whenever a certificate is issued anew. */
function certificate_mark(?\RunCloud\Certificate $certificate): string {
	return $certificate ? implode(' ', [$certificate->id, $certificate->validUntil, $certificate->createdAt]) : '';
}
