<?php
/**
 * The registry generation, 2.4.11 and later (contract dossier §2.1).
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

defined('ABSPATH') || exit;

classmap(require __DIR__ . '/classmap.php');

/**
 * Starts the managers.
 *
 * @return void
 */
function load_generation(): void {

	\WP_Ultimo\Managers\Domain_Manager::get_instance();
	\WP_Ultimo\Integrations\Integration_Registry::get_instance();
}
