<?php
/**
 * What both generations of UM show of the integration.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress\UM;

use function RunCloud\WordPress\credential;
use function RunCloud\WordPress\credential_names;

defined('ABSPATH') || exit;

/** The wizard's texts and fields. */
trait Form {

	/** Whether this server looks like one of RunCloud's. */
	public function detect(): bool {
		return str_contains(ABSPATH, 'runcloud') || (bool) preg_match('~^/home/[^/]+/webapps/~', ABSPATH);
	}

	/** One sentence for the card and the wizard. */
	public function get_description(): string {
		return __('Domains that are mapped here are added to the RunCloud web application and get their certificate; domains that are unmapped are removed.', 'runcloud');
	}

	/** The wizard's fields, by the names of the constants that hold them. */
	public function get_fields(): array {
		$hints = [
			'WU_RUNCLOUD_API_TOKEN'  => __('Leave the key and secret below empty if you use a token.', 'runcloud'),
			'WU_RUNCLOUD_API_KEY'    => __('Only for an older key of a personal space, together with its secret.', 'runcloud'),
			'WU_RUNCLOUD_API_SECRET' => '',
			'WU_RUNCLOUD_SERVER_ID'  => __('A number, for example 10101.', 'runcloud'),
			'WU_RUNCLOUD_APP_ID'     => __('A number, for example 646.', 'runcloud'),
		];
		$fields = [];
		foreach (credential_names() as $name => $label) {
			$is_secret = ! str_ends_with($name, '_ID');
			$state     = match (true) {
				defined($name) && constant($name)         => __('Set by a constant in wp-config.php, which wins over what is stored here.', 'runcloud'),
				$is_secret && '' !== credential($name) => __('It is stored, and not shown: leave the dots as they are to keep it.', 'runcloud'),
				default                                   => '',
			};
			$fields[ $this->field_of($name) ] = [
				'title'       => $label,
				'desc'        => trim("$hints[$name] $state"),
				'placeholder' => '',
				'type'        => $is_secret ? 'password' : 'text',
			];
		}
		return $fields;
	}

	/** The name of a credential's field. */
	private function field_of(string $name): string {
		return $name;
	}

	/** Where to find each value in RunCloud. */
	public function get_instructions(): void {
		$steps = [
			__('RunCloud\'s API needs a Business or Enterprise plan.', 'runcloud'),
			__('API token: in RunCloud, open Workspace → Settings → API Management and create a token. It is shown once: copy it now. If the key has a list of allowed IP addresses, add this server\'s.', 'runcloud'),
			__('An older API key and secret of a personal space work as well, in place of the token.', 'runcloud'),
			__('Server ID: open the server in RunCloud. The address of the page is manage.runcloud.io/servers/NUMBER: that number.', 'runcloud'),
			__('Web application ID: open the web application of this WordPress. The number in the address of its page, behind the server\'s.', 'runcloud'),
			__('Any of the values may stand in wp-config.php instead, as constants: WU_RUNCLOUD_API_TOKEN (or WU_RUNCLOUD_API_KEY and WU_RUNCLOUD_API_SECRET), WU_RUNCLOUD_SERVER_ID, WU_RUNCLOUD_APP_ID.', 'runcloud'),
		];
		echo '<ol>';
		foreach ($steps as $step) {
			echo '<li>' . esc_html($step) . '</li>';
		}
		echo '</ol>';
	}

	/** What enabling does and does not do. */
	public function get_explainer_lines(): array {
		return [
			'will'     => [
				'add_domains'    => __('Add every domain that is mapped to a site to the RunCloud web application, and remove it when it is unmapped.', 'runcloud'),
				'add_subdomains' => __('Do the same for new subdomain sites, unless a wildcard entry serves them.', 'runcloud'),
				'ssl'            => __('Have the SSL certificate redeployed after domains were added, and see that it comes.', 'runcloud'),
			],
			'will_not' => [
				'primary' => __('Touch the primary domain, wildcard entries or certificates of your own.', 'runcloud'),
			],
		];
	}
}
