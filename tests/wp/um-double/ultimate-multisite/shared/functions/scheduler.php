<?php
/**
 * UM's doors to the queue: the rows always land in the main site's tables, and neither `unique` nor `priority`
 * can be given (contract dossier §1.3).
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * Queues an action to run as soon as possible.
 *
 * @param string $hook  Hook.
 * @param array  $args  Arguments; their keys are dropped when it runs.
 * @param string $group Group.
 * @return int Row id.
 */
function wu_enqueue_async_action($hook, $args = [], $group = '') {

	return wu_switch_blog_and_run(fn() => as_enqueue_async_action($hook, $args, $group));
}

/**
 * Schedules an action for a time.
 *
 * @param int    $timestamp When.
 * @param string $hook      Hook.
 * @param array  $args      Arguments.
 * @param string $group     Group.
 * @return int Row id.
 */
function wu_schedule_single_action($timestamp, $hook, $args = [], $group = '') {

	return wu_switch_blog_and_run(fn() => as_schedule_single_action($timestamp, $hook, $args, $group));
}

/**
 * Schedules a recurring action.
 *
 * @param int    $timestamp           First run.
 * @param int    $interval_in_seconds Seconds between runs.
 * @param string $hook                Hook.
 * @param array  $args                Arguments.
 * @param string $group               Group.
 * @return int Row id.
 */
function wu_schedule_recurring_action($timestamp, $interval_in_seconds, $hook, $args = [], $group = '') {

	return wu_switch_blog_and_run(fn() => as_schedule_recurring_action($timestamp, $interval_in_seconds, $hook, $args, $group));
}

/**
 * Schedules an action by a cron expression.
 *
 * @param int    $timestamp     Not before.
 * @param string $cron_schedule Cron expression.
 * @param string $hook          Hook.
 * @param array  $args          Arguments.
 * @param string $group         Group.
 * @return int Row id.
 */
function wu_schedule_cron_action($timestamp, $cron_schedule, $hook, $args = [], $group = '') {

	return wu_switch_blog_and_run(fn() => as_schedule_cron_action($timestamp, $cron_schedule, $hook, $args, $group));
}

/**
 * Cancels the next occurrence.
 *
 * @param string $hook  Hook.
 * @param array  $args  Arguments.
 * @param string $group Group.
 * @return int|null Id of the cancelled row.
 */
function wu_unschedule_action($hook, $args = [], $group = '') {

	return wu_switch_blog_and_run(fn() => as_unschedule_action($hook, $args, $group));
}

/**
 * Cancels all occurrences.
 *
 * @param string $hook  Hook.
 * @param array  $args  Arguments.
 * @param string $group Group.
 * @return void
 */
function wu_unschedule_all_actions($hook, $args = [], $group = '') {

	wu_switch_blog_and_run(fn() => as_unschedule_all_actions($hook, $args, $group));
}

/**
 * When an action runs next.
 *
 * @param string     $hook  Hook.
 * @param array|null $args  Arguments; null for any.
 * @param string     $group Group.
 * @return int|bool Time; true if it is running or async; false if there is none.
 */
function wu_next_scheduled_action($hook, $args = null, $group = '') {

	return wu_switch_blog_and_run(fn() => as_next_scheduled_action($hook, $args, $group));
}

/**
 * Actions found.
 *
 * @param array  $args          Query.
 * @param string $return_format OBJECT, ARRAY_A or ids.
 * @return array
 */
function wu_get_scheduled_actions($args = [], $return_format = OBJECT) {

	return wu_switch_blog_and_run(fn() => as_get_scheduled_actions($args, $return_format));
}
