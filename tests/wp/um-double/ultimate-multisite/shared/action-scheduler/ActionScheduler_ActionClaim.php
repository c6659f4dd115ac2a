<?php
/**
 * A batch that one runner has taken.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * Id of the claim and of its actions.
 */
class ActionScheduler_ActionClaim {

	/**
	 * Claim id.
	 *
	 * @var int
	 */
	private $id;

	/**
	 * Ids of the actions.
	 *
	 * @var int[]
	 */
	private $action_ids;

	/**
	 * A claim.
	 *
	 * @param int   $id         Claim id.
	 * @param int[] $action_ids Ids of the actions.
	 */
	public function __construct($id, array $action_ids) {

		$this->id         = $id;
		$this->action_ids = $action_ids;
	}

	/**
	 * Claim id.
	 *
	 * @return int
	 */
	public function get_id() {

		return $this->id;
	}

	/**
	 * Ids of the actions.
	 *
	 * @return int[]
	 */
	public function get_actions() {

		return $this->action_ids;
	}
}
