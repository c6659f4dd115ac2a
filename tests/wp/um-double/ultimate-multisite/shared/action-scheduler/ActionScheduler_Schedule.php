<?php
/**
 * When an action runs.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * A time, and perhaps how it repeats.
 */
interface ActionScheduler_Schedule {

	/**
	 * When it runs; null for an async action.
	 *
	 * @return DateTime|null
	 */
	public function get_date();

	/**
	 * When it runs after a time; null if not again.
	 *
	 * @param DateTime $after Time.
	 * @return DateTime|null
	 */
	public function get_next(DateTime $after);

	/**
	 * Whether it repeats.
	 *
	 * @return bool
	 */
	public function is_recurring();
}
