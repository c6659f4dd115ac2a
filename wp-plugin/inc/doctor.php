<?php
/**
 * What is right and what is not: the extension looks at RunCloud's side, this at WordPress's.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** Seconds before its end from which on a certificate that was not renewed is told; RunCloud renews in the last 30 days. */
const NEAR_END = 14 * DAY_IN_SECONDS;

/** Seconds after which a job that has not run tells that the queue is not running. */
const STUCK = 10 * MINUTE_IN_SECONDS;

/** How many of the failures are told one by one. */
const PROBLEMS_TOLD = 20;

/** How many names' DNS is looked at for the whole network: those that wait for something, then the newest. */
const DNS_SAMPLE = 20;

/**
 * Looks at everything that has to be right for the network.
 *
 * @return array<int, array{check: string, status: string, finding: string, next_step: string, key?: string}>
 *         A row may have the key of a problem.
 */
function examine(): array {
	$rows = [...examine_setup(), ...examine_runcloud()];
	if ( ! function_exists('wu_get_domains')) {
		return $rows;
	}
	return [...$rows, ...examine_certificate(), ...examine_jobs(), ...examine_drift(), ...examine_mappings(), ...told_of_dns(look_at_dns())];
}

/** The same from what was seen last, for a page that must not wait. */
function examine_seen(): array {
	$rows = [...examine_setup(), ...array_values(seen_connection())];
	if ( ! function_exists('wu_get_domains')) {
		return $rows;
	}
	return [...$rows, ...examine_certificate(), ...examine_jobs(), ...examine_drift(), ...seen('names')['data']['rows'] ?? []];
}

/**
 * How things stand, in a few words each.
 *
 * @param bool $ask Whether RunCloud is asked; otherwise it is as it was seen last.
 */
function summary(bool $ask = true): array {
	$rows  = array_column(array_reverse($ask ? examine_runcloud() : array_values(seen_connection())), null, 'status');
	$facts = [
		'extension'          => extension_problem() ? in_words(extension_problem()) : phpversion('runcloud'),
		'php'                => PHP_VERSION . ' ' . PHP_SAPI,
		'ultimate multisite' => generation() ?: 'absent',
		'integration'        => is_enabled() ? 'enabled' : 'disabled',
		'connection'         => $rows['failed']['finding'] ?? ( isset($rows['ok']) ? 'ok' : '' ),
	];
	if (function_exists('wu_get_domains')) {
		$drift = last_drift();
		$last  = last_success();
		$facts += [
			'mapped domains'          => (string) wu_get_domains(['count' => true]),
			'jobs pending'            => (string) count_rows('state = %s', WAITING),
			'jobs failed'             => (string) count_rows('state = %s AND task <> %s', FAILED, PAUSE),
			'problems'                => (string) count(problems()),
			'waiting for certificate' => (string) count_noted(),
			'last success'            => $last ? gmdate('c', $last) : '',
			'last sync'               => $drift['synced'] ? gmdate('c', $drift['synced']) : '',
			'drift'                   => drift_words($drift),
		];
	}
	return $facts;
}

/** A row. Texts come from RunCloud, certificates and DNS too: what a terminal would obey is taken out. */
function finding(string $check, string $status, string $finding, string $next_step = ''): array {
	return array_map(__NAMESPACE__ . '\\plain', compact('check', 'status', 'finding', 'next_step'));
}

/** A row from a message. */
function finding_of(string $check, string $status, array $message): array {
	[$finding, $next_step] = sentences($message);
	return finding($check, $status, $finding, $next_step ?: __('Fix it, then run `wp runcloud doctor`.', 'runcloud'));
}

/** A text without control characters, in one line. */
function plain(string $text): string {
	return trim(preg_replace('/[\p{C}\s]+/u', ' ', $text) ?? preg_replace('/[^\x20-\x7e]+/', ' ', $text));
}

/** A host name as people write it, in the form that UM and RunCloud have it in. */
function host_name(string $given): string {
	$host = strtolower(rtrim(trim($given), '.'));
	return function_exists('idn_to_ascii') && ! preg_match('/^[\x00-\x7f]*$/', $host) ? ( idn_to_ascii($host) ?: $host ) : $host;
}

/** Whether a row is there that failed. */
function has_failed(array $rows): bool {
	return in_array('failed', array_column($rows, 'status'), true);
}

/** A few names, and how many more there are. */
function some(array $names, int $most = 5): string {
	$more = count($names) - $most;
	$told = implode(', ', array_slice($names, 0, $most));
	/* translators: 1: names, 2: a number */
	return $more > 0 ? sprintf(__('%1$s and %2$d more', 'runcloud'), $told, $more) : $told;
}

/** UM's integration as it was taken over; null when UM is not there. */
function adapter(): ?object {
	if (class_exists(UM\Integration::class, false)) {
		return \WP_Ultimo\Integrations\Integration_Registry::get_instance()->get('runcloud');
	}
	return class_exists(UM\Provider::class, false) ? UM\Provider::get_instance() : null;
}

/** Which generation of UM it is: registry or legacy; empty when UM is not there. */
function generation(): string {
	return class_exists(UM\Integration::class, false) ? 'registry' : (class_exists(UM\Provider::class, false) ? 'legacy' : '');
}

/** The extension, UM and the integration. */
function examine_setup(): array {
	$problem = extension_problem();
	$rows    = [
		$problem
			? finding_of('extension', 'failed', $problem)
			/* translators: 1: a version number, 2: a PHP server API */
			: finding('extension', 'ok', sprintf(__('The PHP extension runcloud %1$s is loaded in this PHP (%2$s).', 'runcloud'), phpversion('runcloud'), PHP_SAPI)),
	];
	$problems = problems();
	$asleep   = $problems['asleep'] ?? message('ultimate-multisite-missing');
	unset($problems['extension-' . PHP_SAPI], $problems['asleep']);
	$generation = generation();
	$rows[]     = '' === $generation
		? finding_of('ultimate multisite', 'failed', $asleep)
		/* translators: %s: registry or legacy */
		: finding('ultimate multisite', 'ok', sprintf(__('Ultimate Multisite is active, of the %s generation.', 'runcloud'), $generation));
	if ( ! is_enabled()) {
		$rows[] = finding('integration', 'failed', __('The integration is off. Domains are not added or removed.', 'runcloud'), __('Enable RunCloud in Ultimate Multisite under Settings > Integrations.', 'runcloud'));
	} elseif ($generation && ! adapter()->is_setup()) {
		/* translators: %s: names of constants */
		$rows[] = finding('integration', 'failed', sprintf(__('The integration is enabled, but these settings are missing: %s.', 'runcloud'), implode(', ', adapter()->get_missing_constants())), __('Run its wizard in Ultimate Multisite under Settings > Integrations, or define the constants in wp-config.php.', 'runcloud'));
	} elseif ($generation) {
		$rows[] = finding('integration', 'ok', __('The integration is enabled and set up.', 'runcloud'));
	}
	foreach ($problems as $key => $message) {
		$rows[] = finding_of('problem', 'failed', $message) + compact('key');
	}
	return $rows;
}

/** What the extension finds. */
function examine_runcloud(): array {
	if (extension_problem()) {
		return [finding('settings', 'skipped', __('Not checked, because the extension is missing.', 'runcloud'))];
	}
	see_connection();
	return array_values(seen_connection());
}

/** Until when the certificate of basic SSL is valid; 0 when that is not known. */
function certificate_until(): int {
	return time_of(fact('ssl', 'validUntil'));
}

/** A date of RunCloud's, which tells no zone; 0 when it is none. */
function time_of(?string $date): int {
	return $date ? (int) strtotime("$date UTC") : 0;
}

/** Whether the certificate of basic SSL is near its end; RunCloud renews it well before. */
function examine_certificate(): array {
	$until = certificate_until();
	if ( ! $until || (bool) fact('ssl', 'automatic')) {
		return [];
	}
	$told = $until > time()
		/* translators: %s: a length of time */
		? sprintf(__('The certificate expires in %s.', 'runcloud'), human_time_diff($until))
		/* translators: %s: a length of time */
		: sprintf(__('The certificate expired %s ago. Browsers refuse every domain.', 'runcloud'), human_time_diff($until));
	if ($until > time() + NEAR_END) {
		return [finding('certificate', 'ok', $told)];
	}
	return [finding('certificate', $until > time() ? 'warning' : 'failed', $told, __('Click “Redeploy SSL” on the RunCloud page, or run `wp runcloud redeploy`. If no new certificate comes, one of its domains points elsewhere.', 'runcloud'))];
}

/** When RunCloud last did what was asked; 0 for never. */
function last_success(): int {
	return (int) on_table('get_var', 'SELECT MAX(done) FROM {table} WHERE {own}');
}

/** The plugin's jobs, what has failed, and when RunCloud last did what was asked. */
function examine_jobs(): array {
	$pending = count_rows('state = %s', WAITING);
	/* translators: %d: a number */
	$waiting = sprintf(_n('%d queue job is waiting.', '%d queue jobs are waiting.', $pending, 'runcloud'), $pending);
	$due     = $pending ? max(next_due(), time() + paused_for()) : 0;
	$late    = $pending && ! paused_for() ? time() - next_due() : 0;
	/* translators: %s: a length of time */
	$oldest = sprintf(__('The oldest was due %s ago.', 'runcloud'), human_time_diff(time() - $late));
	/* translators: %s: a length of time */
	$stuck = sprintf(__('The oldest was due %s ago, so the queue is not running.', 'runcloud'), human_time_diff(time() - $late));
	/* translators: %s: a length of time */
	$next = sprintf(__('The next is due in %s.', 'runcloud'), human_time_diff($due));
	$cure = __('Run WP-Cron for the main site every minute (with a cron job in your RunCloud dashboard), or run `wp action-scheduler run`.', 'runcloud');
	$rows = [
		match (true) {
			$late > STUCK => finding('jobs pending', 'failed', "$waiting $stuck", $cure),
			$late >= 0 && $pending && $due <= time() => finding('jobs pending', 'ok', "$waiting $oldest"),
			default       => finding('jobs pending', 'ok', $pending ? "$waiting $next" : $waiting),
		},
	];
	$failed = count_rows('state = %s AND task <> %s', FAILED, PAUSE);
	$last   = failed_rows(PROBLEMS_TOLD);
	if ($failed) {
		$ago = human_time_diff($last[0]['erred']);
		/* translators: 1: a number, 2: a length of time */
		$told   = sprintf(_n('%1$d queue job failed %2$s ago.', '%1$d queue jobs failed, the last one %2$s ago.', $failed, 'runcloud'), $failed, $ago);
		$cure   = __('Click “Sync now” to add missing domains and “Redeploy SSL” for the certificate, or run `wp runcloud sync` and `wp runcloud redeploy`.', 'runcloud');
		$rows[] = finding('jobs failed', 'failed', $told, $cure);
	} else {
		$rows[] = finding('jobs failed', 'ok', __('No queue job has failed.', 'runcloud'));
	}
	foreach ($last as $row) {
		$problem            = finding_of('problem', 'failed', $row['error']);
		$problem['finding'] = plain(about(name_of($row), $problem['finding']));
		$rows[]             = $problem;
	}
	$last   = last_success();
	$rows[] = finding('last success', 'ok', $last
		/* translators: %s: a length of time */
		? sprintf(__('The last successful request was %s ago.', 'runcloud'), human_time_diff($last))
		: __('There has been no request to RunCloud yet.', 'runcloud'));
	return $rows;
}

/** What the last comparison found. */
function examine_drift(): array {
	$drift = last_drift();
	if ( ! $drift['seen']) {
		$cure = __('Click “Sync now” on the RunCloud page, or preview with `wp runcloud sync --dry-run`.', 'runcloud');
		return [finding('drift', 'warning', __('The network has not been compared with RunCloud yet.', 'runcloud'), $cure)];
	}
	$words = drift_words($drift);
	/* translators: 1: a length of time, 2: what was found */
	$told   = sprintf(__('The last comparison, %1$s ago, found %2$s.', 'runcloud'), human_time_diff($drift['seen']), $words ?: __('no differences', 'runcloud'));
	$status = $drift['failed'] ? 'failed' : ( '' === $words ? 'ok' : 'warning' );
	$cure   = __('The RunCloud page lists them. Click “Sync now” to add missing domains and “Remove” to remove an extra one, or run `wp runcloud sync`, with `--prune` to remove. Change a different www setting in your RunCloud dashboard.', 'runcloud');
	return [finding('drift', $status, $told, 'ok' === $status ? '' : $cure)];
}

/**
 * Mappings that UM does not look at any more, by what is the matter: gone (the site is), checking (but no
 * check is queued), failed, ssl-failed.
 *
 * @return array<string, array<int, string>> Names by id of the mapping.
 */
function left_behind(): array {
	$sites  = array_flip(get_sites(['number' => 0, 'fields' => 'ids']));
	$left   = ['gone' => [], 'checking' => [], 'failed' => [], 'ssl-failed' => []];
	$queued = null;
	foreach (wu_get_domains(['number' => 0, 'fields' => ['id', 'domain', 'blog_id', 'stage']]) as $row) {
		$checking = str_starts_with($row->stage, 'checking-');
		if ($checking && null === $queued) {
			$actions = wu_get_scheduled_actions(['hook' => 'wu_async_process_domain_stage', 'status' => ['pending', 'in-progress'], 'per_page' => -1]);
			$queued  = array_flip(array_map(static fn ($action) => (int) current($action->get_args()), $actions));
		}
		$kind = match (true) {
			! isset($sites[ $row->blog_id ])            => 'gone',
			$checking && ! isset($queued[ $row->id ]) => 'checking',
			default                                   => $row->stage,
		};
		if (isset($left[ $kind ])) {
			$left[ $kind ][ (int) $row->id ] = $row->domain;
		}
	}
	return $left;
}

/** Has UM check again what it has left behind; returns how many mappings. */
function revive(): int {
	$left = array_diff_key(left_behind(), ['gone' => 1]);
	foreach ($left as $kind => $names) {
		foreach (array_keys($names) as $id) {
			if ('checking' !== $kind) {
				$domain = wu_get_domain($id);
				$domain->set_stage('failed' === $kind ? 'checking-dns' : 'checking-ssl-cert');
				$domain->save();
			}
			wu_enqueue_async_action('wu_async_process_domain_stage', ['domain_id' => $id, 'tries' => 0], 'domain');
		}
	}
	return array_sum(array_map('count', $left));
}

/** What UM has left behind, and the command that revives it. */
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
 * Where the DNS of the mapped names points to; a sample, as there may be thousands.
 *
 * @return array<string, array> A row by name; `skipped` where there is nothing to compare with.
 */
function look_at_dns(): array {
	if (extension_problem()) {
		return [];
	}
	$waiting = wu_get_domains(['number' => DNS_SAMPLE, 'fields' => 'domain', 'stage__not_in' => ['done', 'done-without-ssl']]);
	$newest  = wu_get_domains(['number' => DNS_SAMPLE, 'fields' => 'domain', 'orderby' => 'id', 'order' => 'DESC']);
	$names   = array_slice(array_unique([...$waiting, ...$newest]), 0, DNS_SAMPLE);
	$rows    = [];
	try {
		$client = client();
		$names  = array_filter($names, static fn ($name) => ! name_problem($client, $name));
		foreach ($client->checkDns(array_combine($names, array_map(__NAMESPACE__ . '\\addresses', $names))) as $check) {
			$rows[ $check->facts['domain'] ] = ['status' => $check->status->value] + message($check->code->value, $check->facts);
		}
	} catch (\RunCloud\Exception $error) {
		$rows = array_fill_keys($names, ['status' => 'skipped'] + message_of($error));
	}
	return $rows;
}

/** A host's addresses; null for those in DNS. */
function addresses(string $host): ?array {
	/**
	 * Filters the addresses of a host in place of asking DNS.
	 *
	 * @param string[]|null $addresses Null asks DNS.
	 * @param string        $host      The host name.
	 */
	$addresses = apply_filters('runcloud_addresses', null, $host);
	return null === $addresses ? null : array_values(array_filter((array) $addresses, static fn ($address) => filter_var($address, FILTER_VALIDATE_IP)));
}

/** The rows of many names' DNS in few. */
function told_of_dns(array $dns): array {
	$found = ['ok' => [], 'warning' => [], 'failed' => [], 'skipped' => []];
	foreach ($dns as $name => $row) {
		$found[ $row['status'] ][] = $name;
	}
	if ( ! $dns) {
		return extension_problem() ? [] : [finding('dns', 'skipped', __('No domains are mapped.', 'runcloud'))];
	}
	if ($found['skipped']) {
		return [finding_of('dns', 'skipped', reset($dns))];
	}
	$rows = [];
	if ($found['failed']) {
		/* translators: 1: a number, 2: names */
		$rows[] = finding('dns', 'warning', sprintf(__('Of %1$d domains checked, these do not point to this server: %2$s.', 'runcloud'), count($dns), some($found['failed'])), __('To see the record to set, click “Diagnose” or run `wp runcloud doctor DOMAIN`. In basic SSL, one such domain makes the certificate of all fail.', 'runcloud'));
	}
	if ($found['warning']) {
		/* translators: %s: names */
		$rows[] = finding('dns', 'warning', sprintf(__('DNS does not show where these domains point (Cloudflare proxy, several addresses, or no answer): %s.', 'runcloud'), some($found['warning'])), __('Nothing to do if HTTPS works. To check one, click “Diagnose” or run `wp runcloud doctor DOMAIN`.', 'runcloud'));
	}
	/* translators: %d: a number */
	return $rows ?: [finding('dns', 'ok', sprintf(_n('The domain that was checked points to this server.', 'All %d domains that were checked point to this server.', count($found['ok']), 'runcloud'), count($found['ok'])))];
}
