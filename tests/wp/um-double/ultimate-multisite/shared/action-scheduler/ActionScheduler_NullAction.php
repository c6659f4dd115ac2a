<?php
/**
 * What a store returns for an unknown id.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * An action without a hook.
 */
class ActionScheduler_NullAction extends ActionScheduler_Action {

	/**
	 * An action that does nothing.
	 *
	 * @param string                        $hook     Not used.
	 * @param array                         $args     Not used.
	 * @param ActionScheduler_Schedule|null $schedule Not used.
	 */
	public function __construct($hook = '', array $args = [], $schedule = null) {

		parent::__construct('');
	}

	/**
	 * Does nothing.
	 *
	 * @return void
	 */
	public function execute() {
	}
}
