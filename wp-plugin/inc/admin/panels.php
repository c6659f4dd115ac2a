<?php
/**
 * The parts of the RunCloud page as HTML, from what was seen last: nothing is asked for them.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** How many jobs of each kind are listed. */
const JOBS_SHOWN = 10;

/**
 * Returns a box with a heading.
 *
 * @param string                $id    For the box's id.
 * @param string                $title The heading.
 * @param array<string, string> $facts Values by name; they are HTML, and empty ones are left out.
 * @param string                $html  What stands below the facts.
 */
function panel(string $id, string $title, array $facts, string $html): string {
	$list = '';
	foreach (array_filter($facts, 'strlen') as $name => $value) {
		$list .= sprintf('<div><dt>%s</dt><dd>%s</dd></div>', esc_html($name), wp_kses_post($value));
	}
	$id = esc_attr("runcloud-$id");
	return "<section class='postbox runcloud-panel' id='$id' aria-labelledby='$id-title'>"
		. sprintf("<div class='postbox-header'><h2 id='$id-title'>%s</h2></div>", esc_html($title))
		. "<div class='inside'><dl class='runcloud-facts'>$list</dl>$html</div></section>";
}

/** Returns when RunCloud was asked last, whether that failed, or that it is being asked. */
function as_of(string $part): string {
	['time' => $time, 'tried' => $tried, 'error' => $error] = seen($part);

	$html = $error ? said('error', in_words($error)) : '';
	if ($time) {
		/* translators: 1: a time of the day, 2: a length of time */
		$text  = sprintf(__('As of %1$s (%2$s ago).', 'runcloud'), wp_date(get_option('time_format'), $time), human_time_diff($time));
		$html .= '<p class="description">' . esc_html($text) . '</p>';
	}
	$script = esc_html__('This page needs JavaScript to ask RunCloud. Without it, use the buttons.', 'runcloud');
	$asking = '<span class="spinner is-active"></span>' . esc_html__('Asking RunCloud …', 'runcloud');
	$hidden = $tried ? ' hidden' : '';
	// The script shows it while it asks.
	return "$html<p class='runcloud-asking' data-asking='$part'$hidden>$asking <noscript>$script</noscript></p>";
}

/** Returns a mark that does not stand on its colour alone. */
function mark(string $status, string $text): string {
	$icon = ['ok' => 'yes-alt', 'warning' => 'warning', 'failed' => 'dismiss'][ $status ] ?? 'minus';
	$icon = sprintf('<span class="dashicons dashicons-%s" aria-hidden="true"></span>', esc_attr($icon));
	return sprintf('<span class="runcloud-mark is-%s">%s%s</span>', esc_attr($status), $icon, esc_html($text));
}

/** Returns the server and the web application, and whether RunCloud answers. */
function connection_panel(): string {
	$rows    = array_diff_key(seen_connection(), ['certificate names' => 1]);
	$failed  = array_keys(array_column($rows, 'status', 'check'), 'failed', true);
	$server  = fact('server', 'name');
	$address = fact('server', 'address');
	$online  = fact('server', 'online');
	$state   = match (true) {
		! $rows                                      => '',
		! $failed                                    => mark('ok', __('Connected', 'runcloud')),
		'server' === $failed[0] && false === $online => mark('failed', __('The server is offline', 'runcloud')),
		default                                      => mark('failed', __('Not connected', 'runcloud')),
	};
	$power = $online ? mark('ok', __('online', 'runcloud')) : mark('failed', __('offline', 'runcloud'));
	$facts = [
		__('Connection', 'runcloud')      => $state,
		__('Server', 'runcloud')          => $server ? esc_html($server . ( $address ? " ($address)" : '' )) . " $power" : '',
		__('Web application', 'runcloud') => esc_html((string) fact('web application', 'name')),
		__('Extension', 'runcloud')       => esc_html(phpversion('runcloud') ? sprintf('runcloud %s, PHP %s (%s)', phpversion('runcloud'), PHP_VERSION, PHP_SAPI) : __('not loaded', 'runcloud')),
	];
	$button = action_button('test', __('Test connection', 'runcloud'));
	return panel('connection', __('Connection', 'runcloud'), $facts, as_of('connection') . $button);
}

/** Returns the certificate, or how there is one for each domain. */
function certificate_panel(): string {
	$mode   = match (true) {
		null === fact('ssl', 'mode')       => seen('connection')['time'] ? __('unknown, because RunCloud is not connected', 'runcloud') : '',
		(bool) fact('ssl', 'automatic')    => __('AutoSSL: RunCloud issues certificates by itself', 'runcloud'),
		'advanced' === fact('ssl', 'mode') => __('Advanced: each domain has its own', 'runcloud'),
		default                            => __('Basic: one for all domains', 'runcloud'),
	};
	$method = (string) fact('ssl', 'method');
	$known  = ['letsencrypt' => 'Let\'s Encrypt', 'custom' => __('your own certificate', 'runcloud')];
	$until  = certificate_until();
	$left   = $until > time() ? human_time_diff($until) : __('expired', 'runcloud');
	/* translators: 1: a date, 2: a length of time */
	$dated = $until ? sprintf(__('%1$s (%2$s)', 'runcloud'), wp_date(get_option('date_format'), $until), $left) : __('being issued', 'runcloud');
	$names = fact('certificate names', 'names');
	$limit = (int) fact('certificate names', 'limit');
	$noted = '' === generation() ? 0 : count_noted();
	$facts = [
		__('SSL mode', 'runcloud')    => esc_html($mode),
		__('Method', 'runcloud')      => esc_html($known[ $method ] ?? $method),
		__('Valid until', 'runcloud') => $until || $method ? esc_html($dated) : '',
		/* translators: 1: a number, 2: a number */
		__('Names', 'runcloud')       => null === $names ? '' : esc_html(sprintf(__('%1$d of %2$d', 'runcloud'), $names, $limit)),
		/* translators: %d: a number */
		__('Waiting', 'runcloud')     => $noted ? esc_html(sprintf(_n('%d domain is waiting for the next redeploy', '%d domains are waiting for the next redeploy', $noted, 'runcloud'), $noted)) : '',
	];
	$meter  = sprintf('<meter class="runcloud-meter" min="0" max="%d" high="%d" value="%d" aria-label="%s"></meter>', $limit, $limit * 0.8, min((int) $names, $limit), esc_attr__('Names on the certificate', 'runcloud'));
	$button = 'advanced' === fact('ssl', 'mode')
		? '<p>' . esc_html__('Each domain below has its own “Redeploy SSL” button.', 'runcloud') . '</p>'
		: action_button('redeploy', __('Redeploy SSL', 'runcloud'));
	$html   = ( null === $names ? '' : $meter ) . as_of('connection') . $button;
	return panel('certificate', __('Certificate', 'runcloud'), $facts, $html);
}

/** Returns the last sync, and how far the one of now is. */
function sync_panel(): string {
	$drift    = last_drift();
	$progress = sync_progress();
	$facts    = [
		/* translators: %s: a length of time */
		__('Last sync', 'runcloud') => esc_html($drift['synced'] ? sprintf(__('%s ago', 'runcloud'), human_time_diff($drift['synced'])) : __('never', 'runcloud')),
		__('Result', 'runcloud')    => esc_html($drift['seen'] ? drift_words($drift) ?: __('no differences', 'runcloud') : ''),
	];
	$told = '' === $progress['told'] ? '' : '<p id="runcloud-progress-told">' . esc_html($progress['told']) . '</p>';
	// Without a value the bar shows that something is going on.
	$value = $progress['total'] ? sprintf('value="%d" max="%d"', $progress['done'], $progress['total']) : '';
	$bar   = "<progress id='runcloud-progress' aria-labelledby='runcloud-progress-told' $value></progress>";
	$next  = is_busy($progress) ? $bar : action_button('sync', __('Sync now', 'runcloud'));
	$hint  = '<p class="description">' . esc_html__('A sync adds what is missing and removes nothing.', 'runcloud') . '</p>';
	return panel('sync', __('Sync', 'runcloud'), $facts, $told . $next . $hint);
}

/** Returns what waits to be done, and what has failed for good. */
function jobs_panel(): string {
	$failed  = count_failed();
	$pending = count_rows('state = %s', WAITING);
	$paused  = time() + paused_for();
	/* translators: 1: a number, 2: a number */
	$html = '<p>' . esc_html(sprintf(__('Pending: %1$d. Failed: %2$d.', 'runcloud'), $pending, $failed)) . '</p>';
	$jobs = [...failed_rows(JOBS_SHOWN), ...rows('state = %s', 'ORDER BY due, host LIMIT %d', WAITING, JOBS_SHOWN)];
	$rows = '';
	foreach ($jobs as $row) {
		$due   = max($row['due'], $paused);
		$next  = match (true) {
			FAILED === $row['state'] => __('none (failed)', 'runcloud'),
			$due <= time()           => __('now', 'runcloud'),
			/* translators: %s: a length of time */
			default                  => sprintf(__('in %s', 'runcloud'), human_time_diff($due)),
		};
		$cells = array_map('esc_html', [job_words($row), $next, in_words($row['error'])]);
		$rows .= '<tr><td>' . implode('</td><td>', $cells) . '</td></tr>';
	}
	if ($rows) {
		$heads = array_map('esc_html', [__('Queue job', 'runcloud'), __('Next attempt', 'runcloud'), __('Last error', 'runcloud')]);
		$heads = '<tr><th scope="col">' . implode('</th><th scope="col">', $heads) . '</th></tr>';
		$html .= "<table class='widefat striped runcloud-jobs'><thead>$heads</thead><tbody>$rows</tbody></table>";
	}
	return panel('jobs', __('Queue jobs', 'runcloud'), [], $html);
}

/** Returns what a row of the table waits for. */
function job_words(array $row): string {
	$host  = $row['host'];
	$words = match (true) {
		/* translators: %s: a domain */
		DOMAIN === $row['task']  => sprintf('add' === $row['wish'] ? __('Add %s', 'runcloud') : __('Remove %s', 'runcloud'), $host),
		SYNC === $row['task']    => __('Sync', 'runcloud'),
		REQUEST === $row['wish'] => __('Redeploy SSL', 'runcloud'),
		'' === $host             => __('Check the certificate', 'runcloud'),
		/* translators: %s: a domain */
		default                  => sprintf(__('Check the certificate of %s', 'runcloud'), $host),
	};
	// One that is under way has counted itself.
	$attempt = $row['attempts'] + ( $row['claimed_until'] > time() ? 0 : 1 );
	/* translators: 1: what a job does, 2: a number */
	return WAITING === $row['state'] && $attempt > 1 ? sprintf(__('%1$s (attempt %2$d)', 'runcloud'), $words, $attempt) : $words;
}

/** Returns whether a sync goes on in the background that the page follows. */
function is_busy(array $progress): bool {
	return in_array($progress['phase'], ['asked', 'adding'], true);
}

/** Returns what needs somebody's attention, with what to do. */
function attention(): string {
	// What failed stands there as a problem, and below as a job.
	$rows = array_filter(examine_seen(), static fn ($row) => 'jobs failed' !== $row['check']);
	$list = '';
	foreach (['failed' => 'error', 'warning' => 'warning'] as $status => $level) {
		foreach (wp_list_filter($rows, compact('status')) as $row) {
			$told  = mark($status, $row['finding']) . ' ' . esc_html($row['next_step']);
			$list .= "<li class='notice notice-$level inline'><p>$told</p>" . fix_button($row) . '</li>';
		}
	}
	$right = seen('connection')['time'] ? '<p>' . mark('ok', __('Everything works.', 'runcloud')) . '</p>' : '';
	return $list ? "<ul class='runcloud-attention'>$list</ul>" : $right;
}

/** Returns the button that puts a row of the doctor's right, or the link to where that is done, if there is one. */
function fix_button(array $row): string {
	if (str_contains($row['next_step'], 'doctor --revive')) {
		return action_button('revive', __('Check again', 'runcloud'));
	}
	$wizard = network_admin_url('admin.php?page=wp-ultimo-hosting-integration-wizard&integration=runcloud');
	$key    = $row['key'] ?? '';
	$link   = match ($row['check']) {
		'settings', 'credentials', 'server', 'web application' => '' === generation() ? null : fix_of('credentials'),
		'integration'        => [$wizard, __('Open the wizard', 'runcloud')],
		'ultimate multisite' => fix_of('asleep'),
		'problem'            => in_array($key, ['credentials', 'salts', 'form'], true) ? fix_of($key) : null,
		default              => null,
	};
	return $link ? sprintf('<p><a class="button" href="%s">%s</a></p>', esc_url($link[0]), esc_html($link[1])) : '';
}
