<?php
/**
 * Listens to the boot, from before the plugin.
 *
 * @package UM_Double
 */

$GLOBALS['um_double_boot'] = [];

foreach (['wp_ultimo_load', 'wu_register_integrations', 'wp_ultimo_host_providers_load', 'wu_register_capabilities'] as $um_double_hook) {
	um_double_early(
		$um_double_hook,
		function (...$args) use ($um_double_hook) {
			global $wp_filter;

			$GLOBALS['um_double_boot'][] = [
				$um_double_hook,
				did_action('plugins_loaded') || doing_action('plugins_loaded') ? $wp_filter['plugins_loaded']->current_priority() : 'include',
				array_map(fn($arg) => is_object($arg) ? get_class($arg) : $arg, array_filter($args)),
				class_exists('WP_Ultimo\Integrations\Integration_Registry') ? array_keys(WP_Ultimo\Integrations\Integration_Registry::get_instance()->get_all()) : [],
			];
		}
	);
}
