<?php
/**
 * Frees what dead runners left.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

use function UM_Double\Internal\now;
use function UM_Double\Internal\clock_offset;

/**
 * Runs before each batch. It cannot tell a dead runner from a slow one (contract dossier §1.3).
 */
class ActionScheduler_QueueCleaner {

	/**
	 * Cleans.
	 *
	 * @param int $time_limit Seconds after which a runner counts as dead.
	 * @return void
	 */
	public function clean($time_limit = 300) {

		$this->reset_timeouts($time_limit);
		$this->mark_failures($time_limit);
	}

	/**
	 * Gives back rows that a runner took and never began.
	 *
	 * @param int $time_limit Seconds.
	 * @return void
	 */
	public function reset_timeouts($time_limit = 300) {

		$timeout = (int) apply_filters('action_scheduler_timeout_period', $time_limit);

		foreach ($timeout > 0 ? $this->stale(ActionScheduler_Store::STATUS_PENDING, $timeout, true) : [] as $action_id) {
			ActionScheduler::store()->unclaim_action($action_id);
			do_action('action_scheduler_reset_action', $action_id);
		}
	}

	/**
	 * Marks rows as failed that have been in progress for too long, whoever works on them.
	 *
	 * @param int $time_limit Seconds.
	 * @return void
	 */
	public function mark_failures($time_limit = 300) {

		$timeout = (int) apply_filters('action_scheduler_failure_period', $time_limit);

		foreach ($timeout > 0 ? $this->stale(ActionScheduler_Store::STATUS_RUNNING, $timeout, null) : [] as $action_id) {
			ActionScheduler::store()->mark_failure($action_id);
			do_action('action_scheduler_failed_action', $action_id, $timeout);
		}
	}

	/**
	 * Rows last touched too long ago.
	 *
	 * @param string    $status  Status.
	 * @param int       $timeout Seconds.
	 * @param bool|null $claimed Only claimed ones.
	 * @return string[]
	 */
	protected function stale($status, $timeout, $claimed) {

		return ActionScheduler::store()->query_actions(
			[
				'status'   => $status,
				'claimed'  => $claimed,
				'modified' => new DateTime('@' . (now() - clock_offset() - $timeout)),
				'per_page' => 25,
			]
		);
	}
}
