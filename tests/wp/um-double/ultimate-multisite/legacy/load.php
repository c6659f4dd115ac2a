<?php
/**
 * The legacy generation, 2.4.10 and before (contract dossier §2.2).
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
}
