<?php
/**
 * Actions in the database.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

use UM_Double\Internal\Action_Factory;
use UM_Double\Internal\Action_Query;
use UM_Double\Internal\Queue_Tables;
use function UM_Double\Internal\now;

/**
 * A store in the current site's tables.
 */
class ActionScheduler_DBStore extends ActionScheduler_Store {

	// phpcs:disable WordPress.DB -- the table names are the double's own.

	/**
	 * A row with its group's slug.
	 *
	 * @param int $action_id Id.
	 * @return stdClass|null
	 */
	public function row($action_id) {

		global $wpdb;

		return $wpdb->get_row(
			$wpdb->prepare(
				'SELECT a.*, g.slug FROM ' . Queue_Tables::name('actions') . ' a LEFT JOIN ' . Queue_Tables::name('groups') . ' g ON g.group_id = a.group_id WHERE a.action_id = %d',
				$action_id
			)
		);
	}

	/**
	 * An action by its id.
	 *
	 * @param int $action_id Id.
	 * @return ActionScheduler_Action
	 */
	public function fetch_action($action_id) {

		$row = $this->row($action_id);

		return $row ? Action_Factory::action($row) : new ActionScheduler_NullAction();
	}

	/**
	 * Ids of the actions found, or their number.
	 *
	 * @param array  $query      Query.
	 * @param string $query_type One of select, count.
	 * @return string[]|string
	 */
	public function query_actions($query = [], $query_type = 'select') {

		global $wpdb;

		$sql = Action_Query::sql($query, $query_type);

		return $query_type === 'count' ? $wpdb->get_var($sql) : $wpdb->get_col($sql);
	}

	/**
	 * Number of actions by status.
	 *
	 * @return array<string, int>
	 */
	public function action_counts() {

		$counts = [];

		foreach (array_keys($this->get_status_labels()) as $status) {
			$number = (int) $this->query_actions(['status' => $status], 'count');

			if ($number) {
				$counts[ $status ] = $number;
			}
		}

		return $counts;
	}

	/**
	 * Status of an action.
	 *
	 * @param int $action_id Id.
	 * @return string
	 * @throws InvalidArgumentException If there is none.
	 */
	public function get_status($action_id) {

		return $this->demand($action_id)->status;
	}

	/**
	 * Time of an action: when it ran, or when it is due.
	 *
	 * @param int $action_id Id.
	 * @return DateTime
	 * @throws InvalidArgumentException If there is none.
	 */
	public function get_date($action_id) {

		$row  = $this->demand($action_id);
		$date = $row->status === self::STATUS_PENDING ? $row->scheduled_date_gmt : $row->last_attempt_gmt;

		return new DateTime("$date UTC");
	}

	/**
	 * A row that has to exist.
	 *
	 * @param int $action_id Id.
	 * @return stdClass
	 * @throws InvalidArgumentException If there is none.
	 */
	protected function demand($action_id) {

		$row = $this->row($action_id);

		if (! $row) {
			throw new InvalidArgumentException("Unidentified action $action_id: we were unable to find it."); // phpcs:ignore
		}

		return $row;
	}

	/**
	 * Changes a row.
	 *
	 * @param int   $action_id Id.
	 * @param array $columns   New values.
	 * @return void
	 * @throws InvalidArgumentException If there is no such row.
	 */
	protected function change($action_id, array $columns) {

		$this->demand($action_id);

		$GLOBALS['wpdb']->update(Queue_Tables::name('actions'), $columns, ['action_id' => $action_id]);
	}

	/**
	 * Cancels an action.
	 *
	 * @param int $action_id Id.
	 * @return void
	 */
	public function cancel_action($action_id) {

		$this->change($action_id, ['status' => self::STATUS_CANCELED]);

		do_action('action_scheduler_canceled_action', $action_id);
	}

	/**
	 * Cancels the pending actions of a hook, or of a group.
	 *
	 * @param array $query Key hook or group.
	 * @return void
	 */
	public function cancel_actions(array $query) {

		$query += [
			'status'   => self::STATUS_PENDING,
			'per_page' => -1,
		];

		array_map([$this, 'cancel_action'], $this->query_actions($query));
	}

	/**
	 * Deletes an action.
	 *
	 * @param int $action_id Id.
	 * @return void
	 */
	public function delete_action($action_id) {

		$this->demand($action_id);

		$GLOBALS['wpdb']->delete(Queue_Tables::name('actions'), ['action_id' => $action_id]);

		do_action('action_scheduler_deleted_action', $action_id);
	}

	/**
	 * Marks an action as running and counts the attempt.
	 *
	 * @param int $action_id Id.
	 * @return void
	 */
	public function log_execution($action_id) {

		global $wpdb;

		$wpdb->query(
			$wpdb->prepare(
				'UPDATE ' . Queue_Tables::name('actions') . ' SET attempts = attempts + 1, status = %s, last_attempt_gmt = %s, last_attempt_local = %s WHERE action_id = %d',
				self::STATUS_RUNNING,
				gmdate('Y-m-d H:i:s', now()),
				get_date_from_gmt(gmdate('Y-m-d H:i:s', now())),
				$action_id
			)
		);
	}

	/**
	 * Marks an action as complete.
	 *
	 * @param int $action_id Id.
	 * @return void
	 */
	public function mark_complete($action_id) {

		$this->change(
			$action_id,
			[
				'status'             => self::STATUS_COMPLETE,
				'last_attempt_gmt'   => gmdate('Y-m-d H:i:s', now()),
				'last_attempt_local' => get_date_from_gmt(gmdate('Y-m-d H:i:s', now())),
			]
		);

		do_action('action_scheduler_completed_action', $action_id);
	}

	/**
	 * Marks an action as failed.
	 *
	 * @param int $action_id Id.
	 * @return void
	 */
	public function mark_failure($action_id) {

		$this->change($action_id, ['status' => self::STATUS_FAILED]);
	}

	/**
	 * Takes due rows for one runner. One UPDATE does it, so two runners never hold the same row.
	 *
	 * @param int $max_actions Size of the batch.
	 * @return ActionScheduler_ActionClaim
	 * @throws RuntimeException If the database refuses.
	 */
	public function stake_claim($max_actions = 10) {

		global $wpdb;

		$date = gmdate('Y-m-d H:i:s', now());

		$wpdb->insert(Queue_Tables::name('claims'), ['date_created_gmt' => $date]);

		$claim_id = (int) $wpdb->insert_id;
		$sql      = $wpdb->prepare(
			'UPDATE ' . Queue_Tables::name('actions') . " SET claim_id = %d, last_attempt_gmt = %s, last_attempt_local = %s
			WHERE claim_id = 0 AND scheduled_date_gmt <= %s AND status = 'pending'
			ORDER BY priority ASC, attempts ASC, scheduled_date_gmt ASC, action_id ASC LIMIT %d",
			$claim_id,
			$date,
			get_date_from_gmt($date),
			$date,
			$max_actions
		);

		// InnoDB may choose this statement as the victim of a deadlock with another runner's; it took nothing then.
		$quiet = $wpdb->suppress_errors();
		for ($tries = 5; $tries > 0; $tries--) {
			$taken = $wpdb->query($sql);

			if ($taken !== false || strpos($wpdb->last_error, 'Deadlock') === false) {
				break;
			}
		}
		$wpdb->suppress_errors($quiet);

		if ($taken === false) {
			throw new RuntimeException('Unable to claim actions. Database error: ' . $wpdb->last_error); // phpcs:ignore
		}

		return new ActionScheduler_ActionClaim($claim_id, $this->find_actions_by_claim_id($claim_id));
	}

	/**
	 * Ids of the rows of a claim that still wait, in the order in which they run.
	 *
	 * @param int $claim_id Claim id.
	 * @return int[]
	 */
	public function find_actions_by_claim_id($claim_id) {

		global $wpdb;

		return array_map(
			'intval',
			$wpdb->get_col(
				$wpdb->prepare(
					'SELECT action_id FROM ' . Queue_Tables::name('actions') . " WHERE claim_id = %d AND status = 'pending'
					ORDER BY priority ASC, attempts ASC, scheduled_date_gmt ASC, action_id ASC",
					$claim_id
				)
			)
		);
	}

	/**
	 * Number of claims whose rows wait or run.
	 *
	 * @return int
	 */
	public function get_claim_count() {

		return (int) $GLOBALS['wpdb']->get_var(
			'SELECT COUNT(DISTINCT claim_id) FROM ' . Queue_Tables::name('actions') . " WHERE claim_id != 0 AND status IN ('pending', 'in-progress')"
		);
	}

	/**
	 * Gives the rows of a claim back.
	 *
	 * @param ActionScheduler_ActionClaim $claim Claim.
	 * @return void
	 */
	public function release_claim(ActionScheduler_ActionClaim $claim) {

		global $wpdb;

		$wpdb->update(Queue_Tables::name('actions'), ['claim_id' => 0], ['claim_id' => $claim->get_id()]);
		$wpdb->delete(Queue_Tables::name('claims'), ['claim_id' => $claim->get_id()]);
	}

	/**
	 * Gives one row back.
	 *
	 * @param int $action_id Id.
	 * @return void
	 */
	public function unclaim_action($action_id) {

		$this->change($action_id, ['claim_id' => 0]);
	}

	// phpcs:enable
}
