<?php
/**
 * What is right and what is not: the extension looks at RunCloud's side, this at WordPress's.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** How many names' DNS is looked at for the whole network: those that wait for something, then the newest. */
const DNS_SAMPLE = 20;

/**
 * Looks at everything that has to be right for the network.
 *
 * @return array<int, array{check: string, status: string, finding: string, next_step: string}>
 */
function examine(): array {
	$rows = [...examine_setup(), ...examine_runcloud()];
	if ( ! function_exists('wu_get_domains')) {
		return $rows;
	}
	return [...$rows, ...examine_jobs(), ...examine_drift(), ...examine_mappings(), ...examine_dns()];
}

/** How things stand, in a few words each. */
function summary(): array {
	$rows  = array_column(array_reverse(examine_runcloud()), null, 'status');
	$facts = [
		'extension'          => extension_problem() ?: phpversion('runcloud'),
		'php'                => PHP_VERSION . ' ' . PHP_SAPI,
		'ultimate multisite' => generation() ?: 'absent',
		'integration'        => is_enabled() ? 'enabled' : 'disabled',
		'connection'         => $rows['failed']['finding'] ?? ( isset($rows['ok']) ? 'ok' : '' ),
	];
	if (function_exists('wu_get_domains')) {
		$drift = last_drift();
		$last  = (int) get_network_option(null, 'runcloud_last_success');
		$facts += [
			'mapped domains'          => (string) wu_get_domains(['count' => true]),
			'jobs pending'            => (string) jobs('pending')[0],
			'jobs failed'             => (string) jobs('failed')[0],
			'problems'                => (string) count(problems()),
			'waiting for certificate' => (string) count(waiting()),
			'last success'            => $last ? gmdate('c', $last) : '',
			'last sync'               => isset($drift['time']) ? gmdate('c', $drift['time']) : '',
			'drift'                   => implode(', ', array_map(static fn ($name, $number) => "$number $name", array_keys(array_diff_key($drift, ['time' => 1])), array_diff_key($drift, ['time' => 1]))),
		];
	}
	return $facts;
}

/** A row. Texts come from RunCloud, certificates and DNS too: what a terminal would obey is taken out. */
function finding(string $check, string $status, string $finding, string $next_step = ''): array {
	return array_map(__NAMESPACE__ . '\\plain', compact('check', 'status', 'finding', 'next_step'));
}

/** A row from a text whose last sentence says what to do. */
function finding_of(string $check, string $status, string $text): array {
	preg_match('/^(.+[.!?])\s+(\S.*)$/s', $text, $parts);
	return finding($check, $status, $parts[1] ?? $text, $parts[2] ?? __('Set it right, then run: wp runcloud doctor', 'runcloud'));
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
function some(array $names): string {
	$more = count($names) - 5;
	/* translators: 1: names, 2: a number */
	return $more > 0 ? sprintf(__('%1$s and %2$d more', 'runcloud'), implode(', ', array_slice($names, 0, 5)), $more) : implode(', ', $names);
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
		'' !== $problem
			? finding_of('extension', 'failed', $problem)
			/* translators: 1: a version number, 2: a PHP server API */
			: finding('extension', 'ok', sprintf(__('The PHP extension runcloud %1$s is loaded in this PHP (%2$s).', 'runcloud'), phpversion('runcloud'), PHP_SAPI)),
	];
	$problems = problems();
	$asleep   = $problems['asleep'] ?? __('Ultimate Multisite is not active, too old or not set up. Activate it for the network, or finish its setup.', 'runcloud');
	unset($problems['extension-' . PHP_SAPI], $problems['asleep']);
	$generation = generation();
	$rows[]     = '' === $generation
		? finding_of('ultimate multisite', 'failed', $asleep)
		/* translators: %s: registry or legacy */
		: finding('ultimate multisite', 'ok', sprintf(__('Ultimate Multisite is active, of the %s generation.', 'runcloud'), $generation));
	if ( ! is_enabled()) {
		$rows[] = finding('integration', 'failed', __('The integration is switched off: domains neither come nor go.', 'runcloud'), __('Enable RunCloud in Ultimate Multisite under Settings, Integrations.', 'runcloud'));
	} elseif ($generation && ! adapter()->is_setup()) {
		/* translators: %s: names of constants */
		$rows[] = finding('integration', 'failed', sprintf(__('The integration is enabled, but not set up: missing are %s.', 'runcloud'), implode(', ', adapter()->get_missing_constants())), __('Go through its wizard in Ultimate Multisite under Settings, Integrations, or define the constants in wp-config.php.', 'runcloud'));
	} elseif ($generation) {
		$rows[] = finding('integration', 'ok', __('The integration is enabled and set up.', 'runcloud'));
	}
	foreach ($problems as $text) {
		$rows[] = finding_of('problem', 'failed', $text);
	}
	return $rows;
}

/** What the extension finds. */
function examine_runcloud(): array {
	if ('' !== extension_problem()) {
		return [finding('settings', 'skipped', __('Not looked at, since the extension is missing.', 'runcloud'))];
	}
	try {
		return array_map(static fn ($check) => finding($check->name, $check->status->value, $check->finding, (string) $check->nextStep), client()->diagnose());
	} catch (\RunCloud\Exception $error) {
		return [finding_of('settings', 'failed', $error->getMessage())];
	}
}

/**
 * The plugin's jobs in one state: how many, and when the first that waits was due or the last was run.
 *
 * @return array{0: int, 1: int} The time is 0 when there is none.
 */
function jobs(string $status): array {
	$query = ['group' => GROUP, 'status' => $status, 'orderby' => 'date', 'order' => 'DESC', 'per_page' => -1];
	$ids   = wu_get_scheduled_actions($query, 'ids');
	// One for "as soon as possible" has no date.
	$dated = 'pending' === $status ? wu_get_scheduled_actions(['order' => 'ASC', 'per_page' => 1, 'date' => DAY_IN_SECONDS, 'date_compare' => '>'] + $query, 'ids') : $ids;
	return [count($ids), $dated ? wu_switch_blog_and_run(static fn () => \ActionScheduler::store()->get_date(reset($dated))->getTimestamp()) : 0];
}

/** The plugin's jobs, and when RunCloud last did what one asked. */
function examine_jobs(): array {
	[$pending, $due]  = jobs('pending');
	[$failed, $since] = jobs('failed');
	$late             = $due && $due < time() - 10 * MINUTE_IN_SECONDS;
	/* translators: %d: a number */
	$waiting = sprintf(_n('%d job waits.', '%d jobs wait.', $pending, 'runcloud'), $pending);
	$rows    = [
		$late
			/* translators: %s: a length of time */
			? finding('jobs pending', 'failed', $waiting . ' ' . sprintf(__('The oldest was due %s ago: the queue does not run.', 'runcloud'), human_time_diff($due)), __('See that WP-Cron runs for the main site every minute, or run: wp action-scheduler run --group=runcloud', 'runcloud'))
			: finding('jobs pending', 'ok', $waiting),
	];
	if ($failed) {
		/* translators: 1: a number, 2: a length of time */
		$rows[] = finding('jobs failed', problems() ? 'failed' : 'ok', sprintf(_n('%1$d job has failed for good, %2$s ago.', '%1$d jobs have failed for good, the last one %2$s ago.', $failed, 'runcloud'), $failed, human_time_diff($since)), __('Run wp runcloud sync for what is missing and wp runcloud redeploy for the certificate.', 'runcloud'));
	} else {
		$rows[] = finding('jobs failed', 'ok', __('No job has failed.', 'runcloud'));
	}
	$last   = (int) get_network_option(null, 'runcloud_last_success');
	$rows[] = finding('last success', 'ok', $last
		/* translators: %s: a length of time */
		? sprintf(__('RunCloud last did what a job asked %s ago.', 'runcloud'), human_time_diff($last))
		: __('No job has asked RunCloud for anything yet.', 'runcloud'));
	return $rows;
}

/** What the last sync found. */
function examine_drift(): array {
	$drift = last_drift();
	if ( ! isset($drift['time'])) {
		return [finding('drift', 'warning', __('No sync has compared the network with RunCloud yet.', 'runcloud'), 'wp runcloud sync --dry-run')];
	}
	$told = sprintf(
		/* translators: 1: a length of time, 2 to 6: numbers */
		__('The last sync was %1$s ago; of names it left %2$d missing, %3$d beyond, %4$d with another www, %5$d unusable, %6$d failed.', 'runcloud'),
		human_time_diff($drift['time']),
		...array_map(static fn ($name) => $drift[ $name ] ?? 0, ['missing', 'beyond', 'www', 'unusable', 'failed'])
	);
	$status = ! empty($drift['failed']) ? 'failed' : (array_sum(array_diff_key($drift, ['time' => 1])) ? 'warning' : 'ok');
	return [finding('drift', $status, $told, 'ok' === $status ? '' : __('See which by wp runcloud sync --dry-run; wp runcloud sync adds, and with --prune removes.', 'runcloud'))];
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
		'gone'       => __('The site of these mappings is gone, and RunCloud still serves them: %s.', 'runcloud'),
		'checking'   => __('Ultimate Multisite has no check queued for these mappings and will never finish them: %s.', 'runcloud'),
		'failed'     => __('Ultimate Multisite gave up on the DNS of these mappings: %s.', 'runcloud'),
		'ssl-failed' => __('Ultimate Multisite gave up on the certificate of these mappings: %s.', 'runcloud'),
	];
	$rows  = [];
	foreach (array_filter(left_behind()) as $kind => $names) {
		$rows[] = finding('mappings', 'warning', sprintf($texts[ $kind ], some($names)), 'gone' === $kind
			/* translators: %s: numbers */
			? sprintf(__('Delete them in Ultimate Multisite under Domains, or each by wp wu domain delete ID: %s.', 'runcloud'), some(array_keys($names)))
			: __('Run wp runcloud doctor DOMAIN for the cause, and when it is gone: wp runcloud doctor --revive', 'runcloud'));
	}
	return $rows ?: [finding('mappings', 'ok', __('Ultimate Multisite has left no mapping behind.', 'runcloud'))];
}

/** Where the DNS of the mapped names points to; a sample, as there may be thousands. */
function examine_dns(): array {
	if ('' !== extension_problem()) {
		return [];
	}
	$waiting = wu_get_domains(['number' => DNS_SAMPLE, 'fields' => 'domain', 'stage__not_in' => ['done', 'done-without-ssl']]);
	$names   = array_slice(array_unique([...$waiting, ...wu_get_domains(['number' => DNS_SAMPLE, 'fields' => 'domain', 'orderby' => 'id', 'order' => 'DESC'])]), 0, DNS_SAMPLE);
	$server  = server_addresses(array_slice($names, 0, 3));
	if ( ! $names || ! $server) {
		return [finding('dns', 'skipped', $names ? __('RunCloud names no address to compare the DNS with.', 'runcloud') : __('No domain is mapped.', 'runcloud'))];
	}
	$begun = microtime(true);
	$found = ['ok' => [], 'warning' => [], 'failed' => []];
	foreach ($names as $name) {
		if (microtime(true) - $begun < BUDGET) {
			$found[ examine_addresses($name, $server)['status'] ][] = $name;
		}
	}
	$rows = [];
	if ($found['failed']) {
		/* translators: 1: a number, 2: names */
		$rows[] = finding('dns', 'warning', sprintf(__('Of %1$d names, these do not point to the server: %2$s.', 'runcloud'), array_sum(array_map('count', $found)), some($found['failed'])), __('Run wp runcloud doctor DOMAIN for the record to set; in basic SSL one such name fails the certificate of all.', 'runcloud'));
	}
	if ($found['warning']) {
		/* translators: %s: names */
		$rows[] = finding('dns', 'warning', sprintf(__('These names cannot be judged by DNS, for Cloudflare\'s proxy, a second address or no answer: %s.', 'runcloud'), some($found['warning'])), __('Nothing, as long as HTTPS works: wp runcloud doctor DOMAIN tells.', 'runcloud'));
	}
	/* translators: %d: a number */
	return $rows ?: [finding('dns', 'ok', sprintf(_n('The name that was looked at points to the server.', 'All %d names that were looked at point to the server.', count($found['ok']), 'runcloud'), count($found['ok'])))];
}
