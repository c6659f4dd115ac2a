<?php
/**
 * Every so many seconds.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * A recurring action's time; it counts from when the action ran, not from when it was due.
 */
class ActionScheduler_IntervalSchedule extends ActionScheduler_SimpleSchedule {

	/**
	 * The next run.
	 *
	 * @param DateTime $after Time.
	 * @return DateTime
	 */
	public function get_next(DateTime $after) {

		return (clone $after)->modify('+' . (int) $this->recurrence . ' seconds');
	}
}
