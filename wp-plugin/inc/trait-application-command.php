<?php
/**
 * The part of the command wp runcloud that is about the whole web application: its certificate, and the sync.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

use WP_CLI;

use function WP_CLI\Utils\format_items;
use function WP_CLI\Utils\make_progress_bar;

defined('ABSPATH') || exit;

/** The subcommands redeploy, certificate and sync. */
trait Application_Command {

	/**
	 * Requests a new SSL certificate now.
	 *
	 * RunCloud issues it in the background, which takes minutes. The plugin checks that it arrives, and tells you if
	 * it does not.
	 *
	 * ## OPTIONS
	 *
	 * [<domain>]
	 * : The domain. Required in advanced SSL mode, where each domain has its own certificate.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp runcloud redeploy
	 *     $ wp runcloud redeploy shop.example.com
	 *
	 * @param string[] $args Perhaps a domain.
	 */
	public function redeploy($args): void {
		self::need('extension', 'integration');
		$host = host_name($args[0] ?? '');
		if (next_redeploy_in(row(CERTIFICATE)['data'] ?? []) > 0) {
			WP_CLI::warning(__('The certificate has been requested several times in the last hour. Let\'s Encrypt limits how often it can be issued.', 'runcloud'));
		}
		$result = self::ask(static fn () => redeploy_now($host));
		$is_coming = is_requested($result) || \RunCloud\SslOutcome::Automatic === $result->outcome;
		$is_coming ? WP_CLI::success(plain(told_of($result))) : WP_CLI::error(plain(told_of($result)));
	}

	/**
	 * Shows the certificate that RunCloud has.
	 *
	 * ## OPTIONS
	 *
	 * [<domain>]
	 * : The domain. Required in advanced SSL mode, where each domain has its own certificate.
	 *
	 * [--fields=<fields>]
	 * : The columns, separated by commas: id, method, valid_until, renewal_date, staging, created_at.
	 *
	 * [--format=<format>]
	 * : The output format.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 *   - yaml
	 *   - count
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp runcloud certificate shop.example.com
	 *
	 * @param string[] $args  Perhaps a domain.
	 * @param array    $assoc The options.
	 */
	public function certificate($args, $assoc): void {
		self::need('extension');
		$certificate = self::ask(static fn () => client()->certificate($args[0] ?? null));
		if ( ! $certificate) {
			WP_CLI::error(__('RunCloud has no certificate. To request one, run `wp runcloud redeploy`.', 'runcloud'));
		}
		$row = [
			'id'           => (string) $certificate->id,
			'method'       => (string) $certificate->method,
			'valid_until'  => (string) ($certificate->validUntil ?? __('being issued', 'runcloud')),
			'renewal_date' => (string) $certificate->renewalDate,
			'staging'      => null === $certificate->staging ? '' : ($certificate->staging ? 'yes' : 'no'),
			'created_at'   => (string) $certificate->createdAt,
		];
		format_items($assoc['format'], [array_map(plain(...), $row)], $assoc['fields'] ?? array_keys($row));
	}

	/**
	 * Adds missing domains to RunCloud and, with --prune, removes extra ones.
	 *
	 * If you interrupt the command and run it again, it continues where it stopped. A domain that fails does not stop
	 * the others: the failed ones are listed at the end, and the command ends with 1. With --dry-run it changes
	 * nothing, and ends with 2 if anything differs. This includes what a sync leaves alone: extra domains, and domains
	 * with a different www setting, which you change in your RunCloud dashboard. Answering no to the question of
	 * --prune ends with 0.
	 *
	 * ## OPTIONS
	 *
	 * [--dry-run]
	 * : Show what differs, without changing anything.
	 *
	 * [--prune]
	 * : Also remove extra domains, which no site uses. The primary domain, wildcards, and domains that the filter
	 * runcloud_protected_domains keeps are never removed.
	 *
	 * [--yes]
	 * : Do not ask before removing domains.
	 *
	 * [--fields=<fields>]
	 * : With --dry-run, the columns, separated by commas: name, state, action.
	 *
	 * [--format=<format>]
	 * : With --dry-run, the output format.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 *   - yaml
	 *   - count
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     # Preview the changes. Ends with 0 (nothing differs), 2 (something differs) or 1 (the comparison failed).
	 *     $ wp runcloud sync --dry-run
	 *
	 *     # Remove extra domains without asking, for scripts.
	 *     $ wp runcloud sync --prune --yes
	 *
	 * @param string[] $args  None.
	 * @param array    $assoc The options.
	 */
	public function sync($args, $assoc): void {
		self::need('extension', 'integration');
		$plan     = self::ask(static function () use (&$unusable) {
			return drift($unusable);
		});
		$surplus  = array_keys(prunable($plan));
		$removals = empty($assoc['prune']) ? [] : $surplus;
		foreach ($unusable as $host => $why) {
			WP_CLI::warning(plain("$host: $why"));
		}
		if ( ! empty($assoc['dry-run'])) {
			$row  = static fn ($state, $action, $name) => ['name' => plain($name)] + compact('state', 'action');
			$rows = [
				...array_map(static fn ($name) => $row('missing', 'add', $name), $plan->toAdd),
				...array_map(static fn ($name) => $row('extra', $removals ? 'remove' : 'none', $name), $surplus),
				...array_map(static fn ($domain) => $row('www-differs', 'none', $domain->name), $plan->wwwDiffers),
			];
			format_items($assoc['format'], $rows, $assoc['fields'] ?? ['name', 'state', 'action']);
			WP_CLI::halt($rows ? 2 : 0);
		}
		if ($removals && empty($assoc['yes'])) {
			$number = count($removals);
			/* translators: 1: a number, 2: names */
			$question = _n('%1$d domain in RunCloud is not used by any site: %2$s. Remove it?', '%1$d domains in RunCloud are not used by any site: %2$s. Remove them?', $number, 'runcloud');
			self::confirm(sprintf($question, $number, some($removals)));
		}
		$todo = count($plan->toAdd) + count($removals);
		$bar  = $todo ? make_progress_bar(__('Domains', 'runcloud'), $todo) : null;
		$done = self::ask(static fn () => namespace\sync($plan, $removals, static fn () => $bar?->tick()));
		$bar?->finish();
		self::tell($done, $todo, count($plan->inPlace), $removals ? 0 : count($surplus), count($plan->wwwDiffers));
	}

	/** Says what was done, what failed and what was left alone; ends with 1 when something failed. */
	private static function tell(array $done, int $todo, int $in_place, int $surplus, int $www): void {
		foreach ($done['failed'] as $host => $why) {
			WP_CLI::warning(plain(about((string) $host, $why)));
		}
		if ($done['left']) {
			/* translators: %d: a number */
			WP_CLI::warning(sprintf(_n('%d more is waiting. The queue tries it later.', '%d more are waiting. The queue tries them later.', $done['left'], 'runcloud'), $done['left']));
		}
		if ($done['failed']) {
			/* translators: 1: a number, 2: a number */
			WP_CLI::error(sprintf(__('%1$d of %2$d domains failed, for the reasons above. Fix the causes and run the command again.', 'runcloud'), count($done['failed']), $todo));
		}
		if ($done['left']) {
			WP_CLI::halt(1);
		}
		$told = $todo
			/* translators: 1 to 3: numbers */
			? sprintf(_n('%1$d domain added, %2$d removed, %3$d were in place.', '%1$d domains added, %2$d removed, %3$d were in place.', $done['added'], 'runcloud'), $done['added'], $done['removed'], $in_place + $done['present'])
			/* translators: %d: a number */
			: sprintf(_n('Nothing to do: %d domain is in place.', 'Nothing to do: %d domains are in place.', $in_place, 'runcloud'), $in_place);
		$rest = array_filter([
			/* translators: %d: a number */
			__('domains that a queue job is working on: %d', 'runcloud') => $done['busy'],
			/* translators: %d: a number */
			__('extra domains, which --prune removes: %d', 'runcloud') => $surplus,
			/* translators: %d: a number */
			__('domains with a different www setting, which you change in your RunCloud dashboard: %d', 'runcloud') => $www,
		]);
		if ($rest) {
			/* translators: %s: what was left alone */
			$told .= ' ' . sprintf(__('Not changed: %s.', 'runcloud'), implode('; ', array_map('sprintf', array_keys($rest), $rest)));
		}
		WP_CLI::success($told);
	}
}
