<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use ActionScheduler;
use ActionScheduler_QueueRunner;
use RuntimeException;

/** Action Scheduler, real or the double's, as the network's main site sees it. */
final class Queue
{
    /** Code for a Process that works the queue off. */
    public const RUN = 'return RunCloud\Tests\Queue::run();';

    /** Runs what is due, and what that makes due, until nothing is left; returns how many actions ran. */
    public static function run(): int
    {
        $ran = 0;
        switch_to_blog(get_main_site_id());
        try {
            // A process that has lived longer than a runner's time limit gets one action a turn.
            while (($now = ActionScheduler_QueueRunner::instance()->run('tests')) > 0) {
                $ran += $now;
                if ($ran > 5000) {
                    throw new RuntimeException('the queue makes new work for itself without end');
                }
            }
        } finally {
            restore_current_blog();
        }
        return $ran;
    }

    /**
     * The actions of a hook, oldest first.
     *
     * @param string|null $status pending, in-progress, complete, failed or canceled
     * @return list<array{id: int, hook: string, args: array, status: string, due: int}>
     */
    public static function actions(string $hook = '', ?string $status = null): array
    {
        switch_to_blog(get_main_site_id());
        $store = ActionScheduler::store();
        $actions = [];
        $query = array_filter(['hook' => $hook, 'status' => $status]) + ['per_page' => 1000];
        foreach ($store->query_actions($query) as $id) {
            $action = $store->fetch_action((string) $id);
            $actions[] = [
                'id' => (int) $id,
                'hook' => $action->get_hook(),
                'args' => $action->get_args(),
                'status' => $store->get_status((string) $id),
                'due' => $store->get_date((string) $id)->getTimestamp(),
            ];
        }
        restore_current_blog();
        usort($actions, static fn (array $one, array $other) => $one['id'] <=> $other['id']);
        return $actions;
    }

    /** @return list<string> what was logged about an action, oldest first */
    public static function log(int $action): array
    {
        switch_to_blog(get_main_site_id());
        $messages = array_map(static fn ($entry) => $entry->get_message(), ActionScheduler::logger()->get_logs((string) $action));
        restore_current_blog();
        return array_values($messages);
    }

    /**
     * Lets so much time pass for what is waiting: its actions, and the plugin's rows, become due so much earlier. The
     * clock stays as it is.
     * Asynchronous actions have no date and are due anyway.
     */
    public static function pass(int $seconds): void
    {
        global $wpdb;
        $table = $wpdb->get_blog_prefix(get_main_site_id()) . 'actionscheduler_actions';
        $wpdb->query($wpdb->prepare(
            "UPDATE $table SET scheduled_date_gmt = DATE_SUB(scheduled_date_gmt, INTERVAL %d SECOND),
                scheduled_date_local = DATE_SUB(scheduled_date_local, INTERVAL %d SECOND)
                WHERE status = 'pending' AND scheduled_date_gmt > '1000-01-01'",
            $seconds,
            $seconds,
        ));
        if (!function_exists('UM_Double\install')) {
            self::pass_schedules($table, $seconds);
        }
        if (function_exists('RunCloud\WordPress\table')) {
            self::pass_rows(\RunCloud\WordPress\table(), $seconds);
        }
    }

    /** The plugin's rows have times of their own. */
    private static function pass_rows(string $table, int $seconds): void
    {
        global $wpdb;
        $sets = [];
        foreach (['due', 'tried', 'done', 'claimed_until', 'erred', 'wished', 'seen_at'] as $column) {
            $much = in_array($column, ['wished', 'seen_at'], true) ? $seconds * 1_000_000 : $seconds;
            $sets[] = "$column = IF($column > $much, $column - $much, 0)";
        }
        $wpdb->query("UPDATE $table SET " . implode(', ', $sets));
        foreach ($wpdb->get_results("SELECT network_id, task, host, data FROM $table WHERE data NOT IN ('', '[]')") as $row) {
            $older = json_encode(self::older(json_decode($row->data, true), $seconds));
            $wpdb->update($table, ['data' => $older], ['network_id' => $row->network_id, 'task' => $row->task, 'host' => $row->host]);
        }
    }

    /** Every number that can only be a time, earlier. */
    public static function older(mixed $value, int $seconds): mixed
    {
        return match (true) {
            is_array($value) => array_map(static fn ($part) => self::older($part, $seconds), $value),
            is_numeric($value) && $value > 1e9 && $value < 1e10 => $value - $seconds,
            default => $value,
        };
    }

    /** The real queue keeps the date a second time, in the schedule that an action is made of. */
    private static function pass_schedules(string $table, int $seconds): void
    {
        global $wpdb;
        foreach ($wpdb->get_results("SELECT action_id, schedule FROM $table WHERE status = 'pending'") as $row) {
            $schedule = unserialize($row->schedule);
            // An asynchronous action has one without a date.
            $date = $schedule instanceof \ActionScheduler_SimpleSchedule ? $schedule->get_date() : null;
            if ($date !== null) {
                $earlier = new \ActionScheduler_SimpleSchedule(as_get_datetime_object($date->getTimestamp() - $seconds));
                $wpdb->update($table, ['schedule' => serialize($earlier)], ['action_id' => $row->action_id]);
            }
        }
    }
}
