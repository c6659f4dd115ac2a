<?php
/**
 * Once, at a time.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * A single action's time.
 */
class ActionScheduler_SimpleSchedule implements ActionScheduler_Schedule {

	/**
	 * When.
	 *
	 * @var DateTime|null
	 */
	protected $date;

	/**
	 * How it repeats.
	 *
	 * @var mixed
	 */
	protected $recurrence;

	/**
	 * A time.
	 *
	 * @param DateTime|null $date       When.
	 * @param mixed         $recurrence How it repeats.
	 */
	public function __construct($date, $recurrence = null) {

		$this->date       = $date;
		$this->recurrence = $recurrence;
	}

	/**
	 * When it runs.
	 *
	 * @return DateTime|null
	 */
	public function get_date() {

		return $this->date ? clone $this->date : null;
	}

	/**
	 * Its own time if that is later.
	 *
	 * @param DateTime $after Time.
	 * @return DateTime|null
	 */
	public function get_next(DateTime $after) {

		return $this->date && $after < $this->date ? clone $this->date : null;
	}

	/**
	 * Whether it repeats.
	 *
	 * @return bool
	 */
	public function is_recurring() {

		return $this->recurrence !== null;
	}

	/**
	 * How it repeats.
	 *
	 * @return mixed
	 */
	public function get_recurrence() {

		return $this->recurrence;
	}
}
