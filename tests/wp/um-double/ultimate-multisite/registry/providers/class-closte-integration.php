<?php
/**
 * An integration beside RunCloud.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Integrations\Providers\Closte;

use WP_Ultimo\Integrations\Integration;

defined('ABSPATH') || exit;

/**
 * Does nothing.
 */
class Closte_Integration extends Integration {

	/**
	 * The integration.
	 */
	public function __construct() {

		parent::__construct('closte', 'Closte');

		$this->set_constants(['CLOSTE_CLIENT_API_KEY']);
		$this->set_supports(['autossl', 'no-instructions', 'no-config']);
	}
}
