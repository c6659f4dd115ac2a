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

	public function on_add_domain($domain, $site_id);

	public function on_remove_domain($domain, $site_id);

	public function on_add_subdomain($subdomain, $site_id);

	public function on_remove_subdomain($subdomain, $site_id);

	// phpcs:enable
}
