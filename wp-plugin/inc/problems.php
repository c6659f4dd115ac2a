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

/** Remembers a problem until it is solved; the same problem again replaces it. */
function remember_problem(string $key, string $text): void {
	if ((problems()[$key] ?? null) !== $text) {
		change('runcloud_problems', static fn (array $problems) => array_slice([$key => $text] + $problems, 0, 20, true));
	}
}

/** Forgets a problem. */
function solve_problem(string $key): void {
	if (isset(problems()[$key])) {
		change('runcloud_problems', static fn (array $problems) => array_diff_key($problems, [$key => 1]));
	}
}

/** The problems by key, newest first. */
function problems(): array {
	return (array) stored('runcloud_problems');
}

/** Shows the newest problem and how many there are. */
function show_problems(): void {
	$problems = problems();
	if ( ! $problems || ! current_user_can(is_multisite() ? 'manage_network' : 'activate_plugins')) {
		return;
	}
	$more = count($problems) - 1;
	printf(
		'<div class="notice notice-%s"><p><strong>RunCloud:</strong> %s%s</p></div>',
		isset($problems['asleep']) ? 'warning' : 'error',
		esc_html(reset($problems)),
		/* translators: %d: a number of problems */
		$more ? ' ' . esc_html(sprintf(_n('And %d more; see the log integration-runcloud.', 'And %d more; see the log integration-runcloud.', $more, 'runcloud'), $more)) : ''
	);
}
