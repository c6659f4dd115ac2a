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
 * Domains and certificates of the network in RunCloud.
 *
 * Every command ends with 0 when all went right and with 1 when something failed; `status` only shows.
 *
 * ## EXAMPLES
 *
 *     # What is wrong, and what is to be done?
 *     $ wp runcloud doctor
 *
 *     # Add every mapped domain that RunCloud lacks.
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
	 * Shows how things stand: extension, integration, connection, jobs and drift.
	 *
	 * ## OPTIONS
	 *
	 * [--fields=<fields>]
	 * : The columns, separated by commas: field, value.
	 *
	 * [--format=<format>]
	 * : How it is printed.
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
		foreach (summary() as $field => $value) {
			$rows[] = ['field' => $field, 'value' => plain($value)];
		}
		self::show($rows, ['field', 'value'], $assoc);
	}

	/**
	 * Looks at everything that has to be right, and says what to do where it is not.
	 *
	 * With a domain it follows that name's whole way, from its mapping to the certificate that a browser gets,
	 * and stops at the first thing that is wrong. It ends with 1 when a check failed; a warning is no failure.
	 *
	 * ## OPTIONS
	 *
	 * [<domain>]
	 * : The domain to follow; without it the whole network is looked at.
	 *
	 * [--revive]
	 * : First have Ultimate Multisite check again the mappings that it has left behind.
	 *
	 * [--fields=<fields>]
	 * : The columns, separated by commas: check, status, finding, next_step.
	 *
	 * [--format=<format>]
	 * : How it is printed.
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
	 *     # For monitoring: the exit code says whether anything failed.
	 *     $ wp runcloud doctor --format=json
	 *
	 *     # Why does shop.example.com not answer over HTTPS?
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
	 * Lists the domains, both RunCloud's and those that are missing there.
	 *
	 * The state is in-place, missing, extra (no site has it), protected (never removed by a sync: the primary domain,
	 * wildcards, another network's, and what the filter runcloud_protected_domains keeps) or unusable (mapped, and no
	 * name that can be in RunCloud).
	 *
	 * ## OPTIONS
	 *
	 * [--fields=<fields>]
	 * : The columns, separated by commas: name, state, type, www, id, stage, site.
	 *
	 * [--format=<format>]
	 * : How it is printed.
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
		$plan  = self::ask(static function () use (&$unusable) {
			return drift($unusable);
		});
		$sites = hosts();
		$rows  = [];
		$facts = array_column(wu_get_domains(['number' => 0, 'fields' => ['domain', 'stage']]), 'stage', 'domain');
		foreach (domain_rows($plan, array_keys($unusable)) as $name => $row) {
			unset($row['www_differs']);
			$rows[] = ['name' => (string) $name] + $row + ['stage' => $facts[ $name ] ?? '', 'site' => (string) ($sites[ $name ] ?? '')];
		}
		self::show($rows, ['name', 'state', 'type', 'www', 'id', 'stage', 'site'], $assoc);
	}

	/**
	 * Adds a domain to the web application now, and has its certificate follow.
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
		$result = self::ask(static fn () => add_now($host));
		if ( ! is_mapped($result->domain)) {
			/* translators: %s: a domain */
			WP_CLI::warning(sprintf(__('No site in this network uses %s. `wp runcloud sync --prune` would remove it.', 'runcloud'), $result->domain));
		}
		WP_CLI::success(plain(told_of($result)));
	}

	/**
	 * Removes a domain from the web application now; never the primary domain.
	 *
	 * ## OPTIONS
	 *
	 * <domain>
	 * : The domain.
	 *
	 * [--yes]
	 * : Do not ask, although a site of the network still has it.
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
		$result = self::ask(static fn () => remove_now($host));
		WP_CLI::success(plain(told_of($result)));
	}

	/**
	 * Requests the SSL certificate anew, now.
	 *
	 * Requested is not issued: RunCloud needs minutes. The plugin looks whether it came, and tells when it did not.
	 *
	 * ## OPTIONS
	 *
	 * [<domain>]
	 * : Needed in advanced SSL mode, where each domain has its own certificate.
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
		$host = isset($args[0]) ? host_name($args[0]) : null;
		if (next_redeploy_in() > 0) {
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
	 * : Needed in advanced SSL mode, where each domain has its own certificate.
	 *
	 * [--fields=<fields>]
	 * : The columns, separated by commas: id, method, valid_until, renewal_date, staging, created_at.
	 *
	 * [--format=<format>]
	 * : How it is printed.
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
	private static function show(array $rows, array $fields, array $assoc): void {
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
