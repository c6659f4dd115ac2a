<?php
/**
 * A module that adds and removes hosts.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Integrations\Capabilities;

defined('ABSPATH') || exit;

/**
 * Only a type: the module attaches its own hooks, by convention at priority 10 with 2 arguments.
 */
interface Domain_Mapping_Capability {

	// phpcs:disable Squiz.Commenting.FunctionComment -- named after what they do.

	public function on_add_domain(string $domain, int $site_id): void;

	public function on_remove_domain(string $domain, int $site_id): void;

	public function on_add_subdomain(string $subdomain, int $site_id): void;

	public function on_remove_subdomain(string $subdomain, int $site_id): void;

	// phpcs:enable
}
