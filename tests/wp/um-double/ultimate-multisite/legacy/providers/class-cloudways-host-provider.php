<?php
/**
 * A provider beside RunCloud.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Integrations\Host_Providers;

defined('ABSPATH') || exit;

/**
 * Listens for verified DNS even while it is off, as the real one does (contract dossier §3.2).
 */
class Cloudways_Host_Provider extends Base_Host_Provider {

	use \WP_Ultimo\Traits\Singleton;

	protected $id = 'cloudways';

	protected $title = 'Cloudways';

	protected $supports = ['autossl'];

	protected $constants = ['WU_CLOUDWAYS_EMAIL', 'WU_CLOUDWAYS_API_KEY', 'WU_CLOUDWAYS_SERVER_ID', 'WU_CLOUDWAYS_APP_ID'];

	protected $optional_constants = ['WU_CLOUDWAYS_EXTRA_DOMAINS'];

	/**
	 * Attaches the provider.
	 *
	 * @return void
	 */
	public function init(): void {

		parent::init();

		add_action('wu_domain_manager_dns_propagation_finished', [$this, 'request_ssl'], 10, 1);
	}

	/**
	 * Would request a certificate.
	 *
	 * @param \WP_Ultimo\Models\Domain $domain Domain.
	 * @return void
	 */
	public function request_ssl($domain) {

		if (! $this->is_enabled()) {
			return;
		}
	}

	// phpcs:disable Squiz.Commenting.FunctionComment

	public function detect() {
		return strpos(ABSPATH, 'cloudways') !== false;
	}

	public function get_fields() {
		return [
			'WU_CLOUDWAYS_EMAIL' => ['title' => 'Cloudways Account Email'],
		];
	}

	public function get_instructions() {
		echo '<p>Nothing to do.</p>';
	}

	public function on_add_domain($domain, $site_id) {
	}

	public function on_remove_domain($domain, $site_id) {
	}

	public function on_add_subdomain($subdomain, $site_id) {
	}

	public function on_remove_subdomain($subdomain, $site_id) {
	}

	// phpcs:enable
}
