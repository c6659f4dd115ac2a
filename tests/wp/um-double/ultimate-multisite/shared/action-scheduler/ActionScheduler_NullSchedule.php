<?php
/**
 * As soon as possible.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * An async action has no date.
 */
class ActionScheduler_NullSchedule extends ActionScheduler_SimpleSchedule {

	/**
	 * No time.
	 *
	 * @param null $date Not used.
	 */
	public function __construct($date = null) {

		parent::__construct(null);
	}
}
