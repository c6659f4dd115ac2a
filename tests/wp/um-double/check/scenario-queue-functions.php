<?php
/**
 * The functions and classes of the queue that a companion may use (§1.3).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

use function UM_Double\rows;

fresh();

$now = time();

same([true, true, false], [is_int(wu_enqueue_async_action('j', ['a' => 1], 'g')), wu_next_scheduled_action('j'), wu_next_scheduled_action('j', ['a' => 2])], 'an async action: next is true; with other arguments false');
$id = wu_schedule_single_action($now + 500, 'k', ['x'], 'g');
same([$now + 500, false, $now + 500], [wu_next_scheduled_action('k'), wu_next_scheduled_action('k', [], 'g'), wu_next_scheduled_action('k', ['x'], 'g')], 'a single action: next is its time');
same([true, false, true], [as_has_scheduled_action('k'), as_has_scheduled_action('none'), as_has_scheduled_action('k', ['x'], 'g')], 'as_has_scheduled_action');

$action = \ActionScheduler::store()->fetch_action($id);
same(['k', ['x'], 'g', $now + 500, false], [$action->get_hook(), $action->get_args(), $action->get_group(), $action->get_schedule()->get_date()->getTimestamp(), $action->is_finished()], 'fetch_action');
same('ActionScheduler_NullAction', get_class(\ActionScheduler::store()->fetch_action(999999)), 'an unknown id is a null action');

same(null, wu_unschedule_action('k', [], 'g'), 'unscheduling with empty arguments finds only empty arguments');
same($id, wu_unschedule_action('k', ['x'], 'g'), 'with the right ones it returns the id');
same([['canceled'], 'action canceled'], [statuses('k'), rows(['hook' => 'k'])[0]['log'][1]], 'and the row is canceled');

foreach ([1, 2, 3] as $number) {
	wu_schedule_single_action($now + $number, 'm', [$number], 'g');
}
wu_unschedule_all_actions('m', [], 'g');
same(['pending'], array_values(array_unique(statuses('m'))), 'unscheduling all with a hook, a group and no arguments cancels only those without arguments');
wu_unschedule_all_actions('m');
same(['canceled'], array_values(array_unique(statuses('m'))), 'with a hook alone it cancels all');

for ($i = 0; $i < 7; $i++) {
	wu_enqueue_async_action('n', [$i]);
}
same([5, 7, 2], [count(wu_get_scheduled_actions(['hook' => 'n'])), count(wu_get_scheduled_actions(['hook' => 'n', 'per_page' => -1], 'ids')), count(wu_get_scheduled_actions(['hook' => 'n', 'per_page' => 5, 'offset' => 5], 'ids'))], 'queries give five unless told otherwise');
$found = wu_get_scheduled_actions(['hook' => 'n', 'per_page' => 1]);
same(['ActionScheduler_Action', true], [get_class(reset($found)), is_int(key($found))], 'objects are keyed by id');
same([], array_filter(wu_get_scheduled_actions(['hook' => 'n'], ARRAY_A)), 'ARRAY_A gives empty arrays');

$store = \ActionScheduler::store();
same(['7', 'pending', 'complete', 'in-progress', 'failed', 'canceled'], [$store->query_actions(['hook' => 'n', 'status' => \ActionScheduler_Store::STATUS_PENDING], 'count'), \ActionScheduler_Store::STATUS_PENDING, \ActionScheduler_Store::STATUS_COMPLETE, \ActionScheduler_Store::STATUS_RUNNING, \ActionScheduler_Store::STATUS_FAILED, \ActionScheduler_Store::STATUS_CANCELED], 'query_actions counts; the statuses have their names');
same('InvalidArgumentException', thrown(fn() => $store->get_status(999999)), 'the status of an unknown id throws');
same(4, $store->action_counts()['canceled'], 'action_counts');

ok(as_enqueue_async_action('u', [1], 'g', true) > 0, 'a unique action is stored');
same(0, as_enqueue_async_action('u', [2], 'g', true), 'a second of the same hook and group is not, whatever its arguments');
ok(as_enqueue_async_action('u', [2], 'h', true) > 0, 'in another group it is');

same([0, 0], [@as_schedule_recurring_action($now, 'often', 'j'), as_schedule_cron_action($now, 'nonsense', 'j')], 'an interval that is no integer, or a wrong cron expression, gives 0');
$cron = as_schedule_cron_action($now, '*/15 3 * * *', 'c');
same(['03'], [gmdate('H', rows(['hook' => 'c'])[0]['date'])], 'a cron expression is met');

$signatures = [
	'wu_enqueue_async_action'       => '$hook, $args=, $group=',
	'wu_schedule_single_action'     => '$timestamp, $hook, $args=, $group=',
	'wu_schedule_recurring_action'  => '$timestamp, $interval_in_seconds, $hook, $args=, $group=',
	'wu_schedule_cron_action'       => '$timestamp, $cron_schedule, $hook, $args=, $group=',
	'wu_next_scheduled_action'      => '$hook, $args=, $group=',
	'as_enqueue_async_action'       => '$hook, $args=, $group=, $unique=, $priority=',
	'as_schedule_single_action'     => '$timestamp, $hook, $args=, $group=, $unique=, $priority=',
	'as_schedule_recurring_action'  => '$timestamp, $interval_in_seconds, $hook, $args=, $group=, $unique=, $priority=',
	'as_unschedule_all_actions'     => '$hook, $args=, $group=',
	'as_get_scheduled_actions'      => '$args=, $return_format=',
];

foreach ($signatures as $name => $signature) {
	$seen = array_map(fn($parameter) => '$' . $parameter->getName() . ($parameter->isOptional() ? '=' : ''), (new \ReflectionFunction($name))->getParameters());
	same($signature, implode(', ', $seen), "$name($signature)");
}

same([0, false, []], $GLOBALS['um_double_too_early'], 'before init the queue takes nothing and knows nothing');
