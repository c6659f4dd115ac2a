<?php
/**
 * Running code in the main site's context.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * Calls back with another site switched to, then restores.
 *
 * @param callable $callback Callback.
 * @param int|bool $site_id  Site; false for the network's main site.
 * @return mixed What the callback returned.
 */
function wu_switch_blog_and_run($callback, $site_id = false) {

	switch_to_blog($site_id ? $site_id : get_main_site_id());

	try {
		return call_user_func($callback);
	} finally {
		restore_current_blog();
	}
}
