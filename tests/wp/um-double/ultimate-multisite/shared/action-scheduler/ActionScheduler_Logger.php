<?php
/**
 * Logs of the actions.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

use UM_Double\Internal\Queue_Tables;
use function UM_Double\Internal\now;

/**
 * Writes a line for each thing that happens to an action.
 */
class ActionScheduler_Logger {

	/**
	 * The log.
	 *
	 * @var ActionScheduler_Logger|null
	 */
	private static $logger = null;

	/**
	 * The log, listening from the first call on.
	 *
	 * @return ActionScheduler_Logger
	 */
	public static function instance() {

		if (self::$logger === null) {
			self::$logger = new self();
			self::$logger->listen();
		}

		return self::$logger;
	}

	/**
	 * Attaches the listeners.
	 *
	 * @return void
	 */
	protected function listen() {

		add_action('action_scheduler_stored_action', fn($id) => $this->log($id, 'action created'));
		add_action('action_scheduler_canceled_action', fn($id) => $this->log($id, 'action canceled'));
		add_action('action_scheduler_before_execute', fn($id, $context = '') => $this->log($id, 'action started' . $this->via($context)), 10, 2);
		add_action('action_scheduler_after_execute', fn($id, $action = null, $context = '') => $this->log($id, 'action complete' . $this->via($context)), 10, 3);
		add_action(
			'action_scheduler_failed_execution',
			fn($id, Exception $exception, $context = '') => $this->log($id, 'action failed' . $this->via($context) . ': ' . $exception->getMessage()),
			10,
			3
		);
		add_action(
			'action_scheduler_failed_action',
			fn($id, $timeout) => $this->log($id, "action marked as failed after $timeout seconds. Unknown error occurred. Check server, PHP and database error logs to diagnose cause."),
			10,
			2
		);
		add_action(
			'action_scheduler_unexpected_shutdown',
			fn($id, $error) => $this->log($id, "unexpected shutdown: PHP Fatal error {$error['message']} in {$error['file']} on line {$error['line']}"),
			10,
			2
		);
		add_action('action_scheduler_reset_action', fn($id) => $this->log($id, 'action reset'));
	}

	/**
	 * Names the runner.
	 *
	 * @param string $context Such as WP Cron.
	 * @return string
	 */
	private function via($context) {

		return $context ? " via $context" : '';
	}

	/**
	 * Writes a line.
	 *
	 * @param int           $action_id Action id.
	 * @param string        $message   Message.
	 * @param DateTime|null $date      Time.
	 * @return int Line id.
	 */
	public function log($action_id, $message, $date = null) {

		global $wpdb;

		$time = gmdate('Y-m-d H:i:s', $date ? $date->getTimestamp() : now());

		$wpdb->insert(
			Queue_Tables::name('logs'),
			[
				'action_id'      => $action_id,
				'message'        => $message,
				'log_date_gmt'   => $time,
				'log_date_local' => get_date_from_gmt($time),
			]
		);

		return (int) $wpdb->insert_id;
	}

	/**
	 * The lines of an action, oldest first.
	 *
	 * @param int $action_id Action id.
	 * @return ActionScheduler_LogEntry[]
	 */
	public function get_logs($action_id) {

		global $wpdb;

		$rows = $wpdb->get_results($wpdb->prepare('SELECT * FROM ' . Queue_Tables::name('logs') . ' WHERE action_id = %d ORDER BY log_id', $action_id)); // phpcs:ignore

		return array_map(
			fn($row) => new ActionScheduler_LogEntry((int) $row->action_id, $row->message, new DateTime("$row->log_date_gmt UTC")),
			$rows
		);
	}
}
