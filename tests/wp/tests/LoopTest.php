<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use function RunCloud\WordPress\accept;
use function RunCloud\WordPress\count_rows;
use function RunCloud\WordPress\reconcile;
use function RunCloud\WordPress\row;
use function RunCloud\WordPress\want;
use function RunCloud\WordPress\want_all;
use function RunCloud\WordPress\wish;

/** The loop: what one pass costs, and that no moment to die loses or doubles anything. */
final class LoopTest extends Scenario
{
    use Bulk;

    /** Dies before its statement of that number, the plugin's and the queue's among them. */
    private const KILL = '
        add_filter("query", static function ($query) use ($number) {
            static $sent = 0;
            if (++$sent === $number) {
                posix_kill(getmypid(), SIGKILL);
            }
            return $query;
        });
        RunCloud\WordPress\reconcile();
        echo "lived";';

    /** @dataProvider stories */
    public function test_a_worker_that_is_killed_at_any_statement_loses_nothing_and_doubles_nothing(callable $begin, callable $end): void
    {
        for ($number = 1; ; $number++) {
            $this->setUp();
            $begin($this);
            $this->fake()->clear_journal();
            wu_unschedule_all_actions(self::LOOP, [], 'runcloud');
            $worker = $this->start(self::KILL, ['number' => $number]);
            self::wait_until(static fn () => !$worker->is_running(), 'it ends');
            // The other one, while the row of the dead one is still claimed.
            reconcile();
            if (str_contains($worker->output(), 'lived')) {
                break;
            }
            self::live_on();
            $end($this, "killed before statement $number");
            self::assertSame([], self::failures());
            self::assertSame('', self::notice());
            self::assertSame([1], array_values(array_unique($this->additions())) ?: [1], "killed before statement $number: an addition was carried out twice");
        }
        self::assertGreaterThan(8, $number, 'the story itself');
    }

    public static function stories(): array
    {
        $converged = static fn (self $test) => $test->assertConverged();
        return [
            'additions and a removal' => [
                static function (self $test): void {
                    $test->runcloud_has(['old.example.com']);
                    self::map_all(['new.example.com', 'newer.example.com']);
                    accept('add', 'new.example.com');
                    accept('add', 'newer.example.com');
                    accept('remove', 'old.example.com');
                },
                $converged,
            ],
            'a certificate' => [
                static function (self $test): void {
                    $test->fake()->change(basic_certificate: ['days' => 10]);
                    self::map_all(['shop.example.com']);
                    accept('add', 'shop.example.com');
                    self::run_queue();
                    self::pass(60);
                },
                static function (self $test, string $when): void {
                    $test->assertConverged();
                    $covers = $test->fake()->state()['apps'][$test->fake()->ready->app_id]['basic']['covers'];
                    self::assertContains('shop.example.com', $covers, $when);
                    self::assertStringContainsString('has issued the certificate', self::um_log(), $when);
                },
            ],
            'a sync' => [
                static function (): void {
                    self::map_all(['a.example.com', 'b.example.com']);
                    want(wish('sync', 'compare', ''));
                },
                $converged,
            ],
        ];
    }

    public function test_an_event_whose_worker_is_killed_at_any_statement_is_kept_or_was_never_accepted(): void
    {
        self::map_all(['shop.example.com']);
        $code = str_replace('RunCloud\WordPress\reconcile();', 'RunCloud\WordPress\accept("add", "shop.example.com");', self::KILL);
        for ($number = 1; ; $number++) {
            $this->fake()->reset();
            \RunCloud\WordPress\forget('domain', 'shop.example.com');
            wu_unschedule_all_actions(self::LOOP, [], 'runcloud');
            $worker = $this->start($code, ['number' => $number]);
            self::wait_until(static fn () => !$worker->is_running(), 'it ends');
            $accepted = row('domain', 'shop.example.com') !== [];
            delete_site_transient('runcloud_kept');
            \RunCloud\WordPress\keep();
            self::live_on();
            self::assertSame($accepted, in_array('shop.example.com', $this->domains(), true), "killed before statement $number");
            if (str_contains($worker->output(), 'lived')) {
                break;
            }
        }
        self::assertTrue($accepted);
        self::assertGreaterThan(2, $number);
    }

    /** @dataProvider outages */
    public function test_an_outage_costs_one_operation_whatever_is_due_and_all_converges_when_it_ends(string|array $fault, int $operations): void
    {
        \RunCloud\WordPress\budget(1.0);
        self::map_all(self::names(120));
        want_all('add', self::names(120));
        \RunCloud\WordPress\wake();
        $fault === [] ? $this->fake()->reply(502, '<html>Bad Gateway</html>') : $this->fake()->fault($fault);
        self::run_queue();
        self::assertSame(1, count_rows('tried > 0 AND task = %s', 'domain'), 'one row was tried');
        self::assertLessThanOrEqual($operations, count($this->fake()->journal()));
        self::assertCount(120, self::due_in());
        self::assertEqualsWithDelta(array_fill(0, 120, 90), self::due_in(), 8);
        // What comes meanwhile waits, too.
        self::map_domain('late.example.com', 1);
        self::run_queue();
        self::assertSame(1, count_rows('tried > 0 AND task = %s', 'domain'));
        self::live_through(20 * MINUTE_IN_SECONDS);
        self::assertLessThan(8, count_rows('tried > 0 AND task = %s', 'domain'), 'one a pass');
        self::assertSame('', self::notice());
        $this->fake()->clear_faults();
        if (is_array($fault) && isset($fault['refuse_connections'])) {
            $this->fake()->reset();
        }
        self::live_on();
        \RunCloud\WordPress\budget(\RunCloud\WordPress\BUDGET);
        $this->assertConverged();
        self::assertSame([1], array_values(array_unique($this->additions())));
        self::assertSame([], [...self::failures(), ...self::failures('pause')]);
    }

    public static function outages(): array
    {
        return [
            'refused' => [['refuse_connections' => ['for_ms' => 60_000]], 0],
            'reset' => ['reset', 12],
            '502' => [[], 12],
            'stalled' => ['stall', 4],
        ];
    }

    public function test_an_outage_of_hours_is_one_notice_and_one_failure_in_the_queue(): void
    {
        self::map_all(self::names(60));
        want_all('add', self::names(60));
        \RunCloud\WordPress\wake();
        $this->outage();
        self::live_through(4 * HOUR_IN_SECONDS);
        self::assertSame(1, substr_count(self::notice(), '<div'));
        self::assertStringContainsString('503', self::notice());
        self::assertCount(1, self::failures('pause'));
        self::assertSame([], self::failures());
        $this->fake()->clear_faults();
        self::live_on();
        $this->assertConverged();
        self::assertSame('', self::notice());
    }

    public function test_a_domain_at_which_runcloud_always_fails_keeps_no_other_from_its_turn(): void
    {
        // As the fake answers for this name alone.
        self::map_all(['a-poison.example.com', ...self::names(5)]);
        $this->fake()->reply(500, '', [], method: 'POST', times: 12);
        want(wish('domain', 'add', 'a-poison.example.com'));
        \RunCloud\WordPress\wake();
        self::run_queue();
        $this->fake()->clear_faults();
        want_all('add', self::names(5));
        self::pass(90);
        $this->fake()->reply(500, '', [], method: 'POST', skip: 5);
        \RunCloud\WordPress\wake();
        self::run_queue();
        self::assertCount(5, $this->additions());
        self::assertArrayNotHasKey('a-poison.example.com', $this->additions());
    }

    public function test_a_domain_costs_at_most_six_queries(): void
    {
        $hosts = self::names(50);
        self::map_all($hosts);
        $this->fake()->change(basic_certificate: ['days' => 10]);
        $costs = [];
        foreach (['add', 'remove'] as $wish) {
            if ($wish === 'remove') {
                $GLOBALS['wpdb']->query("DELETE FROM {$GLOBALS['wpdb']->base_prefix}wu_domain_mappings");
                wp_cache_flush();
            }
            $queries = 0;
            // The double keeps a clock in the database.
            $count = static function ($query) use (&$queries) {
                $queries += (int) !str_contains($query, 'um_double_');
                return $query;
            };
            add_filter('query', $count);
            foreach ($hosts as $host) {
                accept($wish, $host);
            }
            reconcile();
            remove_filter('query', $count);
            $costs[$wish] = $queries / count($hosts);
        }
        self::assertSame(['site-0001.example.net'], $this->domains());
        self::assertCount(50, $this->additions());
        getenv('SHOW') && fwrite(STDERR, json_encode($costs) . "\n");
        self::assertLessThanOrEqual(6, $costs['add']);
        self::assertLessThanOrEqual(6, $costs['remove']);
    }

    /** Memory is no time: it is the same on every machine. */
    public function test_ten_thousand_events_and_a_sync_of_ten_thousand_hosts_fit_into_a_worker(): void
    {
        self::map_all(self::names(10_000, 'shop-%05d.example.com'));
        $GLOBALS['wpdb']->query("UPDATE {$GLOBALS['wpdb']->base_prefix}wu_domain_mappings SET stage = 'checking-dns' WHERE domain LIKE 'shop-001%'");
        $used = $this->wordpress('
            global $wpdb;
            $wpdb->save_queries = false;
            RunCloud\WordPress\row("sync");
            gc_collect_cycles();
            memory_reset_peak_usage();
            $idle = memory_get_usage();
            $peak = static function () use (&$idle) {
                $used = memory_get_peak_usage() - $idle;
                memory_reset_peak_usage();
                return round($used / 1048576, 1);
            };
            for ($number = 1; $number <= 10000; $number++) {
                RunCloud\WordPress\accept("add", sprintf("event-%05d.example.com", $number));
            }
            $used = ["events" => $peak()];
            $wpdb->query("DELETE FROM " . RunCloud\WordPress\table());
            RunCloud\WordPress\drift();
            $used["comparison"] = $peak();
            RunCloud\WordPress\settle_sync();
            $used["sync"] = $peak();
            RunCloud\WordPress\pass(microtime(true) + 2);
            $used["pass"] = $peak();
            RunCloud\WordPress\examine_seen();
            RunCloud\WordPress\examine_mappings();
            $used["doctor"] = $peak();
            return $used;
        ');
        getenv('SHOW') && fwrite(STDERR, json_encode($used) . "\n");
        self::assertSame(10_000, count_rows("task = 'domain' AND seen <> %s AND host LIKE %s", '', 'shop-%'));
        foreach ($used as $what => $megabytes) {
            self::assertLessThan(16, $megabytes, $what);
        }
    }
}
