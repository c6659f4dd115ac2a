<?php
/**
 * Plugin Name: Ultimate Multisite (test double)
 * Description: Stands in for Ultimate Multisite in tests. Never install it on a network that anyone uses.
 * Network: true
 * Version: 0
 * Requires PHP: 8.2
 * License: GPL-2.0-or-later
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

define('WP_ULTIMO_PLUGIN_FILE', __FILE__);
define('WP_ULTIMO_PLUGIN_DIR', __DIR__ . '/');
define('WP_ULTIMO_PLUGIN_URL', plugin_dir_url(__FILE__));

require __DIR__ . '/shared/internal/boot.php';
require __DIR__ . '/shared/internal/state.php';
require __DIR__ . '/double-controls.php';
require __DIR__ . '/shared/load.php';
require __DIR__ . '/' . UM_DOUBLE_GENERATION . '/load.php';

register_activation_hook(__FILE__, 'UM_Double\install');

WP_Ultimo();
