<?php
/**
 * Runs the queue.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

use UM_Double\Internal\Action_Factory;
use function UM_Double\Internal\fault_point;
use function UM_Double\Internal\now;

/**
 * Works through due rows of the current site in batches of 25, for 30 seconds counted from when the runner was made
 * (contract dossier §1.3).
 */
class ActionScheduler_QueueRunner {

	const WP_CRON_HOOK = 'action_scheduler_run_queue';

	/**
	 * The runner of this process.
	 *
	 * @var ActionScheduler_QueueRunner|null
	 */
	private static $runner = null;

	/**
	 * When it was made, by the real clock.
	 *
	 * @var float
	 */
	private $created_time;

	/**
	 * When it was made, by the queue's clock.
	 *
	 * @var int
	 */
	private $created_now;

	/**
	 * Rows done in this run.
	 *
	 * @var int
	 */
	private $processed_actions_count = 0;

	/**
	 * A runner.
	 */
	public function __construct() {

		$this->created_time = microtime(true);
		$this->created_now  = now();
	}

	/**
	 * The runner of this process.
	 *
	 * @return ActionScheduler_QueueRunner
	 */
	public static function instance() {

		if (self::$runner === null) {
			self::$runner = new self();
		}

		return self::$runner;
	}

	/**
	 * Attaches the runner to WP-Cron, once a minute.
	 *
	 * @return void
	 */
	public function init() {

		ActionScheduler_Logger::instance();

		add_action(self::WP_CRON_HOOK, [$this, 'run']);

		if (! wp_next_scheduled(self::WP_CRON_HOOK, ['WP Cron'])) {
			wp_schedule_event(time(), 'every_minute', self::WP_CRON_HOOK, ['WP Cron']);
		}
	}

	/**
	 * Runs what is due.
	 *
	 * @param string $context Who runs it.
	 * @return int Rows done.
	 */
	public function run($context = 'WP Cron') {

		do_action('action_scheduler_before_process_queue');

		(new ActionScheduler_QueueCleaner())->clean(10 * $this->get_time_limit());

		$this->processed_actions_count = 0;

		if (! $this->has_maximum_concurrent_batches()) {
			do {
				$done = $this->do_batch((int) apply_filters('action_scheduler_queue_runner_batch_size', 25), $context);

				$this->processed_actions_count += $done;
			} while ($done > 0 && ! $this->time_likely_to_be_exceeded($this->processed_actions_count));
		}

		do_action('action_scheduler_after_process_queue');

		return $this->processed_actions_count;
	}

	/**
	 * Whether as many batches are worked on as may be.
	 *
	 * @return bool
	 */
	public function has_maximum_concurrent_batches() {

		return ActionScheduler::store()->get_claim_count() >= $this->get_allowed_concurrent_batches();
	}

	/**
	 * How many batches may be worked on at once.
	 *
	 * @return int
	 */
	public function get_allowed_concurrent_batches() {

		return (int) apply_filters('action_scheduler_queue_runner_concurrent_batches', 1);
	}

	/**
	 * Takes a batch and runs it.
	 *
	 * @param int    $size    Size.
	 * @param string $context Who runs it.
	 * @return int Rows done.
	 */
	protected function do_batch($size, $context) {

		$store   = ActionScheduler::store();
		$claim   = $store->stake_claim($size);
		$monitor = new ActionScheduler_FatalErrorMonitor();
		$done    = 0;

		$monitor->attach($claim);

		foreach ($claim->get_actions() as $action_id) {
			// A cleaner may have taken the row away meanwhile.
			if (! in_array($action_id, $store->find_actions_by_claim_id($claim->get_id()), true)) {
				break;
			}

			$this->process_action($action_id, $context);
			++$done;

			if ($this->time_likely_to_be_exceeded($done + $this->processed_actions_count)) {
				break;
			}
		}

		$store->release_claim($claim);
		$monitor->detach();

		return $done;
	}

	/**
	 * Runs one row, once. Whatever it throws ends as a failed row and never as a retry.
	 *
	 * @param int    $action_id Row id.
	 * @param string $context   Who runs it.
	 * @return void
	 */
	public function process_action($action_id, $context = '') {

		$store = ActionScheduler::store();

		try {
			do_action('action_scheduler_before_execute', $action_id, $context);

			if ($store->get_status($action_id) !== ActionScheduler_Store::STATUS_PENDING) {
				do_action('action_scheduler_execution_ignored', $action_id, $context);

				return;
			}

			$action = $store->fetch_action($action_id);

			$store->log_execution($action_id);
			fault_point('before_execute', $action->get_hook());
			$action->execute();
			fault_point('after_execute', $action->get_hook());

			do_action('action_scheduler_after_execute', $action_id, $action, $context);

			$store->mark_complete($action_id);
		} catch (Throwable $e) {
			$store->mark_failure($action_id);

			do_action('action_scheduler_failed_execution', $action_id, new Exception($e->getMessage(), (int) $e->getCode(), $e), $context);
		}

		$row = $store->row($action_id);

		if ($row && in_array(json_decode($row->schedule, true)['type'], ['interval', 'cron'], true)) {
			$this->repeat($row);
		}
	}

	/**
	 * Stores the next occurrence, unless the hook failed five times in a row.
	 *
	 * @param stdClass $row Row that ran.
	 * @return void
	 */
	protected function repeat($row) {

		$store     = ActionScheduler::store();
		$threshold = (int) apply_filters('action_scheduler_recurring_action_failure_threshold', 5);
		$last      = $store->query_actions(
			[
				'hook'     => $row->hook,
				'group'    => (string) $row->slug,
				'status'   => [ActionScheduler_Store::STATUS_COMPLETE, ActionScheduler_Store::STATUS_FAILED],
				'order'    => 'DESC',
				'per_page' => $threshold,
			]
		);

		$failed = array_filter($last, fn($id) => $store->get_status($id) === ActionScheduler_Store::STATUS_FAILED);

		if (count($failed) >= $threshold) {
			ActionScheduler::logger()->log($row->action_id, 'This action appears to be consistently failing. A new instance will not be scheduled.');

			return;
		}

		Action_Factory::repeat($row);
	}

	/**
	 * Seconds that a runner works.
	 *
	 * @return int
	 */
	protected function get_time_limit() {

		return (int) apply_filters('action_scheduler_queue_runner_time_limit', 30);
	}

	/**
	 * Whether three more rows would take it over the limit, at the pace so far.
	 *
	 * @param int $processed_actions Rows done.
	 * @return bool
	 */
	protected function time_likely_to_be_exceeded($processed_actions) {

		$elapsed = max(microtime(true) - $this->created_time, now() - $this->created_now);

		if (! $processed_actions) {
			return $elapsed >= $this->get_time_limit();
		}

		return $elapsed + 3 * $elapsed / $processed_actions > $this->get_time_limit();
	}
}
