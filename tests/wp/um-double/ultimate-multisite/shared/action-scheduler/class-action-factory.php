<?php
/**
 * Makes rows, and actions from rows.
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

use ActionScheduler_Store;

defined('ABSPATH') || exit;

/**
 * Timestamps of callers are shifted to the queue's clock on the way in, and back on the way out (see clock_offset()).
 */
class Action_Factory {

	const ASYNC = '0000-00-00 00:00:00';

	/**
	 * Creates a row.
	 *
	 * Nothing is thrown: what cannot be stored is told to PHP's error log and lost (contract dossier §1.3).
	 *
	 * @param array $action Keys hook, args, group, unique, priority; timestamp or null for async; type and recurrence.
	 * @return int Row id; 0 if none was made.
	 */
	public static function create(array $action): int {

		try {
			return self::store($action);
		} catch (\Exception $e) {
			error_log( // phpcs:ignore WordPress.PHP.DevelopmentFunctions
				sprintf('Caught exception while enqueuing action "%1$s": %2$s', $action['hook'], $e->getMessage())
			);

			return 0;
		}
	}

	/**
	 * Stores a row given in callers' time.
	 *
	 * @param array $action Action.
	 * @return int Row id; 0 if it is unique and there is one.
	 * @throws \InvalidArgumentException If the arguments are too long.
	 */
	protected static function store(array $action): int {

		$type = $action['type'] ?? 'single';
		$time = $action['timestamp'];

		if ($time !== null) {
			$time = (int) $time + clock_offset();

			if ($type === 'cron') {
				$schedule = new \ActionScheduler_CronSchedule(null, $action['recurrence']);
				$next     = $schedule->get_next(new \DateTime('@' . ($time - 60)));

				if (! $next) {
					throw new \InvalidArgumentException("'{$action['recurrence']}' is not a cron expression that this double knows.");
				}

				$time = $next->getTimestamp();
			}
		}

		return self::insert($action, $time);
	}

	/**
	 * Stores the next occurrence of a recurring row.
	 *
	 * @param \stdClass $row Row that ran.
	 * @return int Row id.
	 */
	public static function repeat($row): int {

		$schedule = self::schedule($row, 0);
		$next     = $schedule->get_next(new \DateTime('@' . now()));
		$stored   = json_decode($row->schedule, true);

		return self::insert(
			[
				'hook'       => $row->hook,
				'args'       => self::args($row),
				'group'      => $row->slug,
				'priority'   => (int) $row->priority,
				'unique'     => false,
				'type'       => $stored['type'],
				'recurrence' => $stored['recurrence'],
			],
			$next->getTimestamp()
		);
	}

	/**
	 * Inserts a row in queue time.
	 *
	 * @param array    $action Action.
	 * @param int|null $time   Time; null for async.
	 * @return int Row id; 0 if it is unique and there is one.
	 * @throws \InvalidArgumentException If the arguments are too long.
	 */
	protected static function insert(array $action, $time): int {

		global $wpdb;

		$json = wp_json_encode($action['args']);

		if (strlen($json) > 8000) {
			throw new \InvalidArgumentException('ActionScheduler_Action::$args too long. To ensure the args column can be indexed, action args should not be more than 8000 characters when encoded as JSON.');
		}

		$date = $time === null ? self::ASYNC : gmdate('Y-m-d H:i:s', $time);
		$row  = [
			'hook'                 => $action['hook'],
			'status'               => ActionScheduler_Store::STATUS_PENDING,
			'scheduled_date_gmt'   => $date,
			'scheduled_date_local' => $time === null ? $date : get_date_from_gmt($date),
			'schedule'             => wp_json_encode(
				[
					'type'       => $time === null ? 'async' : ($action['type'] ?? 'single'),
					'recurrence' => $action['recurrence'] ?? null,
				]
			),
			'group_id'             => self::group_id($action['group']),
			'priority'             => max(0, min(255, (int) $action['priority'])),
			'args'                 => strlen($json) > 191 ? md5($json) : $json,
			'extended_args'        => strlen($json) > 191 ? $json : '',
		];

		$columns = implode(', ', array_keys($row));
		$values  = implode(', ', array_fill(0, count($row), '%s'));
		$table   = Queue_Tables::name('actions');
		$unless  = '';

		if (! empty($action['unique'])) {
			$unless = $wpdb->prepare( // phpcs:ignore WordPress.DB
				" WHERE NOT EXISTS (SELECT 1 FROM $table AS other WHERE other.status IN ('pending', 'in-progress') AND other.hook = %s AND other.group_id = %d)",
				$row['hook'],
				$row['group_id']
			);
		}

		$inserted = $wpdb->query( // phpcs:ignore WordPress.DB
			$wpdb->prepare("INSERT INTO $table ($columns) SELECT $values FROM DUAL", array_values($row)) . $unless // phpcs:ignore WordPress.DB
		);

		if ($inserted === false) {
			throw new \RuntimeException('Error saving action: ' . $wpdb->last_error); // phpcs:ignore WordPress.Security.EscapeOutput
		}

		if (! $inserted) {
			return 0;
		}

		$action_id = (int) $wpdb->insert_id;

		do_action('action_scheduler_stored_action', $action_id);

		return $action_id;
	}

	/**
	 * Id of a group, made on first use.
	 *
	 * @param string $slug Slug.
	 * @return int 0 for no group.
	 */
	public static function group_id($slug): int {

		global $wpdb;

		if ((string) $slug === '') {
			return 0;
		}

		$table    = Queue_Tables::name('groups');
		$group_id = (int) $wpdb->get_var($wpdb->prepare("SELECT group_id FROM $table WHERE slug = %s LIMIT 1", $slug)); // phpcs:ignore

		if (! $group_id) {
			$wpdb->insert($table, ['slug' => $slug]);
			$group_id = (int) $wpdb->insert_id;
		}

		return $group_id;
	}

	/**
	 * An action from a row, in callers' time.
	 *
	 * @param \stdClass $row Row.
	 * @return \ActionScheduler_Action
	 */
	public static function action($row): \ActionScheduler_Action {

		$classes = [
			ActionScheduler_Store::STATUS_PENDING  => 'ActionScheduler_Action',
			ActionScheduler_Store::STATUS_CANCELED => 'ActionScheduler_CanceledAction',
		];

		$class_name = $classes[ $row->status ] ?? 'ActionScheduler_FinishedAction';
		$action     = new $class_name($row->hook, self::args($row), self::schedule($row, clock_offset()), (string) $row->slug);

		$action->set_priority($row->priority);

		return $action;
	}

	/**
	 * Arguments of a row.
	 *
	 * @param \stdClass $row Row.
	 * @return array
	 */
	protected static function args($row): array {

		return (array) json_decode($row->extended_args ? $row->extended_args : $row->args, true);
	}

	/**
	 * Schedule of a row.
	 *
	 * @param \stdClass $row    Row.
	 * @param int       $offset Seconds to take off.
	 * @return \ActionScheduler_Schedule
	 */
	protected static function schedule($row, int $offset): \ActionScheduler_Schedule {

		if ($row->scheduled_date_gmt === self::ASYNC) {
			return new \ActionScheduler_NullSchedule();
		}

		$stored  = json_decode($row->schedule, true);
		$date    = new \DateTime('@' . (strtotime($row->scheduled_date_gmt . ' UTC') - $offset));
		$classes = [
			'interval' => 'ActionScheduler_IntervalSchedule',
			'cron'     => 'ActionScheduler_CronSchedule',
		];

		$class_name = $classes[ $stored['type'] ] ?? 'ActionScheduler_SimpleSchedule';

		return new $class_name($date, $stored['recurrence']);
	}
}
