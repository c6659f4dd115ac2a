<?php
/**
 * What is wrong, told once: in UM's logs and in a notice.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** Writes to UM's log of the integration and, for a host, to that domain's own. */
function log_line(string $about, string $level, string $line): void {
	wu_log_add('integration-runcloud', $line, $level);
	// What is no host name may be a path, and a log is a file.
	if (preg_match('/^([a-z0-9_-]{1,63}\.)+[a-z0-9-]{1,63}$/', $about)) {
		wu_log_add("domain-$about", $line, $level);
	}
}

/**
 * Remembers problems until they are solved. The same problem again replaces it.
 *
 * @param array<string, array> $found Messages by key; an empty one is a problem that is solved.
 */
function note_problems(array $found): void {
	$known = problems();
	foreach ($found as $key => $message) {
		if ($message && ( $known[ $key ] ?? null ) !== $message) {
			note(PROBLEM, $key, ['error' => $message, 'erred' => time()]);
		} elseif ( ! $message && isset($known[ $key ])) {
			forget(PROBLEM, $key);
		}
	}
}

/** The messages of what is wrong with this WordPress, or with all of RunCloud, by key; the newest first. */
function problems(): array {
	$problems = [];
	$where = "(task = 'problem' OR (task = 'pause' AND state = 'failed'))";
	foreach (rows($where, 'ORDER BY erred DESC LIMIT 20') as $row) {
		$key              = $row['host'] ?: ( isset($row['data']['mark']) ? 'credentials' : 'runcloud' );
		$problems[ $key ] = $row['error'];
	}
	return $problems;
}

/** What has failed for good with domains, their certificates and the sync; the newest first. */
function failed_rows(int $most): array {
	return rows("state = 'failed' AND task <> 'pause'", 'ORDER BY erred DESC LIMIT %d', $most);
}

/** How much of that there is. */
function count_failed(): int {
	return count_rows("state = 'failed' AND task <> 'pause'");
}

/** What went wrong with a row, in words, with what it is about in front. */
function told_of_row(array $row): string {
	return about(name_of($row), in_words($row['error']));
}

/** Shows a notice for each problem; many domains share one. */
function show_problems(): void {
	$screen = function_exists('get_current_screen') ? get_current_screen() : null;
	// The RunCloud page has them all, and more.
	$is_shown = ! str_contains($screen->id ?? '', '_page_runcloud');
	if ( ! $is_shown || ! current_user_can(is_multisite() ? 'manage_network' : 'activate_plugins')) {
		return;
	}
	foreach (notices() as $key => [$text, $link, $can_wait]) {
		$closing = [];
		if ($can_wait && is_multisite()) {
			$closing['dismiss'] = $key;
			$closing['url']     = network_admin_url('edit.php?action=runcloud');
			$closing['nonce']   = wp_create_nonce('runcloud');
		}
		$attributes = ' data-runcloud-dismiss="%s" data-url="%s" data-nonce="%s"';
		printf(
			'<div class="notice notice-%s%s"%s><p><strong>RunCloud:</strong> %s%s</p></div>',
			$can_wait || 'asleep' === $key ? 'warning' : 'error',
			$closing ? ' is-dismissible' : '',
			$closing ? vsprintf($attributes, array_map('esc_attr', $closing)) : '', // phpcs:ignore
			esc_html($text),
			$link ? sprintf(' <a href="%s">%s</a>', esc_url($link[0]), esc_html($link[1])) : '' // phpcs:ignore
		);
	}
}

/**
 * The notices that the current user has not closed.
 *
 * @return array<string, array{0: string, 1: array{0: string, 1: string}|null, 2: bool}> By key: the text, where it is
 *         put right, and whether it can wait.
 */
function notices(): array {
	$notices = [];
	foreach (array_map(__NAMESPACE__ . '\\in_words', problems()) as $key => $text) {
		$notices[ $key ] = [$text, fix_of($key), false];
	}
	$last = failed_rows(1);
	if ($last) {
		$number = count_failed();
		$text   = 1 === $number
			? told_of_row($last[0])
			/* translators: 1: a number, 2: a sentence about a domain */
			: sprintf(__('%1$d domains have problems. The last one: %2$s', 'runcloud'), $number, told_of_row($last[0]));
		$notices['domains'] = [$text, fix_of('domains'), true];
	}
	$closed = (array) get_user_meta(get_current_user_id(), 'runcloud_closed', true);
	$is_open = static fn ($notice, $key) => ! $notice[2] || ( $closed[ $key ] ?? '' ) !== md5($notice[0]);
	return array_filter($notices, $is_open, ARRAY_FILTER_USE_BOTH);
}

/** Closes a notice for the current user, until it says something else. */
function dismiss(string $key): void {
	$notice = notices()[ $key ] ?? null;
	if ($notice && $notice[2]) {
		$closed = array_filter((array) get_user_meta(get_current_user_id(), 'runcloud_closed', true));
		update_user_meta(get_current_user_id(), 'runcloud_closed', [$key => md5($notice[0])] + $closed);
	}
}

/**
 * Where a problem is put right.
 *
 * @return array{0: string, 1: string}|null An address and what stands on the link.
 */
function fix_of(string $key): ?array {
	if ( ! is_multisite()) {
		return null;
	}
	$wizard = network_admin_url('admin.php?page=wp-ultimo-hosting-integration-wizard&integration=runcloud&step=config');
	return match (true) {
		'asleep' === $key                                    => [network_admin_url('plugins.php'), __('Go to the plugins', 'runcloud')],
		in_array($key, ['credentials', 'salts', 'form'], true) => [$wizard, __('Check the credentials', 'runcloud')],
		'domains' === $key                                   => [page_url(['view' => 'failed']), __('Show these domains', 'runcloud')],
		default                                              => [page_url(), __('Open the RunCloud page', 'runcloud')],
	};
}

/**
 * Where the RunCloud page is.
 *
 * @param array<string, string> $arguments Of the address, such as `view`.
 */
function page_url(array $arguments = []): string {
	$page = isset($GLOBALS['admin_page_hooks']['wp-ultimo']) || '' !== generation() ? 'admin.php' : 'settings.php';
	return add_query_arg(['page' => 'runcloud'] + array_map('rawurlencode', $arguments), network_admin_url($page));
}
