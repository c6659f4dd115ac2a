<?php
/**
 * The plugin object.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * Boots the plugin while its file is included, as the real one does (contract dossier §2.1).
 */
final class WP_Ultimo {

	use \WP_Ultimo\Traits\Singleton;

	/**
	 * Version of the generation.
	 *
	 * @var string
	 */
	public $version = UM_DOUBLE_VERSION;

	/**
	 * Admin notices of this request.
	 *
	 * @var \WP_Ultimo\Admin_Notices
	 */
	public $notices;

	/**
	 * Settings of the network.
	 *
	 * @var \WP_Ultimo\Settings
	 */
	public $settings;

	/**
	 * Whether the managers run.
	 *
	 * @var bool
	 */
	protected $loaded = false;

	/**
	 * Boots; get_instance() calls it once.
	 *
	 * @return void
	 */
	public function init(): void {

		$this->notices  = \WP_Ultimo\Admin_Notices::get_instance();
		$this->settings = \WP_Ultimo\Settings::get_instance();

		if (! is_multisite()) {
			return;
		}

		// An empty stored value still counts as finished; only an absent row stops the plugin.
		if (get_network_option(null, 'wu_setup_finished', false) === false) {
			return;
		}

		if (UM_DOUBLE_GENERATION === 'registry' && wu_request('page') === 'wp-ultimo-multisite-setup') {
			return;
		}

		$this->loaded = true;

		\WP_Ultimo\Tracker::get_instance();
		\UM_Double\Internal\Admin_Menu::get_instance();

		// Its delete listener has to queue before the manager's (contract dossier §1.1).
		\WP_Ultimo\Domain_Mapping::get_instance();
		\UM_Double\Internal\load_generation();

		do_action('wp_ultimo_load');
	}

	/**
	 * Whether the plugin is set up and runs.
	 *
	 * @return bool
	 */
	public function is_loaded() {

		return $this->loaded;
	}
}
