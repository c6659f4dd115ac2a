<?php
/**
 * The queue's entry point.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * Hands out the parts of the queue; usable from `init` priority 1 on.
 */
abstract class ActionScheduler {

	/**
	 * Whether the store is ready.
	 *
	 * @var bool
	 */
	private static $data_store_initialized = false;

	/**
	 * Attaches the queue to the request.
	 *
	 * @return void
	 */
	public static function boot() {

		add_action('init', [__CLASS__, 'initialize'], 1);

		// phpcs:ignore WordPress.WP.CronInterval -- every minute is what Action Scheduler does.
		add_filter(
			'cron_schedules',
			function ($schedules) {
				$schedules['every_minute'] = [
					'interval' => 60,
					'display'  => 'Every minute',
				];

				return $schedules;
			}
		);
	}

	/**
	 * Makes the store ready and keeps the runner's cron event.
	 *
	 * @return void
	 */
	public static function initialize() {

		if (wp_installing()) {
			return;
		}

		\UM_Double\Internal\Queue_Tables::ensure();

		self::$data_store_initialized = true;

		ActionScheduler_QueueRunner::instance()->init();

		do_action('action_scheduler_init');
	}

	/**
	 * Whether the store is ready; complains if a function is named and it is not.
	 *
	 * @param string|null $function_name Function that asks.
	 * @return bool
	 */
	public static function is_initialized($function_name = null) {

		if (! self::$data_store_initialized && ! empty($function_name)) {
			_doing_it_wrong(
				esc_html($function_name),
				'was called before the Action Scheduler data store was initialized',
				'3.1.6'
			);
		}

		return self::$data_store_initialized;
	}

	/**
	 * The store.
	 *
	 * @return ActionScheduler_Store
	 */
	public static function store() {

		return ActionScheduler_Store::instance();
	}

	/**
	 * The log.
	 *
	 * @return ActionScheduler_Logger
	 */
	public static function logger() {

		return ActionScheduler_Logger::instance();
	}

	/**
	 * The runner of this process.
	 *
	 * @return ActionScheduler_QueueRunner
	 */
	public static function runner() {

		return ActionScheduler_QueueRunner::instance();
	}
}
