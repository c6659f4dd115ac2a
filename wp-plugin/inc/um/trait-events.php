<?php
/**
 * UM's four events, in both generations.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress\UM;

use function RunCloud\WordPress\accept;

defined('ABSPATH') || exit;

/** Parameters without types: UM sends a site id as int or as numeric string, and its signatures differ. */
trait Events {

	/** A domain was mapped. */
	public function on_add_domain($domain, $site_id): void {
		accept('add', (string) $domain);
	}

	/** A domain was unmapped. */
	public function on_remove_domain($domain, $site_id): void {
		accept('remove', (string) $domain);
	}

	/** A subdomain site was made. */
	public function on_add_subdomain($subdomain, $site_id): void {
		accept('add', (string) $subdomain);
	}

	/** A subdomain site was deleted. */
	public function on_remove_subdomain($subdomain, $site_id): void {
		accept('remove', (string) $subdomain);
	}
}
