<?php
/**
 * The command wp runcloud.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

use WP_CLI;

use function WP_CLI\Utils\format_items;
use function WP_CLI\Utils\get_flag_value;

defined('ABSPATH') || exit;

require_once __DIR__ . '/trait-sync-command.php';

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

	use Sync_Command;

	/** Somebody waits: long lists get their time. */
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
		self::show($rows, ['field', 'value'], $assoc);
	}

	/**
	 * Checks everything that the integration needs, and says how to fix what is wrong.
	 *
	 * With a domain, it checks that domain from its mapping to the certificate that browsers get, and stops at the first
	 * problem. It ends with 1 if a check failed. A warning is not a failure.
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
		if ($args || get_flag_value($assoc, 'revive')) {
			self::need();
		}
		if (get_flag_value($assoc, 'revive')) {
			/* translators: %d: a number */
			fwrite(STDERR, sprintf(__('Ultimate Multisite will check %d mappings again.', 'runcloud'), revive()) . "\n");
		}
		$rows = $args ? follow(host_name($args[0])) : examine();
		self::show($rows, ['check', 'status', 'finding', 'next_step'], $assoc);
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
		self::show(self::domain_rows(), ['name', 'state', 'type', 'www', 'id', 'stage', 'site'], $assoc);
	}

	/** The domains, a few at a time: there may be ten thousand. */
	private static function domain_rows(): \Generator {
		for ($last = ''; ; $last = end($rows)['host']) {
			$rows  = rows("task = %s AND seen <> '' AND host > %s", 'ORDER BY host LIMIT 500', DOMAIN, $last);
			$sites = $rows ? sites_of(array_column($rows, 'host')) : [];
			foreach ($rows as $row) {
				$site = $sites[ $row['host'] ] ?? ['stage' => '', 'site' => ''];
				$id   = (string) ( $row['runcloud_id'] ?: '' );
				yield ['name' => $row['host'], 'state' => $row['seen'], 'type' => $row['type'], 'www' => $row['www'], 'id' => $id] + $site;
			}
			if (count($rows) < 500) {
				return;
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
		if (is_mapped($host)) {
			/* translators: %s: a domain */
			self::confirm(plain(sprintf(__('A site in this network uses %s and will stop working. Remove it anyway?', 'runcloud'), $host)), $assoc);
		}
		$result = self::ask(static fn () => settle_now('remove', $host));
		WP_CLI::success(plain(told_of($result)));
	}

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
		if ( ! is_requested($result) && \RunCloud\SslOutcome::Automatic !== $result->outcome) {
			WP_CLI::error(plain(told_of($result)));
		}
		WP_CLI::success(plain(told_of($result)));
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
		self::show([array_map(__NAMESPACE__ . '\\plain', $row)], array_keys($row), $assoc);
	}

	/** Asks a question; WP-CLI's own ends with 0, as if all were done, where nobody can answer. */
	private static function confirm(string $question, array $assoc): void {
		if (get_flag_value($assoc, 'yes')) {
			return;
		}
		WP_CLI::line("$question [y/n]");
		$answer = fgets(STDIN);
		if (false === $answer) {
			WP_CLI::error(__('Nobody can answer this question, because there is no terminal. To continue without it, add --yes.', 'runcloud'));
		}
		if ('y' !== strtolower(trim($answer))) {
			WP_CLI::halt(0);
		}
	}

	/** Prints rows as the options say. */
	private static function show(iterable $rows, array $fields, array $assoc): void {
		format_items(get_flag_value($assoc, 'format', 'table'), $rows, get_flag_value($assoc, 'fields', $fields));
	}

	/** Ends with one sentence where UM or what else is named is not as it has to be. */
	private static function need(string ...$checks): void {
		foreach (examine_setup() as $row) {
			if ('failed' === $row['status'] && in_array($row['check'], ['ultimate multisite', ...$checks], true)) {
				WP_CLI::error("$row[finding] $row[next_step]");
			}
		}
	}

	/** Asks RunCloud, and ends with its reason where that fails. */
	private static function ask(callable $work) {
		try {
			return $work();
		} catch (\RuntimeException $error) {
			WP_CLI::error(plain(told($error)));
		}
	}
}
