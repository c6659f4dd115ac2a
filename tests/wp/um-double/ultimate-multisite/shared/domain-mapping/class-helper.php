<?php
/**
 * Network look-ups about a host.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Domain_Mapping;

defined('ABSPATH') || exit;

/**
 * The answers are the test's (UM_Double\set_ssl()); nothing goes over the network.
 */
class Helper {

	/**
	 * Whether a host presents a certificate that a client accepts. Not cached, no filter.
	 *
	 * @param string $domain Host.
	 * @return bool
	 */
	public static function has_valid_ssl_certificate($domain = '') {

		$valid = (bool) \UM_Double\Internal\answer('ssl', $domain, false);

		if (! $valid) {
			wu_log_add('domain-ssl-checks', "Certificate check of $domain failed.", 'error');
		}

		return $valid;
	}

	/**
	 * The public address of the network.
	 *
	 * @return string
	 */
	public static function get_network_public_ip() {

		return apply_filters('wu_get_network_public_ip', '192.0.2.1');
	}
}
