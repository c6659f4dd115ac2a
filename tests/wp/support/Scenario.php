<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/**
 * A story of the plugin's: events go in through Ultimate Multisite, time passes, and RunCloud's journal is the proof.
 *
 * Whatever the story, core's own integration stays out of it, and no secret is left behind anywhere.
 */
abstract class Scenario extends TestCase
{
    /** What waits in the plugin's table: additions and removals, requests of a certificate, looks whether it came, syncs. */
    protected const SETTLE = 'domain';
    protected const REDEPLOY = 'request';
    protected const LOOK = 'look';
    protected const SYNC = 'sync';
    protected const LOOP = 'runcloud_reconcile';
    protected const REPORT = 'runcloud_failed';

    protected function setUp(): void
    {
        self::needs_um();
        self::needs_plugin();
        parent::setUp();
        wp_installing(false);
        // Hours pass here in a second, in which RunCloud's minutes do not: its rate limit is a story of its own.
        $this->fake()->switch(rate_limit: 100_000);
    }

    protected static function create_site(string $host): int
    {
        $site = parent::create_site($host);
        // WordPress leaves that on until the request ends, and keeps transients out of the database meanwhile.
        wp_installing(false);
        return $site;
    }

    protected function assertPostConditions(): void
    {
        parent::assertPostConditions();
        wp_cache_flush();
        self::assertSame([], Steering::core_calls(), "core's own integration was called");
        $left = self::left_behind();
        foreach (['token', 'key', 'secret'] as $name) {
            self::assertStringNotContainsString($this->fake()->ready->$name, $left, "the $name was left behind");
        }
    }

    /** All that the plugin and the queue have written, but for Ultimate Multisite's stored credentials. */
    protected static function left_behind(): string
    {
        global $wpdb;
        $queue = $wpdb->get_blog_prefix(get_main_site_id()) . 'actionscheduler';
        $texts = [
            ...$wpdb->get_col("SELECT CONCAT(meta_key, '=', meta_value) FROM $wpdb->sitemeta WHERE meta_key NOT LIKE 'wu\\_hosting\\_credential\\_%'"),
            ...$wpdb->get_col('SELECT CONCAT(data, error) FROM ' . \RunCloud\WordPress\table()),
            ...$wpdb->get_col("SELECT CONCAT(args, ' ', COALESCE(extended_args, '')) FROM {$queue}_actions"),
            ...$wpdb->get_col("SELECT message FROM {$queue}_logs"),
            ...array_map('file_get_contents', glob(WP_CONTENT_DIR . '/uploads/wu-logs/*.log')),
            Process::log(),
        ];
        return implode("\n", $texts);
    }

    /**
     * Lets time pass: jobs become due, runners that died are found out, and what the plugin remembers grows old. The
     * clock stays as it is.
     */
    protected static function pass(int $seconds): void
    {
        global $wpdb;
        Queue::pass($seconds);
        $table = $wpdb->get_blog_prefix(get_main_site_id()) . 'actionscheduler_actions';
        foreach (['gmt', 'local'] as $zone) {
            $column = "last_attempt_$zone";
            $wpdb->query("UPDATE $table SET $column = DATE_SUB($column, INTERVAL $seconds SECOND) WHERE status IN ('pending', 'in-progress')");
        }
        foreach ($wpdb->get_results("SELECT meta_id, meta_value FROM $wpdb->sitemeta WHERE meta_key LIKE '%runcloud\\_%' AND meta_key NOT LIKE 'wu\\_%'") as $row) {
            $older = Queue::older(maybe_unserialize($row->meta_value), $seconds);
            $wpdb->update($wpdb->sitemeta, ['meta_value' => maybe_serialize($older)], ['meta_id' => $row->meta_id]);
        }
        wp_cache_flush();
    }

    /** Runs the queue for so much time, each job when it is due. */
    protected static function live_through(int $seconds): void
    {
        self::run_queue();
        while ($seconds > 0) {
            $pending = array_column(Queue::actions(status: 'pending'), 'due');
            $wait = min($seconds, $pending === [] ? $seconds : max(1, min($pending) - time()));
            self::pass($wait);
            self::run_queue();
            $seconds -= $wait;
        }
    }

    /** Runs the queue until the plugin has nothing left to do; returns how many seconds that took it. */
    protected static function live_on(int $limit = 2 * DAY_IN_SECONDS): int
    {
        $lived = 0;
        $ran = self::run_queue();
        while (($pending = self::waiting_jobs()) !== []) {
            self::assertLessThan($limit, $lived, 'the plugin comes to no end');
            // What is due and does not run is held by a runner that died; the queue takes minutes to find out.
            $wait = max($ran > 0 ? 1 : 30, min(array_column($pending, 'due')) - time());
            self::pass($wait);
            $ran = self::run_queue();
            $lived += $wait;
        }
        return $lived;
    }

    /** @return list<array> the plugin's rows that wait, but for the sync of tomorrow, and what is to be told in the queue */
    protected static function waiting_jobs(): array
    {
        $rows = array_filter(self::waiting_rows(), static fn (array $row) => $row['task'] !== self::SYNC || $row['due'] <= time() + HOUR_IN_SECONDS);
        return [...$rows, ...Queue::actions(self::REPORT, 'pending')];
    }

    /** @return list<array> the plugin's rows that wait, of the kind given; each with the time at which it is due, claims and pauses considered */
    protected static function waiting_rows(string $kind = ''): array
    {
        $paused = time() + \RunCloud\WordPress\paused_for();
        $rows = \RunCloud\WordPress\rows('state = %s', 'ORDER BY due, host', 'waiting');
        $rows = array_map(static fn (array $row) => ['due' => max($row['due'], $row['claimed_until'], $paused > time() ? $paused : 0)] + $row, $rows);
        return array_values(array_filter($rows, static fn (array $row) => in_array($kind, ['', $row['task'], $row['wish']], true)));
    }

    /** @return list<int> in how many seconds each waiting row of a kind is due */
    protected static function due_in(string $kind = self::SETTLE): array
    {
        return array_map(static fn (array $row) => $row['due'] - time(), self::waiting_rows($kind));
    }

    /** @return list<int> in how many seconds the loop is to run */
    protected static function loop_due_in(): array
    {
        return array_map(static fn (array $job) => $job['due'] - time(), Queue::actions(self::LOOP, 'pending'));
    }

    /** @return list<string> what the queue says of what failed, of the kind given */
    protected static function failures(string $kind = self::SETTLE): array
    {
        $task = in_array($kind, [self::REDEPLOY, self::LOOK], true) ? 'certificate' : $kind;
        $failed = array_filter(Queue::actions(self::REPORT, 'failed'), static fn (array $job) => $job['args'][0] === $task);
        return array_values(array_map(static fn (array $job) => implode("\n", Queue::log($job['id'])), $failed));
    }

    /** Has a domain failed for good, with its reason. */
    protected static function fail_domain(string $host, array $message): void
    {
        \RunCloud\WordPress\note('domain', $host, ['wish' => 'add', 'state' => 'failed', 'error' => $message, 'erred' => time()]);
    }

    /** Has another worker be at a row, as if it had claimed it. */
    protected static function hold(string $task, string $host): void
    {
        \RunCloud\WordPress\note($task, $host, ['claim' => 'another', 'claimed_until' => time() + 60]);
    }

    /** The notice that an administrator of the network sees. */
    protected static function notice(): string
    {
        wp_cache_flush();
        wp_set_current_user(1);
        ob_start();
        \RunCloud\WordPress\show_problems();
        wp_set_current_user(0);
        return html_entity_decode((string) ob_get_clean(), ENT_QUOTES);
    }

    /** Names of the mapping table, sorted: what should be in RunCloud beside the primary domain. */
    protected static function mapped(): array
    {
        $names = array_values(wu_get_domains(['number' => 0, 'fields' => 'domain']));
        sort($names);
        return $names;
    }

    /** RunCloud has the mapped domains and its primary one, no more and no less. */
    protected function assertConverged(): void
    {
        $expected = [...self::mapped(), 'site-0001.example.net'];
        sort($expected);
        self::assertSame($expected, $this->domains(), 'RunCloud has what is mapped');
    }

    /** @return array<string, int> how often RunCloud carried out an addition, by domain */
    protected function additions(): array
    {
        $names = [];
        foreach ($this->fake()->journal() as $entry) {
            if ($entry['method'] === 'POST' && str_ends_with($entry['path'], '/domains') && intdiv($entry['handled'] ?? 0, 100) === 2) {
                $names[] = $entry['body']['name'];
            }
        }
        return array_count_values($names);
    }

    /** How often an answered request began so, such as `PUT /ssl`. */
    protected function count_asked(string $beginning): int
    {
        return count(array_filter($this->fake()->asked(), static fn ($asked) => str_starts_with($asked, $beginning)));
    }

    /** Answers 503 so that the extension gives up at once and the plugin keeps to its own waits. */
    protected function outage(): void
    {
        $this->fake()->reply(503, '', ['Retry-After' => '60']);
    }
}
