<?php
/**
 * Certificates: redeploys are coalesced, capped, and looked after until the certificate is there.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** Seconds after a redeploy was requested at which RunCloud is asked whether the certificate came. */
const LOOKS = [120, 300, 900, 1800];
/** How often a redeploy is requested for the same certificate before it is told as failed. */
const ROUNDS = 3;

/** Notes that a domain needs a certificate, and schedules one redeploy for all that are noted. */
function want_certificate(string $host): void {
	note_waiting($host);
	redeploy_soon();
}

/** Schedules the redeploy for all that are noted. */
function redeploy_soon(): void {
	/**
	 * Filters how long further domains are waited for before one redeploy serves them all.
	 *
	 * @param int $seconds 60 by default.
	 */
	schedule_redeploy((int) apply_filters('runcloud_redeploy_delay', MINUTE_IN_SECONDS));
}

/** Schedules the redeploy; one that is scheduled already serves, and comes earlier where it is wanted earlier. */
function schedule_redeploy(int $seconds, int $round = 1): void {
	with_lock('schedule', static function () use ($seconds, $round) {
		for ($any = 1; $any <= ROUNDS; $any++) {
			foreach (queued(['hook' => REDEPLOY, 'args' => [$any, 1], 'status' => 'pending', 'per_page' => 1]) as $job) {
				if ($job['due'] <= time() + $seconds) {
					return;
				}
				drop(REDEPLOY, [$any, 1]);
				$round = $any;
			}
		}
		later($seconds, REDEPLOY, [$round, 1]);
	}) || later($seconds, REDEPLOY, [$round, 1]);
}

/**
 * UM has seen that a domain's DNS points here: now its certificate can be issued.
 *
 * @param \WP_Ultimo\Models\Domain $domain The mapping.
 */
function on_dns_verified($domain): void {
	$host = (string) $domain->get_domain();
	// A subdomain that is not there yet, or never will be since a wildcard entry serves it.
	if (is_subdomain($host) && empty(remembered_domain($host)['runcloud_id'])) {
		return;
	}
	want_certificate($host);
}

/**
 * Requests the certificate for all domains that wait for one. A job.
 *
 * @param int $round How often it was requested for the same domains; the first is 1.
 * @param int $try   Which attempt it is.
 */
function redeploy(int $round, int $try): void {
	if (put_off(REDEPLOY, [$round, $try])) {
		return;
	}
	$ran = with_lock('redeploy', static function () use ($round, $try) {
		$free = next_redeploy_in();
		if ($free > 0) {
			later($free, REDEPLOY, [$round, $try]);
			return;
		}
		attempt(REDEPLOY, [$round, $try], 'certificate', static fn () => request_certificates($round));
	});
	if ( ! $ran) {
		later(30, REDEPLOY, [$round, $try]);
	}
}

/** Requests what is waited for: once in basic mode, for each domain in advanced mode. */
function request_certificates(int $round): void {
	$waiting = array_filter(waiting(), __NAMESPACE__ . '\\is_ready', ARRAY_FILTER_USE_KEY);
	/**
	 * Filters whether Let's Encrypt is installed where the web application has no certificate at all.
	 *
	 * @param bool $install True by default.
	 */
	$install   = (bool) apply_filters('runcloud_install_ssl', true);
	$requested = false;
	$ended     = true;
	$begun     = microtime(true);
	foreach (array_keys($waiting) as $host) {
		if (microtime(true) - $begun > BUDGET) {
			schedule_redeploy(MINUTE_IN_SECONDS, $round);
			$ended = false;
			break;
		}
		try {
			$before = certificate_mark(client()->certificate($host));
			$result = client()->redeploySsl($host, $install);
		} catch (\RunCloud\NotFoundException $gone) {
			if ( ! has_left($host)) {
				throw $gone;
			}
			log_line($host, 'info', "$host left RunCloud before its certificate was requested.");
			unnote_waiting([$host], $waiting[ $host ]);
			continue;
		}
		$is_basic = \RunCloud\SslMode::Basic === $result->mode;
		$served   = $is_basic ? $waiting : [$host => 1];
		log_line($host, 'info', $result->message);
		$requested = $requested || is_requested($result);
		// A domain that was added while RunCloud answered is not on the certificate, and waits on.
		unnote_waiting(array_keys(array_intersect_key($waiting, $served)), max($waiting));
		if (in_array($result->outcome, [\RunCloud\SslOutcome::CustomCertificate, \RunCloud\SslOutcome::NoCertificate], true)) {
			$problem = message(\RunCloud\SslOutcome::NoCertificate === $result->outcome ? 'certificate-missing' : 'certificate-is-own');
			remember_problem($is_basic ? 'certificate' : "certificate-$host", $problem + ($is_basic ? [] : ['about' => $host]));
		} else {
			// With AutoSSL nothing was requested, so any certificate will do.
			$before = \RunCloud\SslOutcome::Automatic === $result->outcome ? '' : $before;
			later(LOOKS[0], LOOK, [$is_basic ? '' : $host, $before, 1, $round]);
		}
		if ($is_basic) {
			break;
		}
	}
	// Several jobs for one burst are one redeploy to the cap.
	if ($requested && $ended) {
		update_network_option(null, 'runcloud_redeploys', [...recent_redeploys(), time()]);
	}
}

/**
 * Whether a domain left RunCloud, which answers the same when the server or the web application is gone.
 *
 * @throws \RunCloud\Exception When it is one of those, or cannot be told.
 */
function has_left(string $host): bool {
	return null === client()->domain($host);
}

/** Whether a domain's certificate may be requested now; by a filter only once UM has verified its DNS. */
function is_ready(string $host): bool {
	/**
	 * Filters whether a certificate is requested only for domains whose DNS Ultimate Multisite has verified.
	 *
	 * @param bool $wait False by default: RunCloud refuses by itself, and other names need not wait.
	 */
	if ( ! apply_filters('runcloud_wait_for_dns', false)) {
		return true;
	}
	$domain = wu_get_domain_by_domain($host);
	return ! $domain || ! in_array($domain->get_stage(), ['checking-dns', 'failed'], true);
}

/**
 * Looks whether RunCloud has a certificate that came after the request. A job.
 *
 * @param string $host   The domain in advanced mode; empty in basic mode.
 * @param string $before The mark of the certificate at the request.
 * @param int    $look   Which look it is; the first is 1.
 * @param int    $round  How often the certificate was requested.
 */
function look(string $host, string $before, int $look, int $round): void {
	if (put_off(LOOK, [$host, $before, $look, $round])) {
		return;
	}
	$about = '' === $host ? 'certificate' : $host;
	$wait  = isset(LOOKS[$look]) ? LOOKS[$look] - LOOKS[$look - 1] : null;
	$next  = [$host, $before, $look + 1, $round];
	if (null !== $wait) {
		later($wait, LOOK, $next);
	}
	try {
		$certificate = client()->certificate('' === $host ? null : $host);
		$reason      = null;
	} catch (\RunCloud\Exception $error) {
		$certificate = null;
		$reason      = $error;
	}
	if ($reason instanceof \RunCloud\NotFoundException && '' !== $host && ! is_mapped($host)) {
		drop(LOOK, $next);
		log_line($host, 'info', "$host left RunCloud before its certificate came.");
		return;
	}
	if ($certificate?->validUntil && certificate_mark($certificate) !== $before) {
		drop(LOOK, $next);
		solve_problem('' === $host ? 'certificate' : "certificate-$host");
		solve_problem('credentials');
		solve_problem(REDEPLOY . "-$about");
		forget_error($host);
		if ('' !== $host) {
			remember_domain($host, ['certificate_until' => $certificate->validUntil]);
		}
		log_line($about, 'info', "RunCloud has issued the certificate, valid until $certificate->validUntil.");
		wake($host);
	} elseif ($reason && ! $reason->retryable) {
		drop(LOOK, $next);
		fail(REDEPLOY, $about, message_of($reason), $reason, [LOOK, [$host, $before, $look, $round]]);
	} elseif (null === $wait) {
		ask_again($host, $about, $round, $reason?->getMessage());
	}
}

/** The certificate did not come: request it again, or tell why not. */
function ask_again(string $host, string $about, int $round, ?string $reason): void {
	$query   = ['number' => 0, 'stage__in' => ['checking-dns'], 'fields' => 'domain'];
	$unready = wu_get_domains('' === $host ? $query : $query + ['domain' => $host]);
	// Without DNS it would fail again; once UM has seen the DNS, it asks by itself.
	if ($round < ROUNDS && ! $unready) {
		note_waiting('' === $host ? get_network()->domain : $host);
		log_line($about, 'warning', "$about: RunCloud has issued no certificate half an hour after it was requested; it is requested again.");
		schedule_redeploy(MINUTE_IN_SECONDS, $round + 1);
		return;
	}
	$reason ??= reason_in_activity();
	fail(REDEPLOY, $about, message('certificate-not-issued', [
		'words'   => $reason ?: null,
		'domains' => $unready ? implode(', ', array_slice($unready, 0, 10)) : null,
	]));
}

/** RunCloud's own words on why, from the web application's log. */
function reason_in_activity(): string {
	try {
		foreach (client()->activity() as $entry) {
			if (preg_match('/ssl|certificate|encrypt|dns/i', $entry->message)) {
				return rtrim($entry->message, '.');
			}
		}
	} catch (\RunCloud\Exception $error) {
		return rtrim($error->getMessage(), '.');
	}
	return '';
}

/** Has UM check again the domains that wait for a certificate or have given up waiting. */
function wake(string $host): void {
	$query = ['number' => 0, 'stage__in' => ['checking-ssl-cert', 'ssl-failed']];
	foreach (wu_get_domains('' === $host ? $query : $query + ['domain' => $host]) as $domain) {
		if ('ssl-failed' === $domain->get_stage()) {
			$domain->set_stage('checking-ssl-cert');
			$domain->save();
		}
		wu_enqueue_async_action('wu_async_process_domain_stage', ['domain_id' => $domain->get_id(), 'tries' => 0], 'domain');
	}
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

/**
 * Requests the certificate now, and has it looked after; what waits for one need not be asked for again.
 *
 * @param string|null $host The domain in advanced mode.
 * @throws \RunCloud\Exception When RunCloud does not take it.
 * @throws \RuntimeException When a job is at it.
 */
function redeploy_now(?string $host): \RunCloud\SslResult {
	$ran = with_lock('redeploy', static function () use ($host, &$result) {
		$waiting = waiting();
		$before  = certificate_mark(client()->certificate($host));
		$result  = client()->redeploySsl($host, (bool) apply_filters('runcloud_install_ssl', true));
		log_line((string) $host, 'info', $result->message);
		if (is_requested($result)) {
			$is_basic = \RunCloud\SslMode::Basic === $result->mode;
			update_network_option(null, 'runcloud_redeploys', [...recent_redeploys(), time()]);
			later(LOOKS[0], LOOK, [$is_basic ? '' : $host, $before, 1, 1]);
			$served = $is_basic ? $waiting : array_intersect_key($waiting, [$host => 1]);
			unnote_waiting(array_keys($served), $waiting ? max($waiting) : 0);
		}
		succeeded();
	});
	if ( ! $ran) {
		throw new \RuntimeException(esc_html__('A queue job is requesting the certificate. Try again in a minute.', 'runcloud'));
	}
	return $result;
}

/** Whether RunCloud was asked for a certificate: nothing was where it issues by itself, or must not. */
function is_requested(\RunCloud\SslResult $result): bool {
	return in_array($result->outcome, [\RunCloud\SslOutcome::RedeployRequested, \RunCloud\SslOutcome::InstallRequested], true);
}

/**
 * How a domain stands with its certificate, as far as it is known without asking.
 *
 * @param string                       $host    The host name.
 * @param \WP_Ultimo\Models\Domain|null $mapping Its mapping, if it has one.
 * @param array<string, int>           $waiting From waiting().
 */
function certificate_state(string $host, ?object $mapping, array $waiting): string {
	if (isset($waiting[ $host ])) {
		return __('waiting for the next redeploy', 'runcloud');
	}
	$until = 'basic' === fact('ssl', 'mode') ? certificate_until() : time_of(remembered_domain($host)['certificate_until'] ?? null);
	$stage = $mapping ? $mapping->get_stage() : '';
	$seen  = [
		'checking-dns'      => __('waiting for DNS', 'runcloud'),
		'checking-ssl-cert' => __('being checked', 'runcloud'),
		'failed'            => __('DNS never pointed here', 'runcloud'),
		'ssl-failed'        => __('not served', 'runcloud'),
		'done-without-ssl'  => __('not wanted', 'runcloud'),
	][ $stage ] ?? '';
	/* translators: %s: a date */
	$told = $until ? sprintf($until > time() ? __('valid until %s', 'runcloud') : __('expired on %s', 'runcloud'), wp_date(get_option('date_format'), $until)) : '';
	if ('' === $told && 'basic' === fact('ssl', 'mode') && null === fact('ssl', 'method')) {
		$told = __('none yet', 'runcloud');
	}
	return $seen ?: ($told ?: __('unknown', 'runcloud'));
}

/** Something that changes whenever a certificate is issued anew. */
function certificate_mark(?\RunCloud\Certificate $certificate): string {
	return $certificate ? implode(' ', [$certificate->id, $certificate->validUntil, $certificate->createdAt]) : '';
}

/** The times of the redeploys of the last hour. */
function recent_redeploys(): array {
	return array_values(array_filter((array) stored('runcloud_redeploys'), static fn ($time) => $time > time() - HOUR_IN_SECONDS));
}

/** Seconds until the hourly cap allows the next redeploy; the one that waits for it is kept. */
function next_redeploy_in(): int {
	/**
	 * Filters how many redeploys there are in an hour at the most.
	 *
	 * @param int $cap Four by default: Let's Encrypt counts failed validations and identical certificates.
	 */
	$cap    = max(1, (int) apply_filters('runcloud_redeploys_per_hour', 4));
	$recent = recent_redeploys();
	return count($recent) < $cap ? 0 : max(1, $recent[count($recent) - $cap] + HOUR_IN_SECONDS - time());
}
