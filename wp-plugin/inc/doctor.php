<?php
/**
 * The checks of the network: the extension looks at RunCloud's side, this at WordPress's.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** Seconds before its end from which on a certificate that was not renewed is told; RunCloud renews 30 days before. */
const NEAR_END = 14 * DAY_IN_SECONDS;

/** Seconds after which a job that has not run tells that the queue is not running. */
const STUCK = 10 * MINUTE_IN_SECONDS;

/** How many of the failures are told one by one. */
const PROBLEMS_TOLD = 20;

/**
 * Looks at everything that has to be right for the network.
 *
 * @return array<array{check: string, status: string, finding: string, next_step: string, key?: string}>
 *         A row may have the key of a problem.
 */
function examine(): array {
	$connection = examine_runcloud();
	if (function_exists('wu_get_domains')) {
		see_names();
	}
	return examine_seen($connection);
}

/**
 * Looks at the same without asking RunCloud or DNS, for a page that must not wait.
 *
 * @param array|null $connection The rows of RunCloud's side; those that were seen last unless given.
 */
function examine_seen(?array $connection = null): array {
	$rows = [...examine_setup(), ...$connection ?? seen_connection()];
	if ( ! function_exists('wu_get_domains')) {
		return $rows;
	}
	$names = seen('names')['data']['rows'] ?? [];
	return [...$rows, ...examine_certificate(), ...examine_jobs(), ...examine_drift(), ...$names];
}

/**
 * Sums up the state of everything, in a few words each.
 *
 * @param array $connection The rows of RunCloud's side.
 * @return array<string, array{0: string, 1: string}> The label and the value of each field.
 */
function summary(array $connection): array {
	$found = array_column(array_reverse($connection), 'finding', 'status');
	$facts = [
		'extension'          => [__('Extension', 'runcloud'), in_words(extension_problem()) ?: phpversion('runcloud')],
		'php'                => ['PHP', PHP_VERSION . ' ' . PHP_SAPI],
		'ultimate multisite' => ['Ultimate Multisite', generation() ?: 'absent'],
		'integration'        => [__('Integration', 'runcloud'), is_enabled() ? 'enabled' : 'disabled'],
		'connection'         => [__('Connection', 'runcloud'), $found['failed'] ?? ( isset($found['ok']) ? 'ok' : '' )],
	];
	if ( ! function_exists('wu_get_domains')) {
		return $facts;
	}
	$drift = last_drift();
	$date  = static fn (int $time) => $time ? gmdate('c', $time) : '';
	return $facts + [
		'mapped domains'          => [__('Mapped domains', 'runcloud'), (string) wu_get_domains(['count' => true])],
		'jobs pending'            => [__('Queue jobs waiting', 'runcloud'), (string) count_rows('state = %s', WAITING)],
		'jobs failed'             => [__('Queue jobs failed', 'runcloud'), (string) count_failed()],
		'problems'                => [__('Problems', 'runcloud'), (string) count(problems())],
		'waiting for certificate' => [__('Domains waiting for a certificate', 'runcloud'), (string) count_noted()],
		'last success'            => [__('Last success', 'runcloud'), $date(last_success())],
		'last sync'               => [__('Last sync', 'runcloud'), $date($drift['synced'])],
		'drift'                   => [__('Drift', 'runcloud'), drift_words($drift)],
	];
}

/**
 * Makes a row. Control characters are taken out, as texts come from RunCloud, certificates and DNS too; what is right
 * needs no next step.
 */
function finding(string $check, string $status, string $finding, string $next_step = ''): array {
	$next_step = 'ok' === $status ? '' : $next_step;
	return array_map(__NAMESPACE__ . '\\plain', compact('check', 'status', 'finding', 'next_step'));
}

/** Makes a row of a message about something; one that failed has a next step in any case. */
function finding_of(string $check, string $status, array $message, string $about = ''): array {
	[$finding, $next_step] = sentences($message);
	$default               = 'failed' === $status ? __('Fix it, then run `wp runcloud doctor`.', 'runcloud') : '';
	return finding($check, $status, about($about, $finding), $next_step ?: $default);
}

/** Takes control characters out of a text, and puts it in one line. */
function plain(string $text): string {
	return trim(preg_replace('/[\p{C}\s]+/u', ' ', $text) ?? preg_replace('/[^\x20-\x7e]+/', ' ', $text));
}

/** Turns a host name as people write it into the form that UM and RunCloud have it in. */
function host_name(string $given): string {
	$host     = strtolower(rtrim(trim($given), '.'));
	$is_ascii = preg_match('/^[\x00-\x7f]*$/', $host) || ! function_exists('idn_to_ascii');
	return $is_ascii ? $host : ( idn_to_ascii($host) ?: $host );
}

/** Tells whether a row is there that failed. */
function has_failed(array $rows): bool {
	return in_array('failed', array_column($rows, 'status'), true);
}

/** Lists a few names, and how many more there are. */
function some(array $names, int $most = 5): string {
	$more = count($names) - $most;
	$told = implode(', ', array_slice($names, 0, $most));
	/* translators: 1: names, 2: a number */
	return $more > 0 ? sprintf(__('%1$s and %2$d more', 'runcloud'), $told, $more) : $told;
}

/** Tells which generation of UM it is: registry or legacy; empty when UM is not there. */
function generation(): string {
	$legacy = class_exists(UM\Provider::class, false) ? 'legacy' : '';
	return class_exists(UM\Integration::class, false) ? 'registry' : $legacy;
}

/** Checks the extension, UM and the integration. */
function examine_setup(): array {
	$problems   = problems();
	$asleep     = $problems['asleep'] ?? message('ultimate-multisite-missing');
	$missing    = extension_problem();
	$generation = generation();
	$adapter    = 'legacy' === $generation ? UM\Provider::get_instance() : adapter();
	/* translators: 1: a version number, 2: a PHP server API */
	$loaded     = __('The PHP extension runcloud %1$s is loaded in this PHP (%2$s).', 'runcloud');
	/* translators: %s: registry or legacy */
	$active     = __('Ultimate Multisite is active, of the %s generation.', 'runcloud');
	$rows       = [
		$missing
			? finding_of('extension', 'failed', $missing)
			: finding('extension', 'ok', sprintf($loaded, phpversion('runcloud'), PHP_SAPI)),
		'' === $generation
			? finding_of('ultimate multisite', 'failed', $asleep)
			: finding('ultimate multisite', 'ok', sprintf($active, $generation)),
	];
	if ( ! is_enabled()) {
		$rows[] = finding('integration', 'failed', __('The integration is off. Domains are not added or removed.', 'runcloud'), __('Enable RunCloud in Ultimate Multisite under Settings > Integrations.', 'runcloud'));
	} elseif ($generation && ! $adapter->is_setup()) {
		/* translators: %s: names of constants */
		$rows[] = finding('integration', 'failed', sprintf(__('The integration is enabled, but these settings are missing: %s.', 'runcloud'), implode(', ', $adapter->get_missing_constants())), __('Run its wizard in Ultimate Multisite under Settings > Integrations, or define the constants in wp-config.php.', 'runcloud'));
	} elseif ($generation) {
		$rows[] = finding('integration', 'ok', __('The integration is enabled and set up.', 'runcloud'));
	}
	foreach (array_diff_key($problems, ['extension-' . PHP_SAPI => 1, 'asleep' => 1]) as $key => $message) {
		$rows[] = finding_of('problem', 'failed', $message) + compact('key');
	}
	return $rows;
}

/** Tells until when the certificate of basic SSL is valid; 0 when that is not known. */
function certificate_until(): int {
	return time_of(fact('ssl', 'validUntil'));
}

/** Reads a date of RunCloud's, which tells no zone; 0 when it is none. */
function time_of(?string $date): int {
	return $date ? (int) strtotime("$date UTC") : 0;
}

/** Checks whether the certificate of basic SSL is near its end; RunCloud renews it well before. */
function examine_certificate(): array {
	$until = certificate_until();
	if ( ! $until || fact('ssl', 'automatic')) {
		return [];
	}
	$left   = $until - time();
	$status = $left > NEAR_END ? 'ok' : ( $left > 0 ? 'warning' : 'failed' );
	$told   = $left > 0
		/* translators: %s: a length of time */
		? __('The certificate expires in %s.', 'runcloud')
		/* translators: %s: a length of time */
		: __('The certificate expired %s ago. Browsers refuse every domain.', 'runcloud');
	$cure = __('Click “Redeploy SSL” on the RunCloud page, or run `wp runcloud redeploy`. If no new certificate comes, one of its domains points elsewhere.', 'runcloud');
	return [finding('certificate', $status, sprintf($told, human_time_diff($until)), $cure)];
}

/** Tells when RunCloud last did what was asked; 0 for never. */
function last_success(): int {
	return (int) on_table('get_var', 'SELECT MAX(done) FROM {table} WHERE {own}');
}

/** Checks the queue jobs that wait, those that failed, and when RunCloud last did what was asked. */
function examine_jobs(): array {
	$pending = count_rows('state = %s', WAITING);
	$pause   = paused_for();
	$due     = max(next_due(), $pause ? time() + $pause : 0);
	$late    = $pending ? time() - $due : 0;
	/* translators: %d: a number */
	$told    = sprintf(_n('%d queue job is waiting.', '%d queue jobs are waiting.', $pending, 'runcloud'), $pending);
	$when    = match (true) {
		! $pending    => '',
		/* translators: %s: a length of time */
		$late > STUCK => __('The oldest was due %s ago, so the queue is not running.', 'runcloud'),
		/* translators: %s: a length of time */
		$late >= 0    => __('The oldest was due %s ago.', 'runcloud'),
		/* translators: %s: a length of time */
		default       => __('The next is due in %s.', 'runcloud'),
	};
	$told   .= ' ' . sprintf($when, human_time_diff($due));
	$cure    = __('Run WP-Cron for the main site every minute (with a cron job in your RunCloud dashboard), or run `wp action-scheduler run`.', 'runcloud');
	$rows    = [finding('jobs pending', $late > STUCK ? 'failed' : 'ok', $told, $cure)];
	$failed  = count_failed();
	$last    = failed_rows(PROBLEMS_TOLD);
	$told    = $failed
		/* translators: 1: a number, 2: a length of time */
		? sprintf(_n('%1$d queue job failed %2$s ago.', '%1$d queue jobs failed, the last one %2$s ago.', $failed, 'runcloud'), $failed, human_time_diff($last[0]['erred']))
		: __('No queue job has failed.', 'runcloud');
	$cure    = __('Click “Sync now” to add missing domains and “Redeploy SSL” for the certificate, or run `wp runcloud sync` and `wp runcloud redeploy`.', 'runcloud');
	$rows[]  = finding('jobs failed', $failed ? 'failed' : 'ok', $told, $cure);
	foreach ($last as $row) {
		$rows[] = finding_of('problem', 'failed', $row['error'], name_of($row));
	}
	$success = last_success();
	$rows[]  = finding('last success', 'ok', $success
		/* translators: %s: a length of time */
		? sprintf(__('The last successful request was %s ago.', 'runcloud'), human_time_diff($success))
		: __('There has been no request to RunCloud yet.', 'runcloud'));
	return $rows;
}

/** Tells what the last comparison found. */
function examine_drift(): array {
	$drift = last_drift();
	if ( ! $drift['seen']) {
		return [finding('drift', 'warning', __('The network has not been compared with RunCloud yet.', 'runcloud'), __('Click “Sync now” on the RunCloud page, or preview with `wp runcloud sync --dry-run`.', 'runcloud'))];
	}
	$words  = drift_words($drift);
	$status = $drift['failed'] ? 'failed' : ( $words ? 'warning' : 'ok' );
	/* translators: 1: a length of time, 2: what was found */
	$told = sprintf(__('The last comparison, %1$s ago, found %2$s.', 'runcloud'), human_time_diff($drift['seen']), $words ?: __('no differences', 'runcloud'));
	$cure = __('The RunCloud page lists them. Click “Sync now” to add missing domains and “Remove” to remove an extra one, or run `wp runcloud sync`, with `--prune` to remove. Change a different www setting in your RunCloud dashboard.', 'runcloud');
	return [finding('drift', $status, $told, $cure)];
}
