<?php
/**
 * UM's four events, in both generations.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress\UM;

use RunCloud\WordPress as Plugin;

defined('ABSPATH') || exit;

/** Parameters without types: UM sends a site id as int or as numeric string, and its signatures differ. */
trait Events {

	/** Attaches the callbacks; UM calls it when the integration is enabled and set up. */
	public function register_hooks(): void {
		foreach (['add_domain', 'remove_domain', 'add_subdomain', 'remove_subdomain'] as $event) {
			add_action("wu_$event", [$this, "on_$event"], 10, 2);
		}
		Plugin\attach();
	}

	/** Takes a domain that was mapped. */
	public function on_add_domain($domain, $site_id): void {
		Plugin\accept('add', (string) $domain);
	}

	/** Takes a domain that was unmapped. */
	public function on_remove_domain($domain, $site_id): void {
		Plugin\accept('remove', (string) $domain);
	}

	/** Takes a subdomain whose site was created. */
	public function on_add_subdomain($subdomain, $site_id): void {
		Plugin\accept('add', (string) $subdomain);
	}

	/** Takes a subdomain whose site was deleted. */
	public function on_remove_subdomain($subdomain, $site_id): void {
		Plugin\accept('remove', (string) $subdomain);
	}
}
