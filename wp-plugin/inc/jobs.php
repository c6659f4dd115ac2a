<?php
/**
 * The plugin's jobs in UM's queue, for those who show them.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** How many jobs are in a state. */
function count_jobs(string $status): int {
	return count(wu_get_scheduled_actions(['group' => GROUP, 'status' => $status, 'per_page' => -1], 'ids'));
}

/**
 * The plugin's jobs that wait, the one that is due first at the top.
 *
 * @param int  $most  How many.
 * @param bool $dated Leaves out those for "as soon as possible", which have no date.
 * @return array<int, array{hook: string, args: array, due: int}> By id; 0 stands for at once.
 */
function pending_jobs(int $most, bool $dated = false): array {
	$query = ['status' => 'pending', 'orderby' => 'date', 'order' => 'ASC', 'per_page' => $most];
	return queued($dated ? ['date' => DAY_IN_SECONDS, 'date_compare' => '>'] + $query : $query);
}

/**
 * The plugin's jobs that failed for good and were not made up for since, the newest first.
 *
 * @return array<int, array{hook: string, args: array, due: int, error: string}> By id.
 */
function open_failures(int $most): array {
	// Several parts of a page ask for it, and each job is a query or two.
	wp_cache_add_non_persistent_groups('runcloud');
	$open = wp_cache_get('open_failures', 'runcloud');
	if (is_array($open)) {
		return array_slice($open, 0, $most);
	}
	$problems = problems();
	$open     = [];
	foreach (queued(['status' => 'failed', 'orderby' => 'date', 'order' => 'DESC', 'per_page' => 50]) as $job) {
		$about = about_job($job);
		$hook  = LOOK === $job['hook'] ? REDEPLOY : $job['hook'];
		$error = $problems["$hook-$about"] ?? (isset($problems['credentials']) ? remembered_domain($about)['error'] ?? null : null);
		// One line for each problem, however often it failed.
		if (null !== $error && ! isset($open["$hook-$about"])) {
			$open["$hook-$about"] = $job + ['error' => in_words($error)];
		}
	}
	wp_cache_set('open_failures', $open, 'runcloud');
	return array_slice($open, 0, $most);
}

/** What a job is about: a host, or `certificate` or `sync`. */
function about_job(array $job): string {
	return match ($job['hook']) {
		SETTLE      => (string) ($job['args'][1] ?? ''),
		LOOK        => (string) ($job['args'][0] ?? '') ?: 'certificate',
		SYNC, SLICE => 'sync',
		default     => 'certificate',
	};
}
