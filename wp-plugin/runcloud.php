<?php
/**
 * Plugin Name:       RunCloud for Ultimate Multisite
 * Description:       Adds the domains that Ultimate Multisite maps to your RunCloud web application, with their certificate, and removes the ones that it unmaps.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      8.2
 * Network:           true
 * Update URI:        false
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       runcloud
 * Domain Path:       /languages
 *
 * @package RunCloud\WordPress
 */

defined('ABSPATH') || exit;

require __DIR__ . '/inc/bootstrap.php';

add_action('plugins_loaded', 'RunCloud\\WordPress\\bootstrap', 5);
