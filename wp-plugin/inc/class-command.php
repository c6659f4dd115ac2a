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
use function WP_CLI\Utils\make_progress_bar;

defined('ABSPATH') || exit;

/**
 * Domains and certificates of the network in RunCloud.
 *
 * Every command ends with 0 when all went right and with 1 when something failed.
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
	 * The state is in-place, missing, beyond (no site has it) or protected (the primary domain, wildcards).
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
		$plan  = self::ask(static fn () => drift());
		$sites = hosts();
		$rows  = [];
		$facts = array_column(wu_get_domains(['number' => 0, 'fields' => ['domain', 'stage']]), 'stage', 'domain');
		foreach (['in-place' => $plan->inPlace, 'missing' => $plan->toAdd, 'beyond' => $plan->beyond, 'protected' => $plan->protected] as $state => $domains) {
			foreach ($domains as $domain) {
				$name   = is_string($domain) ? $domain : $domain->name;
				$known  = is_string($domain) ? null : $domain;
				$rows[] = [
					'name'  => plain($name),
					'state' => $state,
					'type'  => plain((string) $known?->type),
					'www'   => null === $known?->www ? '' : ($known->www ? 'yes' : 'no'),
					'id'    => (string) $known?->id,
					'stage' => $facts[ $name ] ?? '',
					'site'  => (string) ($sites[ $name ] ?? ''),
				];
			}
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
		$result = self::settled($host, static fn () => client()->addDomain($host, www_of($host)));
		remember_domain($result->domain, ['id' => $result->id]);
		if (\RunCloud\Outcome::Added === $result->outcome) {
			want_certificate($result->domain);
		}
		if ( ! is_mapped($result->domain)) {
			/* translators: %s: a domain */
			WP_CLI::warning(sprintf(__('No site of this network has %s: wp runcloud sync --prune would remove it again.', 'runcloud'), $result->domain));
		}
		WP_CLI::success(plain($result->message));
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
		if (is_mapped($host)) {
			/* translators: %s: a domain */
			WP_CLI::confirm(plain(sprintf(__('A site of this network has %s: it will not answer any more until the next sync. Remove it?', 'runcloud'), $host)), $assoc);
		}
		$result = self::settled($host, static fn () => client()->removeDomain($host, remembered_domain($host)['id'] ?? null));
		forget_domain($result->domain);
		WP_CLI::success(plain($result->message));
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
			WP_CLI::warning(__('The certificate was requested several times within the hour; Let\'s Encrypt limits that.', 'runcloud'));
		}
		[$before, $result] = self::ask(static fn () => [
			certificate_mark(client()->certificate($host)),
			client()->redeploySsl($host, (bool) apply_filters('runcloud_install_ssl', true)),
		]);
		log_line((string) $host, 'info', $result->message);
		if (in_array($result->outcome, [\RunCloud\SslOutcome::CustomCertificate, \RunCloud\SslOutcome::NoCertificate], true)) {
			WP_CLI::error(plain($result->message));
		}
		if (\RunCloud\SslOutcome::Automatic !== $result->outcome) {
			update_network_option(null, 'runcloud_redeploys', [...recent_redeploys(), time()]);
			later(LOOKS[0], LOOK, [\RunCloud\SslMode::Basic === $result->mode ? '' : $host, $before, 1, 1]);
		}
		WP_CLI::success(plain($result->message));
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
			WP_CLI::error(__('RunCloud has no certificate for it. Request one: wp runcloud redeploy', 'runcloud'));
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

	/**
	 * Brings RunCloud in line with what is mapped: adds what is missing, and with --prune removes what no site has.
	 *
	 * Interrupted and started again it goes on where it was. A name that fails does not stop the others: what failed
	 * is listed at the end, and the command ends with 1. With --dry-run nothing is changed, and it ends with 2 when
	 * there is drift, also such as it would leave alone: names beyond, or served with another www than wanted.
	 *
	 * ## OPTIONS
	 *
	 * [--dry-run]
	 * : Show what differs, and change nothing.
	 *
	 * [--prune]
	 * : Also remove the names that no site has. Never the primary domain, a wildcard, or a name that the filter
	 * runcloud_protected_domains keeps.
	 *
	 * [--yes]
	 * : Do not ask before anything is removed.
	 *
	 * [--fields=<fields>]
	 * : With --dry-run, the columns, separated by commas: name, state, action.
	 *
	 * [--format=<format>]
	 * : With --dry-run, how it is printed.
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
	 *     # What would be done? Ends with 0 (nothing differs), 2 (something does) or 1 (it could not be found out).
	 *     $ wp runcloud sync --dry-run
	 *
	 *     # Without questions, for scripts.
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
		$prune    = (bool) get_flag_value($assoc, 'prune');
		$surplus  = prunable($plan);
		$removals = $prune ? count($surplus) : 0;
		foreach ($unusable as $host => $why) {
			WP_CLI::warning(plain("$host: $why"));
		}
		if (get_flag_value($assoc, 'dry-run')) {
			$rows = [
				...array_map(static fn ($name) => ['name' => plain($name), 'state' => 'missing', 'action' => 'add'], $plan->toAdd),
				...array_map(static fn ($domain) => ['name' => plain($domain->name), 'state' => 'beyond', 'action' => $prune ? 'remove' : 'none'], $surplus),
				...array_map(static fn ($domain) => ['name' => plain($domain->name), 'state' => 'www-differs', 'action' => 'none'], $plan->wwwDiffers),
			];
			self::show($rows, ['name', 'state', 'action'], $assoc);
			WP_CLI::halt($rows ? 2 : 0);
		}
		if ($removals) {
			/* translators: 1: a number, 2: names */
			WP_CLI::confirm(plain(sprintf(__('%1$d domains are in RunCloud that no site has: %2$s. Remove them?', 'runcloud'), $removals, some(array_column($surplus, 'name')))), $assoc);
		}
		$todo   = count($plan->toAdd) + $removals;
		$bar    = $todo ? make_progress_bar(__('Domains', 'runcloud'), $todo) : null;
		$failed = self::ask(static fn () => namespace\sync($plan, $prune, static fn () => $bar?->tick()));
		$bar?->finish();
		foreach ($failed as $host => $why) {
			WP_CLI::warning(plain(str_starts_with($why, $host) ? $why : "$host: $why"));
		}
		if ($failed) {
			/* translators: 1: a number, 2: a number */
			WP_CLI::error(sprintf(__('%1$d of %2$d domains failed, for the reasons above; the others are done. Run it again when they are gone.', 'runcloud'), count($failed), $todo));
		}
		WP_CLI::success($todo
			/* translators: 1 to 3: numbers */
			? sprintf(__('%1$d domains added, %2$d removed, %3$d were in place.', 'runcloud'), count($plan->toAdd), $removals, count($plan->inPlace))
			/* translators: %d: a number */
			: sprintf(__('Nothing to do: %d domains are in place.', 'runcloud'), count($plan->inPlace)));
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
		} catch (\RunCloud\Exception $error) {
			WP_CLI::error(plain($error->getMessage()));
		}
	}

	/** Settles one name in RunCloud while no job of the queue does. */
	private static function settled(string $host, callable $work): \RunCloud\DomainResult {
		$ran = with_lock($host, static function () use ($work, &$result) {
			$result = self::ask($work);
		});
		if ( ! $ran) {
			/* translators: %s: a domain */
			WP_CLI::error(plain(sprintf(__('%s is in the hands of a job of the queue. Try again in a minute.', 'runcloud'), $host)));
		}
		solve_problem(SETTLE . "-$result->domain");
		log_line($result->domain, 'info', $result->message);
		return $result;
	}
}
