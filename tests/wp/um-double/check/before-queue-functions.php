<?php
/**
 * Uses the queue before it is there.
 *
 * @package UM_Double
 */

um_double_early(
	'plugins_loaded',
	function () {
		$GLOBALS['um_double_too_early'] = [wu_enqueue_async_action('early'), wu_next_scheduled_action('early'), wu_get_scheduled_actions()];
	}
);
