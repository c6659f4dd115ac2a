<?php
/**
 * The parts of the RunCloud page, from what was seen last: nothing is asked for them.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** How many jobs of each kind are listed. */
const JOBS_SHOWN = 10;

/** A box with a heading. */
function panel(string $id, string $title, callable $inside): void {
	printf('<section class="postbox runcloud-panel" id="runcloud-%1$s" aria-labelledby="runcloud-%1$s-title"><div class="postbox-header"><h2 id="runcloud-%1$s-title">%2$s</h2></div><div class="inside">', esc_attr($id), esc_html($title));
	$inside();
	echo '</div></section>';
}

/**
 * Names and values below each other.
 *
 * @param array<string, string> $facts Values are HTML; empty ones are left out.
 */
function show_facts(array $facts): void {
	echo '<dl class="runcloud-facts">';
	foreach (array_filter($facts, 'strlen') as $name => $html) {
		printf('<div><dt>%s</dt><dd>%s</dd></div>', esc_html($name), wp_kses_post($html));
	}
	echo '</dl>';
}

/** When RunCloud was asked last, whether that failed, or that it is being asked. */
function show_as_of(string $part): void {
	$seen = seen($part);
	if ($seen['error']) {
		printf('<div class="notice notice-error inline"><p>%s</p></div>', esc_html(in_words($seen['error'])));
	}
	if ($seen['time']) {
		/* translators: 1: a time of the day, 2: a length of time */
		printf('<p class="description">%s</p>', esc_html(sprintf(__('As of %1$s (%2$s ago).', 'runcloud'), wp_date(get_option('time_format'), $seen['time']), human_time_diff($seen['time']))));
	}
	// The script shows it while it asks.
	printf('<p class="runcloud-asking" data-asking="%s"%s><span class="spinner is-active"></span>%s</p>', esc_attr($part), $seen['tried'] ? ' hidden' : '', esc_html__('Asking RunCloud …', 'runcloud'));
	if ( ! $seen['tried']) {
		echo '<noscript>' . esc_html__('This page needs JavaScript to ask RunCloud. Without it, use the buttons.', 'runcloud') . '</noscript>';
	}
}

/** A mark that does not stand on its colour alone. */
function mark(string $status, string $text): string {
	$icon = ['ok' => 'yes-alt', 'warning' => 'warning', 'failed' => 'dismiss'][ $status ] ?? 'minus';
	return sprintf('<span class="runcloud-mark is-%s"><span class="dashicons dashicons-%s" aria-hidden="true"></span>%s</span>', esc_attr($status), esc_attr($icon), esc_html($text));
}

/** Server and web application, and whether RunCloud answers. */
function show_connection(): void {
	$rows   = seen_connection();
	$failed = current(array_filter($rows, static fn ($row) => 'failed' === $row['status'] && 'certificate names' !== $row['check']));
	$server = (string) fact('server', 'name');
	$online = fact('server', 'online');
	$state  = match (true) {
		! $rows                                        => '',
		! $failed                                      => mark('ok', __('Connected', 'runcloud')),
		'server' === $failed['check'] && false === $online => mark('failed', __('The server is offline', 'runcloud')),
		default                                        => mark('failed', __('Not connected', 'runcloud')),
	};
	show_facts(
		[
			__('Connection', 'runcloud')      => $state,
			__('Server', 'runcloud')          => '' === $server ? '' : esc_html(trim($server . ' ' . (fact('server', 'address') ? '(' . fact('server', 'address') . ')' : ''))) . ' ' . (true === $online ? mark('ok', __('online', 'runcloud')) : mark('failed', __('offline', 'runcloud'))),
			__('Web application', 'runcloud') => esc_html((string) fact('web application', 'name')),
			__('Extension', 'runcloud')       => esc_html(phpversion('runcloud') ? sprintf('runcloud %s, PHP %s (%s)', phpversion('runcloud'), PHP_VERSION, PHP_SAPI) : __('not loaded', 'runcloud')),
		]
	);
	show_as_of('connection');
	echo action_button('test', __('Test connection', 'runcloud'), '', '', 'button'); // phpcs:ignore WordPress.Security.EscapeOutput -- it escapes.
}

/** The certificate, or how there is one for each domain. */
function show_certificate(): void {
	$mode   = match (true) {
		null === fact('ssl', 'mode')        => seen('connection')['time'] ? __('unknown, because RunCloud is not connected', 'runcloud') : '',
		(bool) fact('ssl', 'automatic')     => __('AutoSSL: RunCloud issues certificates by itself', 'runcloud'),
		'advanced' === fact('ssl', 'mode')  => __('Advanced: each domain has its own', 'runcloud'),
		default                             => __('Basic: one for all domains', 'runcloud'),
	};
	$method = (string) fact('ssl', 'method');
	$until  = certificate_until();
	$names  = fact('certificate names', 'names');
	$limit  = fact('certificate names', 'limit');
	$noted  = '' === generation() ? 0 : count_noted();
	show_facts(
		[
			__('SSL mode', 'runcloud')    => esc_html($mode),
			__('Method', 'runcloud')      => esc_html('letsencrypt' === $method ? 'Let\'s Encrypt' : ('custom' === $method ? __('your own certificate', 'runcloud') : $method)),
			/* translators: 1: a date, 2: a length of time */
			__('Valid until', 'runcloud') => $until ? esc_html(sprintf(__('%1$s (%2$s)', 'runcloud'), wp_date(get_option('date_format'), $until), $until > time() ? human_time_diff($until) : __('expired', 'runcloud'))) : ('' === $method ? '' : esc_html__('being issued', 'runcloud')),
			/* translators: 1: a number, 2: a number */
			__('Names', 'runcloud')       => null === $names ? '' : esc_html(sprintf(__('%1$d of %2$d', 'runcloud'), $names, $limit)),
			__('Waiting', 'runcloud')     => $noted ? esc_html(sprintf(
				/* translators: %d: a number */
				_n('%d domain is waiting for the next redeploy', '%d domains are waiting for the next redeploy', $noted, 'runcloud'),
				$noted
			)) : '',
		]
	);
	if (null !== $names) {
		printf('<meter class="runcloud-meter" min="0" max="%1$d" high="%2$d" value="%3$d" aria-label="%4$s"></meter>', (int) $limit, (int) ($limit * 0.8), (int) min($names, $limit), esc_attr__('Names on the certificate', 'runcloud'));
	}
	show_as_of('connection');
	if ('advanced' !== fact('ssl', 'mode')) {
		echo action_button('redeploy', __('Redeploy SSL', 'runcloud'), '', '', 'button'); // phpcs:ignore WordPress.Security.EscapeOutput -- it escapes.
	} else {
		printf('<p>%s</p>', esc_html__('Each domain below has its own “Redeploy SSL” button.', 'runcloud'));
	}
}

/** The last sync, and how far the one of now is. */
function show_sync(): void {
	$drift    = last_drift();
	$progress = sync_progress();
	show_facts(
		[
			/* translators: %s: a length of time */
			__('Last sync', 'runcloud') => esc_html($drift['synced'] ? sprintf(__('%s ago', 'runcloud'), human_time_diff($drift['synced'])) : __('never', 'runcloud')),
			__('Result', 'runcloud')    => esc_html($drift['seen'] ? drift_words($drift) ?: __('no differences', 'runcloud') : ''),
		]
	);
	if ('none' !== $progress['phase']) {
		printf('<p id="runcloud-progress-told">%s</p>', esc_html($progress['told']));
	}
	if (is_busy($progress)) {
		// Without a value the bar shows that something is going on.
		$value = $progress['total'] ? sprintf(' value="%d" max="%d"', $progress['done'], $progress['total']) : '';
		echo '<progress id="runcloud-progress" aria-labelledby="runcloud-progress-told"' . $value . '></progress>'; // phpcs:ignore WordPress.Security.EscapeOutput -- numbers alone.
	}
	if ( ! is_busy($progress)) {
		echo action_button('sync', __('Sync now', 'runcloud'), '', '', 'button button-primary'); // phpcs:ignore WordPress.Security.EscapeOutput -- it escapes.
	}
	printf('<p class="description">%s</p>', esc_html__('A sync adds what is missing and removes nothing.', 'runcloud'));
}

/** What waits to be done, and what has failed for good. */
function show_jobs(): void {
	$failed  = count_rows('state = %s AND task <> %s', FAILED, PAUSE);
	$pending = count_rows('state = %s', WAITING);
	/* translators: 1: a number, 2: a number */
	printf('<p>%s</p>', esc_html(sprintf(__('Pending: %1$d. Failed: %2$d.', 'runcloud'), $pending, $failed)));
	$rows = [...failed_rows(JOBS_SHOWN), ...rows('state = %s', 'ORDER BY due, host LIMIT %d', WAITING, JOBS_SHOWN)];
	if ( ! $rows) {
		return;
	}
	echo '<table class="widefat striped runcloud-jobs"><thead><tr>';
	printf('<th scope="col">%s</th><th scope="col">%s</th>', esc_html__('Queue job', 'runcloud'), esc_html__('Next attempt', 'runcloud'));
	printf('<th scope="col">%s</th></tr></thead><tbody>', esc_html__('Last error', 'runcloud'));
	$paused = time() + paused_for();
	foreach ($rows as $row) {
		$due  = max($row['due'], $paused);
		$next = match (true) {
			FAILED === $row['state'] => __('none (failed)', 'runcloud'),
			$due <= time()           => __('now', 'runcloud'),
			/* translators: %s: a length of time */
			default                  => sprintf(__('in %s', 'runcloud'), human_time_diff($due)),
		};
		printf('<tr><td>%s</td><td>%s</td><td>%s</td></tr>', esc_html(job_words($row)), esc_html($next), esc_html(in_words($row['error'])));
	}
	echo '</tbody></table>';
}

/** What a row of the table waits for. */
function job_words(array $row): string {
	[$host, $wish] = [$row['host'], $row['wish']];
	$words         = match (true) {
		/* translators: %s: a domain */
		DOMAIN === $row['task'] => sprintf('add' === $wish ? __('Add %s', 'runcloud') : __('Remove %s', 'runcloud'), $host),
		SYNC === $row['task']   => __('Sync', 'runcloud'),
		REQUEST === $wish       => __('Redeploy SSL', 'runcloud'),
		/* translators: %s: a domain */
		default                 => '' === $host ? __('Check the certificate', 'runcloud') : sprintf(__('Check the certificate of %s', 'runcloud'), $host),
	};
	return $row['attempts'] && WAITING === $row['state']
		/* translators: 1: what a job does, 2: a number */
		? sprintf(__('%1$s (attempt %2$d)', 'runcloud'), $words, $row['attempts'] + 1)
		: $words;
}

/** Whether a sync goes on in the background that the page follows. */
function is_busy(array $progress): bool {
	return in_array($progress['phase'], ['asked', 'adding'], true);
}

/** Where a row of the doctor's is put right, if that is another page. */
function fix_of_row(array $row): ?array {
	return match ($row['check']) {
		'settings', 'credentials', 'server', 'web application' => 'failed' === $row['status'] && '' !== generation() ? fix_of('credentials') : null,
		'integration'        => [network_admin_url('admin.php?page=wp-ultimo-hosting-integration-wizard&integration=runcloud'), __('Open the wizard', 'runcloud')],
		'ultimate multisite' => fix_of('asleep'),
		'problem'            => in_array($row['key'] ?? '', ['credentials', 'salts', 'form'], true) ? fix_of($row['key']) : null,
		default              => null,
	};
}

/**
 * What needs somebody's attention, with what to do; and a button where one does it.
 *
 * @return bool Whether there was anything.
 */
function show_attention(): bool {
	// What failed stands there as a problem, and below as a job.
	$rows = array_filter(examine_seen(), static fn ($row) => in_array($row['status'], ['failed', 'warning'], true) && 'jobs failed' !== $row['check']);
	if ( ! $rows) {
		return false;
	}
	usort($rows, static fn ($one, $other) => ('failed' === $other['status']) <=> ('failed' === $one['status']));
	echo '<ul class="runcloud-attention">';
	foreach ($rows as $row) {
		printf('<li class="notice notice-%s inline"><p>%s %s</p>', 'failed' === $row['status'] ? 'error' : 'warning', mark($row['status'], $row['finding']), esc_html($row['next_step'])); // phpcs:ignore WordPress.Security.EscapeOutput -- it escapes.
		$link = fix_of_row($row);
		if ($link) {
			printf('<p><a class="button" href="%s">%s</a></p>', esc_url($link[0]), esc_html($link[1]));
		}
		if ('mappings' === $row['check'] && str_contains($row['next_step'], 'doctor --revive')) {
			echo action_button('revive', __('Check again', 'runcloud'), '', '', 'button'); // phpcs:ignore WordPress.Security.EscapeOutput -- it escapes.
		}
		echo '</li>';
	}
	echo '</ul>';
	return true;
}
