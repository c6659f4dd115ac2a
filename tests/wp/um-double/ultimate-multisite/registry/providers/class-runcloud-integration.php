<?php
/**
 * Core's RunCloud integration.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Integrations\Providers\RunCloud;

use WP_Ultimo\Integrations\Integration;
use function UM_Double\Internal\record_core_call;

defined('ABSPATH') || exit;

/**
 * Remembers each call where the real one would send HTTP requests.
 */
class RunCloud_Integration extends Integration {

	/**
	 * The integration.
	 */
	public function __construct() {

		parent::__construct('runcloud', 'RunCloud');

		$this->set_description('RunCloud manages web applications on your own servers.');
		$this->set_logo(wu_get_asset('runcloud.svg', 'img/hosts'));
		$this->set_tutorial_link('https://example.org/runcloud');
		$this->set_constants(['WU_RUNCLOUD_API_TOKEN', 'WU_RUNCLOUD_SERVER_ID', 'WU_RUNCLOUD_APP_ID']);
		$this->set_supports(['autossl']);
	}

	// phpcs:disable Squiz.Commenting.FunctionComment -- named after what they do.

	public function detect(): bool {
		return strpos(ABSPATH, 'runcloud') !== false;
	}

	public function test_connection() {
		record_core_call(__FUNCTION__, []);
		return true;
	}

	public function get_fields(): array {
		return [
			'WU_RUNCLOUD_API_TOKEN' => [
				'title'       => 'RunCloud API Token',
				'desc'        => 'The token of your workspace.',
				'placeholder' => 'e.g. your-api-token',
				'type'        => 'password',
			],
			'WU_RUNCLOUD_SERVER_ID' => [
				'title'       => 'RunCloud Server ID',
				'placeholder' => 'e.g. 11667',
			],
			'WU_RUNCLOUD_APP_ID'    => [
				'title'       => 'RunCloud App ID',
				'placeholder' => 'e.g. 940288',
			],
		];
	}

	public function get_instructions(): void {
		wu_get_template('wizards/host-integrations/runcloud-instructions');
	}

	// phpcs:enable
}
