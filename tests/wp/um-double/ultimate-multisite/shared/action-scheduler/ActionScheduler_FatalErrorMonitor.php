<?php
/**
 * What happens to a batch when PHP dies in it.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * At shutdown after a fatal error the running row is marked failed and the others are given back.
 */
class ActionScheduler_FatalErrorMonitor {

	const FATAL = [E_ERROR, E_PARSE, E_COMPILE_ERROR, E_USER_ERROR, E_RECOVERABLE_ERROR, E_CORE_ERROR];

	/**
	 * The batch, if one is worked on.
	 *
	 * @var ActionScheduler_ActionClaim|null
	 */
	private $claim = null;

	/**
	 * The row that runs.
	 *
	 * @var int
	 */
	private $action_id = 0;

	/**
	 * Watches a batch.
	 *
	 * @param ActionScheduler_ActionClaim $claim Batch.
	 * @return void
	 */
	public function attach(ActionScheduler_ActionClaim $claim) {

		$this->claim = $claim;

		add_action('shutdown', [$this, 'handle_unexpected_shutdown'], 0);
		add_action('action_scheduler_before_execute', [$this, 'track_current_action'], 0);
		add_action('action_scheduler_after_execute', [$this, 'untrack_action'], 0, 0);
		add_action('action_scheduler_execution_ignored', [$this, 'untrack_action'], 0, 0);
		add_action('action_scheduler_failed_execution', [$this, 'untrack_action'], 0, 0);
	}

	/**
	 * Stops watching.
	 *
	 * @return void
	 */
	public function detach() {

		$this->claim = null;
		$this->untrack_action();

		remove_action('shutdown', [$this, 'handle_unexpected_shutdown'], 0);
		remove_action('action_scheduler_before_execute', [$this, 'track_current_action'], 0);
		remove_action('action_scheduler_after_execute', [$this, 'untrack_action'], 0);
		remove_action('action_scheduler_execution_ignored', [$this, 'untrack_action'], 0);
		remove_action('action_scheduler_failed_execution', [$this, 'untrack_action'], 0);
	}

	/**
	 * Remembers the running row.
	 *
	 * @param int $action_id Action id.
	 * @return void
	 */
	public function track_current_action($action_id) {

		$this->action_id = (int) $action_id;
	}

	/**
	 * Forgets it.
	 *
	 * @return void
	 */
	public function untrack_action() {

		$this->action_id = 0;
	}

	/**
	 * Marks and gives back.
	 *
	 * @return void
	 */
	public function handle_unexpected_shutdown() {

		$error = error_get_last();

		// Without an error, as after exit(), the rows stay taken until a cleaner frees them.
		if (! $error || ! $this->claim) {
			return;
		}

		if (in_array($error['type'], self::FATAL, true) && $this->action_id) {
			ActionScheduler::store()->mark_failure($this->action_id);
			do_action('action_scheduler_unexpected_shutdown', $this->action_id, $error);
		}

		ActionScheduler::store()->release_claim($this->claim);
	}
}
