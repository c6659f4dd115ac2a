<?php
/**
 * The command wp runcloud.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

use WP_CLI;

use function WP_CLI\Utils\format_items;

defined('ABSPATH') || exit;

require_once __DIR__ . '/trait-application-command.php';

/**
 * Manages the domains and certificates of the network in RunCloud.
 *
 * Every command ends with 0 on success and with 1 if something failed. `status` always ends with 0.
 *
 * ## EXAMPLES
 *
 *     # Find out what is wrong, and what to do.
 *     $ wp runcloud doctor
 *
 *     # Add all mapped domains that are missing in RunCloud.
 *     $ wp runcloud sync
 *     Success: 37 domains added, 0 removed, 963 were in place.
 */
class Command {

	use Application_Command;

	/** Gives an operation the time that a person who waits has. */
	public function __construct() {
		budget(PATIENCE);
	}

	/**
	 * Shows the state of the extension, the integration, the connection, the queue jobs and the last sync.
	 *
	 * ## OPTIONS
	 *
	 * [--fields=<fields>]
	 * : The columns, separated by commas: field, value.
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
	 *     $ wp runcloud status
	 *     $ wp runcloud status --format=json
	 *
	 * @param string[] $args  None.
	 * @param array    $assoc The options.
	 */
	public function status($args, $assoc): void {
		$rows = [];
		foreach (summary(examine_runcloud()) as $field => [, $value]) {
			$rows[] = ['field' => $field, 'value' => plain($value)];
		}
		format_items($assoc['format'], $rows, $assoc['fields'] ?? ['field', 'value']);
	}

	/**
	 * Checks everything that the integration needs, and says how to fix what is wrong.
	 *
	 * With a domain, it checks that domain from its mapping to the certificate that browsers get, and stops at the
	 * first problem. It ends with 1 if a check failed. A warning is not a failure.
	 *
	 * ## OPTIONS
	 *
	 * [<domain>]
	 * : The domain to check. Without it, the whole network is checked.
	 *
	 * [--revive]
	 * : First make Ultimate Multisite check again the mappings that it gave up on.
	 *
	 * [--fields=<fields>]
	 * : The columns, separated by commas: check, status, finding, next_step.
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
	 *     # For monitoring. The exit code says whether a check failed.
	 *     $ wp runcloud doctor --format=json
	 *
	 *     # Find out why shop.example.com does not answer over HTTPS.
	 *     $ wp runcloud doctor shop.example.com
	 *
	 * @param string[] $args  Perhaps a domain.
	 * @param array    $assoc The options.
	 */
	public function doctor($args, $assoc): void {
		$revive = ! empty($assoc['revive']);
		if ($args || $revive) {
			self::need();
		}
		if ($revive) {
			/* translators: %d: a number */
			fwrite(STDERR, sprintf(__('Ultimate Multisite will check %d mappings again.', 'runcloud'), revive()) . "\n");
		}
		$rows = $args ? follow(host_name($args[0])) : examine();
		format_items($assoc['format'], $rows, $assoc['fields'] ?? ['check', 'status', 'finding', 'next_step']);
		if (has_failed($rows)) {
			WP_CLI::halt(1);
		}
	}

	/**
	 * Lists the domains in RunCloud, and the mapped domains that are missing there.
	 *
	 * The state is in-place, missing, extra (no site uses it), protected (never removed by a sync: the primary domain,
	 * wildcards, domains of another network, and domains that the filter runcloud_protected_domains keeps) or unusable
	 * (mapped, but RunCloud cannot accept the name).
	 *
	 * ## OPTIONS
	 *
	 * [--fields=<fields>]
	 * : The columns, separated by commas: name, state, type, www, id, stage, site.
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
	 *     $ wp runcloud domains
	 *     $ wp runcloud domains --fields=name,state --format=csv
	 *
	 * @param string[] $args  None.
	 * @param array    $assoc The options.
	 */
	public function domains($args, $assoc): void {
		self::need('extension');
		self::ask(static fn () => drift());
		$fields = $assoc['fields'] ?? ['name', 'state', 'type', 'www', 'id', 'stage', 'site'];
		// WP-CLI refuses fields that are not there in an array alone.
		format_items($assoc['format'], iterator_to_array(self::domain_rows()), $fields);
	}

	/** Reads the domains, a few at a time: there may be ten thousand. */
	private static function domain_rows(): \Generator {
		$last = '';
		while ($rows = rows("task = %s AND seen <> '' AND host > %s", 'ORDER BY host LIMIT 500', DOMAIN, $last)) {
			$sites = sites_of(array_column($rows, 'host'));
			foreach ($rows as $row) {
				$last = $row['host'];
				$site = $sites[ $last ] ?? ['stage' => '', 'site' => ''];
				$id   = (string) ( $row['runcloud_id'] ?: '' );
				$has  = ['type' => $row['type'], 'www' => $row['www'], 'id' => $id];
				yield ['name' => $last, 'state' => $row['seen']] + $has + $site;
			}
		}
	}

	/**
	 * Adds a domain to the web application now, and requests its certificate.
	 *
	 * ## OPTIONS
	 *
	 * <domain>
	 * : The domain.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp runcloud add shop.example.com
	 *     Success: shop.example.com was added.
	 *
	 * @param string[] $args The domain.
	 */
	public function add($args): void {
		self::need('extension', 'integration');
		$host   = host_name($args[0]);
		$result = self::ask(static fn () => settle_now('add', $host));
		if ( ! is_mapped($result->domain)) {
			/* translators: %s: a domain */
			WP_CLI::warning(sprintf(__('No site in this network uses %s. `wp runcloud sync --prune` would remove it.', 'runcloud'), $result->domain));
		}
		WP_CLI::success(plain(told_of($result)));
	}

	/**
	 * Removes a domain from the web application now. The primary domain is never removed.
	 *
	 * ## OPTIONS
	 *
	 * <domain>
	 * : The domain.
	 *
	 * [--yes]
	 * : Do not ask, even if a site in this network uses the domain.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp runcloud remove old.example.com
	 *     Success: old.example.com was removed.
	 *
	 * @param string[] $args  The domain.
	 * @param array    $assoc The options.
	 */
	public function remove($args, $assoc): void {
		self::need('extension', 'integration');
		$host = host_name($args[0]);
		self::ask(static fn () => refuse_removal($host));
		if (is_mapped($host) && empty($assoc['yes'])) {
			/* translators: %s: a domain */
			self::confirm(sprintf(__('A site in this network uses %s and will stop working. Remove it anyway?', 'runcloud'), $host));
		}
		$result = self::ask(static fn () => settle_now('remove', $host));
		WP_CLI::success(plain(told_of($result)));
	}

	/** Asks a question; WP-CLI's own ends with 0, as if all were done, where nobody can answer. */
	private static function confirm(string $question): void {
		WP_CLI::line(plain($question) . ' [y/n]');
		$answer = fgets(STDIN);
		if (false === $answer) {
			WP_CLI::error(__('Nobody can answer this question, because there is no terminal. To continue without it, add --yes.', 'runcloud'));
		}
		if ('y' !== strtolower(trim($answer))) {
			WP_CLI::halt(0);
		}
	}

	/** Ends with an error where a check of UM, or another one that is named, fails. */
	private static function need(string ...$checks): void {
		foreach (examine_setup() as $row) {
			if ('failed' === $row['status'] && in_array($row['check'], ['ultimate multisite', ...$checks], true)) {
				WP_CLI::error("$row[finding] $row[next_step]");
			}
		}
	}

	/** Asks RunCloud; ends with an error that tells the reason where that fails. */
	private static function ask(callable $work) {
		try {
			return $work();
		} catch (\RuntimeException $error) {
			WP_CLI::error(plain(told($error)));
		}
	}
}
