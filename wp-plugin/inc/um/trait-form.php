<?php
/**
 * What both generations of UM show of the integration.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress\UM;

use RunCloud\WordPress as Plugin;

defined('ABSPATH') || exit;

/** The wizard's texts and fields. */
trait Form {

	/** What UM needs to count the integration as set up: a token, or a key's secret; a key alone is nothing. */
	const NEEDED = [['WU_RUNCLOUD_API_TOKEN', 'WU_RUNCLOUD_API_SECRET'], 'WU_RUNCLOUD_SERVER_ID', 'WU_RUNCLOUD_APP_ID'];

	/** Where RunCloud explains its credentials. */
	const TUTORIAL = 'https://runcloud.io/docs/generating-api-keys-enabling-api-access';

	/** Returns whether this server looks like one of RunCloud's. */
	public function detect(): bool {
		return str_contains(ABSPATH, 'runcloud') || (bool) preg_match('~^/home/[^/]+/webapps/~', ABSPATH);
	}

	/** Returns the card's picture. */
	public function get_logo(): string {
		return wu_get_asset('runcloud.svg', 'img/hosts');
	}

	/** Returns one sentence for the card and the wizard. */
	public function get_description(): string {
		return __('Adds mapped domains to your RunCloud web application with their certificate, and removes unmapped ones.', 'runcloud');
	}

	/** Returns the wizard's fields, by the names of the constants that hold them. */
	public function get_fields(): array {
		$hints = [
			'WU_RUNCLOUD_API_TOKEN' => __('Leave the key and secret below empty if you use a token.', 'runcloud'),
			'WU_RUNCLOUD_API_KEY'   => __('Only for an older key of a personal space, with its secret.', 'runcloud'),
			'WU_RUNCLOUD_SERVER_ID' => __('A number, for example 10101.', 'runcloud'),
			'WU_RUNCLOUD_APP_ID'    => __('A number, for example 646.', 'runcloud'),
		];
		$fields = [];
		foreach (Plugin\credential_names() as $name => $label) {
			$is_secret = ! str_ends_with($name, '_ID');
			$state     = match (true) {
				defined($name) && constant($name)             => __('A constant in wp-config.php sets this value. It overrides the one stored here.', 'runcloud'),
				$is_secret && '' !== Plugin\credential($name) => __('A value is stored, but not shown. Leave the dots unchanged to keep it.', 'runcloud'),
				default                                       => '',
			};
			$fields[ $this->field_of($name) ] = [
				'title' => $label,
				'desc'  => trim(( $hints[ $name ] ?? '' ) . " $state"),
				'type'  => $is_secret ? 'password' : 'text',
			];
		}
		return $fields;
	}

	/** Returns the name of a credential's field; the legacy generation prints a constant's value where both agree. */
	private function field_of(string $name): string {
		$is_printed = $this instanceof Provider && defined($name) && constant($name);
		return $is_printed && ! str_ends_with($name, '_ID') ? "NEW_$name" : $name;
	}

	/** Prints where to find each value in RunCloud. */
	public function get_instructions(): void {
		$steps = [
			__('RunCloud\'s API needs a Business or Enterprise plan.', 'runcloud'),
			__('API token: in your RunCloud dashboard, open Workspace → Settings → API Management and create a token. Copy it now, because it is shown only once. If the token has a list of allowed IP addresses, add this server\'s address.', 'runcloud'),
			__('An older API key and secret of a personal space work too.', 'runcloud'),
			__('Server ID: open the server in your RunCloud dashboard. It is the number in the address of the page, manage.runcloud.io/servers/NUMBER.', 'runcloud'),
			__('Web application ID: open the web application of this WordPress in your RunCloud dashboard. It is the number in the address of the page, after the server\'s.', 'runcloud'),
			__('You can also define the values as constants in wp-config.php: WU_RUNCLOUD_API_TOKEN (or WU_RUNCLOUD_API_KEY and WU_RUNCLOUD_API_SECRET), WU_RUNCLOUD_SERVER_ID, WU_RUNCLOUD_APP_ID.', 'runcloud'),
		];
		echo '<ol><li>' . implode('</li><li>', array_map('esc_html', $steps)) . '</li></ol>';
	}

	/** Returns what enabling does and does not do. */
	public function get_explainer_lines(): array {
		return [
			'will'     => [
				'add_domains'    => __('Add every domain that is mapped to a site to the RunCloud web application, and remove it when it is unmapped.', 'runcloud'),
				'add_subdomains' => __('Do the same for new subdomain sites, unless a wildcard entry serves them.', 'runcloud'),
				'ssl'            => __('Redeploy the SSL certificate after adding domains, and check that it arrives.', 'runcloud'),
			],
			'will_not' => ['primary' => __('Touch the primary domain, wildcard entries or certificates of your own.', 'runcloud')],
		];
	}
}
