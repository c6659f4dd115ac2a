<?php
/**
 * Sunrise runs, as far as the plugin can tell: by the time the active plugins are read, WordPress itself has looked
 * for the file already.
 *
 * @package UM_Double
 */

um_double_early(
	'pre_site_option_active_sitewide_plugins',
	function ($plugins) {
		defined('SUNRISE') || define('SUNRISE', true);

		return $plugins;
	},
	11
);
