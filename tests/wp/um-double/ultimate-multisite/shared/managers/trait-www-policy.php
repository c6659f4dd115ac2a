<?php
/**
 * Which hosts get a www twin.
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

defined('ABSPATH') || exit;

/**
 * The network's setting `auto_create_www_subdomain` (contract dossier §5).
 */
trait Www_Policy {

	/**
	 * Whether a host should get a www twin.
	 *
	 * @param string $domain Host.
	 * @return bool
	 */
	public function should_create_www_subdomain($domain) {

		if (strpos($domain, 'www.') === 0) {
			return false;
		}

		switch (wu_get_setting('auto_create_www_subdomain', 'always')) {
			case 'never':
				return false;
			case 'main_only':
				return $this->is_main_domain($domain);
			default:
				return true;
		}
	}

	/**
	 * Whether a host has nothing before its registrable part, as far as labels tell.
	 *
	 * @param string $domain Host.
	 * @return bool
	 */
	public function is_main_domain($domain) {

		$labels = explode('.', $domain);

		if (count($labels) <= 2) {
			return true;
		}

		$multi_part = apply_filters('wu_multi_part_tlds', ['.co.uk', '.com.au', '.co.nz', '.com.br', '.co.in']);

		if (count($labels) === 3) {
			foreach ($multi_part as $ending) {
				if (str_ends_with($domain, $ending)) {
					return true;
				}
			}
		}

		return false;
	}
}
