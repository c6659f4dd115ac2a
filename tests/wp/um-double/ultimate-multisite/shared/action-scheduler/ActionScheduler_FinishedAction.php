<?php
/**
 * An action that ran.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * Complete, failed or in progress.
 */
class ActionScheduler_FinishedAction extends ActionScheduler_Action {

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
