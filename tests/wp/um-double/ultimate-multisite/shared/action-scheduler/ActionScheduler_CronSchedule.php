<?php
/**
 * By a cron expression.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * Five fields with lists, ranges and steps; found by looking at each minute of the next year.
 */
class ActionScheduler_CronSchedule extends ActionScheduler_SimpleSchedule {

	/**
	 * The next run.
	 *
	 * @param DateTime $after Time.
	 * @return DateTime|null
	 */
	public function get_next(DateTime $after) {

		$fields = preg_split('/\s+/', trim($this->recurrence));
		$minute = intdiv($after->getTimestamp(), 60) * 60;

		if (count($fields) !== 5) {
			return null;
		}

		for ($i = 1; $i <= 527040; $i++) {
			$time = $minute + 60 * $i;
			$here = array_map('intval', explode(' ', gmdate('i G j n w', $time)));

			if (! in_array(false, array_map([__CLASS__, 'matches'], $fields, $here), true)) {
				return new DateTime("@$time");
			}
		}

		return null;
	}

	/**
	 * Whether a field allows a value.
	 *
	 * @param string $field Field.
	 * @param int    $value Value.
	 * @return bool
	 */
	private static function matches($field, $value) {

		foreach (explode(',', $field) as $part) {
			[$range, $step] = explode('/', $part) + [1 => 1];
			[$from, $to]    = $range === '*' ? [0, 99] : explode('-', $range) + [1 => $range];

			if ($value >= $from && $value <= $to && ($value - (int) $from) % max(1, (int) $step) === 0) {
				return true;
			}
		}

		return false;
	}
}
