<?php
/**
 * Mapping of hosts to sites.
 *
 * @package UM_Double
 */

namespace WP_Ultimo;

defined('ABSPATH') || exit;

/**
 * Only what the domain events need of it: with sunrise and a saved `enable_domain_mapping`, a deleted site takes
 * its domains with it (contract dossier §1.1). The routing itself is sunrise.php.
 */
class Domain_Mapping {

	use Traits\Singleton;

	/**
	 * Attaches the listener if mapping runs in this request.
	 *
	 * @return void
	 */
	public function init(): void {

		if (defined('SUNRISE') && SUNRISE && wu_get_setting_early('enable_domain_mapping')) {
			add_action('wp_delete_site', [$this, 'clear_mappings_on_delete']);
		}
	}

	/**
	 * Deletes the domains of a deleted site.
	 *
	 * @param \WP_Site $site Site; its row is gone already.
	 * @return void
	 */
	public function clear_mappings_on_delete($site) {

		$domains = wu_get_domains(
			[
				'blog_id' => $site->blog_id,
				'number'  => 0,
				'order'   => 'ASC',
			]
		);

		foreach ($domains as $domain) {
			$domain->delete();
		}
	}
}
