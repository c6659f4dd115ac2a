<?php
/**
 * Action Scheduler's functions, signature by signature.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

use UM_Double\Internal\Action_Factory;

/**
 * Queues an action to run as soon as possible.
 *
 * @param string $hook     Hook.
 * @param array  $args     Arguments.
 * @param string $group    Group.
 * @param bool   $unique   Not if one with this hook and group waits or runs.
 * @param int    $priority Lower runs first.
 * @return int Row id; 0 if none was made.
 */
function as_enqueue_async_action($hook, $args = [], $group = '', $unique = false, $priority = 10) {

	if (! ActionScheduler::is_initialized(__FUNCTION__)) {
		return 0;
	}

	return Action_Factory::create(['timestamp' => null] + compact('hook', 'args', 'group', 'unique', 'priority'));
}

/**
 * Schedules an action for a time.
 *
 * @param int    $timestamp When.
 * @param string $hook      Hook.
 * @param array  $args      Arguments.
 * @param string $group     Group.
 * @param bool   $unique    Not if one with this hook and group waits or runs.
 * @param int    $priority  Lower runs first.
 * @return int Row id; 0 if none was made.
 */
function as_schedule_single_action($timestamp, $hook, $args = [], $group = '', $unique = false, $priority = 10) {

	if (! ActionScheduler::is_initialized(__FUNCTION__)) {
		return 0;
	}

	return Action_Factory::create(compact('timestamp', 'hook', 'args', 'group', 'unique', 'priority'));
}

/**
 * Schedules a recurring action.
 *
 * @param int    $timestamp           First run.
 * @param int    $interval_in_seconds Seconds between runs.
 * @param string $hook                Hook.
 * @param array  $args                Arguments.
 * @param string $group               Group.
 * @param bool   $unique              Not if one with this hook and group waits or runs.
 * @param int    $priority            Lower runs first.
 * @return int Row id; 0 if none was made.
 */
function as_schedule_recurring_action($timestamp, $interval_in_seconds, $hook, $args = [], $group = '', $unique = false, $priority = 10) {

	if (! ActionScheduler::is_initialized(__FUNCTION__)) {
		return 0;
	}

	if (! is_numeric($interval_in_seconds) || (string) (int) $interval_in_seconds !== (string) $interval_in_seconds) {
		_doing_it_wrong(__FUNCTION__, 'An integer was expected for the interval.', '3.6.0');

		return 0;
	}

	$recurrence = (int) $interval_in_seconds;

	return Action_Factory::create(['type' => 'interval'] + compact('timestamp', 'recurrence', 'hook', 'args', 'group', 'unique', 'priority'));
}

/**
 * Schedules an action by a cron expression.
 *
 * @param int    $timestamp Not before.
 * @param string $schedule  Cron expression.
 * @param string $hook      Hook.
 * @param array  $args      Arguments.
 * @param string $group     Group.
 * @param bool   $unique    Not if one with this hook and group waits or runs.
 * @param int    $priority  Lower runs first.
 * @return int Row id; 0 if none was made.
 */
function as_schedule_cron_action($timestamp, $schedule, $hook, $args = [], $group = '', $unique = false, $priority = 10) {

	if (! ActionScheduler::is_initialized(__FUNCTION__)) {
		return 0;
	}

	$recurrence = $schedule;

	return Action_Factory::create(['type' => 'cron'] + compact('timestamp', 'recurrence', 'hook', 'args', 'group', 'unique', 'priority'));
}

/**
 * Cancels the next occurrence. Empty arguments match only empty arguments here.
 *
 * @param string $hook  Hook.
 * @param array  $args  Arguments.
 * @param string $group Group.
 * @return int|null Id of the cancelled row.
 */
function as_unschedule_action($hook, $args = [], $group = '') {

	if (! ActionScheduler::is_initialized(__FUNCTION__)) {
		return 0;
	}

	$query = [
		'hook'   => $hook,
		'status' => ActionScheduler_Store::STATUS_PENDING,
		'group'  => $group,
	];

	if (is_array($args)) {
		$query['args'] = $args;
	}

	$action_id = ActionScheduler::store()->query_action($query);

	if ($action_id) {
		ActionScheduler::store()->cancel_action($action_id);
	}

	return $action_id === null ? null : (int) $action_id;
}

/**
 * Cancels all occurrences. With a hook or a group alone, whatever the arguments; with both, those given only.
 *
 * @param string $hook  Hook.
 * @param array  $args  Arguments.
 * @param string $group Group.
 * @return void
 */
function as_unschedule_all_actions($hook, $args = [], $group = '') {

	if (! ActionScheduler::is_initialized(__FUNCTION__)) {
		return;
	}

	if (empty($args)) {
		if (! empty($hook) && empty($group)) {
			ActionScheduler::store()->cancel_actions(['hook' => $hook]);

			return;
		}

		if (! empty($group) && empty($hook)) {
			ActionScheduler::store()->cancel_actions(['group' => $group]);

			return;
		}
	}

	do {
		$action_id = as_unschedule_action($hook, $args, $group);
	} while (! empty($action_id));
}

/**
 * When an action runs next.
 *
 * @param string     $hook  Hook.
 * @param array|null $args  Arguments; null for any.
 * @param string     $group Group.
 * @return int|bool Time; true if it is running or async; false if there is none.
 */
function as_next_scheduled_action($hook, $args = null, $group = '') {

	if (! ActionScheduler::is_initialized(__FUNCTION__)) {
		return false;
	}

	$query = [
		'hook'  => $hook,
		'group' => $group,
		'args'  => is_array($args) ? $args : null,
	];

	$store = ActionScheduler::store();

	if ($store->query_action(['status' => ActionScheduler_Store::STATUS_RUNNING] + $query)) {
		return true;
	}

	$action_id = $store->query_action(['status' => ActionScheduler_Store::STATUS_PENDING] + $query);

	if (! $action_id) {
		return false;
	}

	$date = $store->fetch_action($action_id)->get_schedule()->get_date();

	return $date ? (int) $date->format('U') : true;
}

/**
 * Whether an action waits or runs.
 *
 * @param string     $hook  Hook.
 * @param array|null $args  Arguments; null for any.
 * @param string     $group Group.
 * @return bool
 */
function as_has_scheduled_action($hook, $args = null, $group = '') {

	if (! ActionScheduler::is_initialized(__FUNCTION__)) {
		return false;
	}

	return null !== ActionScheduler::store()->query_action(
		[
			'hook'   => $hook,
			'args'   => $args,
			'group'  => $group,
			'status' => [ActionScheduler_Store::STATUS_RUNNING, ActionScheduler_Store::STATUS_PENDING],
		]
	);
}

/**
 * Actions found; five of them unless `per_page` is given.
 *
 * @param array  $args          Query.
 * @param string $return_format OBJECT, ARRAY_A or ids.
 * @return array
 */
function as_get_scheduled_actions($args = [], $return_format = OBJECT) {

	if (! ActionScheduler::is_initialized(__FUNCTION__)) {
		return [];
	}

	foreach (['date', 'modified'] as $key) {
		if (isset($args[ $key ])) {
			$args[ $key ] = as_get_datetime_object($args[ $key ]);
		}
	}

	$store = ActionScheduler::store();
	$ids   = $store->query_actions($args);

	if ($return_format === 'ids' || $return_format === 'int') {
		return $ids;
	}

	$actions = [];

	foreach ($ids as $action_id) {
		$action = $store->fetch_action($action_id);

		// Seen from here an action has no public properties: ARRAY_A gives empty arrays.
		$actions[ $action_id ] = $return_format === ARRAY_A ? get_object_vars($action) : $action;
	}

	return $actions;
}

/**
 * A date from a timestamp, a string or a date.
 *
 * @param mixed  $date_string Time; null for now.
 * @param string $timezone    Time zone.
 * @return DateTime
 */
function as_get_datetime_object($date_string = null, $timezone = 'UTC') {

	if ($date_string instanceof DateTimeInterface) {
		return new DateTime($date_string->format('Y-m-d H:i:s'), new DateTimeZone($timezone));
	}

	if (is_numeric($date_string)) {
		return new DateTime('@' . $date_string, new DateTimeZone($timezone));
	}

	return new DateTime($date_string === null ? 'now' : $date_string, new DateTimeZone($timezone));
}
