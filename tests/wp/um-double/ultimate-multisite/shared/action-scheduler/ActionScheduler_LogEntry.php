<?php
/**
 * A line of an action's log.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * Action, message and time.
 */
class ActionScheduler_LogEntry {

	/**
	 * Action id.
	 *
	 * @var int
	 */
	protected $action_id;

	/**
	 * Message.
	 *
	 * @var string
	 */
	protected $message;

	/**
	 * Time.
	 *
	 * @var DateTime|null
	 */
	protected $date;

	/**
	 * A line.
	 *
	 * @param int           $action_id Action id.
	 * @param string        $message   Message.
	 * @param DateTime|null $date      Time.
	 */
	public function __construct($action_id, $message, $date = null) {

		$this->action_id = $action_id;
		$this->message   = $message;
		$this->date      = $date;
	}

	// phpcs:disable Squiz.Commenting.FunctionComment -- one line each, named after what they do.

	public function get_date() {
		return $this->date;
	}

	public function get_action_id() {
		return $this->action_id;
	}

	public function get_message() {
		return $this->message;
	}

	// phpcs:enable
}
