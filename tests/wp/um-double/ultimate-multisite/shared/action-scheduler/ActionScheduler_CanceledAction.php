<?php
/**
 * An action that was cancelled.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * It never runs.
 */
class ActionScheduler_CanceledAction extends ActionScheduler_FinishedAction {

	/**
	 * Does nothing: it is over.
	 *
	 * @return void
	 */
	public function execute() {
	}

	/**
	 * Whether it is over.
	 *
	 * @return bool
	 */
	public function is_finished() {

		return true;
	}
}
