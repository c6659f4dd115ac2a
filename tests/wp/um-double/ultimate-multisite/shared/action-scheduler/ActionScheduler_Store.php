<?php
/**
 * What a store of actions can do.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * The public part of Action Scheduler's store.
 */
abstract class ActionScheduler_Store {

	const STATUS_COMPLETE = 'complete';
	const STATUS_PENDING  = 'pending';
	const STATUS_RUNNING  = 'in-progress';
	const STATUS_FAILED   = 'failed';
	const STATUS_CANCELED = 'canceled';
	const DEFAULT_CLASS   = 'ActionScheduler_DBStore';

	/**
	 * The store.
	 *
	 * @var ActionScheduler_Store|null
	 */
	private static $store = null;

	/**
	 * Longest JSON of the arguments.
	 *
	 * @var int
	 */
	protected static $max_args_length = 8000;

	/**
	 * The store.
	 *
	 * @return ActionScheduler_Store
	 */
	public static function instance() {

		if (self::$store === null) {
			self::$store = new ActionScheduler_DBStore();
		}

		return self::$store;
	}

	/**
	 * An action by its id; a null action if there is none.
	 *
	 * @param int $action_id Id.
	 * @return ActionScheduler_Action
	 */
	abstract public function fetch_action($action_id);

	/**
	 * Ids of the actions found, or their number.
	 *
	 * @param array  $query      Query; `per_page` is 5 unless given, -1 for all.
	 * @param string $query_type One of select, count.
	 * @return string[]|string|int
	 */
	abstract public function query_actions($query = [], $query_type = 'select');

	/**
	 * Status of an action.
	 *
	 * @param int $action_id Id.
	 * @return string
	 */
	abstract public function get_status($action_id);

	/**
	 * Time of an action.
	 *
	 * @param int $action_id Id.
	 * @return DateTime
	 */
	abstract public function get_date($action_id);

	/**
	 * Cancels an action.
	 *
	 * @param int $action_id Id.
	 * @return void
	 */
	abstract public function cancel_action($action_id);

	/**
	 * Deletes an action.
	 *
	 * @param int $action_id Id.
	 * @return void
	 */
	abstract public function delete_action($action_id);

	/**
	 * Marks an action as failed.
	 *
	 * @param int $action_id Id.
	 * @return void
	 */
	abstract public function mark_failure($action_id);

	/**
	 * Marks an action as complete.
	 *
	 * @param int $action_id Id.
	 * @return void
	 */
	abstract public function mark_complete($action_id);

	/**
	 * Number of actions by status.
	 *
	 * @return array<string, int>
	 */
	abstract public function action_counts();

	/**
	 * The id of the first action found.
	 *
	 * @param array $query Query.
	 * @return string|null
	 */
	public function query_action($query) {

		$query['per_page'] = 1;
		$query['offset']   = 0;

		$results = $this->query_actions($query);

		return $results ? (string) array_shift($results) : null;
	}

	/**
	 * Names of the statuses.
	 *
	 * @return array<string, string>
	 */
	public function get_status_labels() {

		return [
			self::STATUS_COMPLETE => 'Complete',
			self::STATUS_PENDING  => 'Pending',
			self::STATUS_RUNNING  => 'In-progress',
			self::STATUS_FAILED   => 'Failed',
			self::STATUS_CANCELED => 'Canceled',
		];
	}
}
