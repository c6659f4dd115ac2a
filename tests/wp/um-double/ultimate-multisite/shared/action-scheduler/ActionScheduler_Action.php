<?php
/**
 * An action that waits to run.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * Hook, arguments, time and group of one row.
 */
class ActionScheduler_Action {

	/**
	 * Hook.
	 *
	 * @var string
	 */
	protected $hook = '';

	/**
	 * Arguments.
	 *
	 * @var array
	 */
	protected $args = [];

	/**
	 * Time.
	 *
	 * @var ActionScheduler_Schedule
	 */
	protected $schedule = null;

	/**
	 * Group.
	 *
	 * @var string
	 */
	protected $group = '';

	/**
	 * Priority.
	 *
	 * @var int
	 */
	protected $priority = 10;

	/**
	 * An action.
	 *
	 * @param string                        $hook     Hook.
	 * @param array                         $args     Arguments.
	 * @param ActionScheduler_Schedule|null $schedule Time.
	 * @param string                        $group    Group.
	 */
	public function __construct($hook, array $args = [], $schedule = null, $group = '') {

		$this->hook     = $hook;
		$this->args     = $args;
		$this->schedule = $schedule ?? new ActionScheduler_NullSchedule();
		$this->group    = $group;
	}

	/**
	 * Calls the hook's listeners with the arguments' values; the keys are dropped.
	 *
	 * @return void
	 * @throws Exception If nobody listens.
	 */
	public function execute() {

		$hook = $this->get_hook();

		if (! has_action($hook)) {
			throw new Exception("Scheduled action for $hook will not be executed as no callbacks are registered."); // phpcs:ignore
		}

		do_action_ref_array($hook, array_values($this->get_args()));
	}

	// phpcs:disable Squiz.Commenting.FunctionComment -- one line each, named after what they do.

	public function get_hook() {
		return $this->hook;
	}

	public function get_args() {
		return $this->args;
	}

	public function get_schedule() {
		return $this->schedule;
	}

	public function get_group() {
		return $this->group;
	}

	public function is_finished() {
		return false;
	}

	public function get_priority() {
		return $this->priority;
	}

	public function set_priority($priority) {
		$this->priority = max(0, min(255, (int) $priority));
	}

	// phpcs:enable
}
