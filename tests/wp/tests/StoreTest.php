<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use function RunCloud\WordPress\claim;
use function RunCloud\WordPress\count_rows;
use function RunCloud\WordPress\due_rows;
use function RunCloud\WordPress\finish;
use function RunCloud\WordPress\forget;
use function RunCloud\WordPress\keep_table;
use function RunCloud\WordPress\next_due;
use function RunCloud\WordPress\note;
use function RunCloud\WordPress\row;
use function RunCloud\WordPress\table;
use function RunCloud\WordPress\want;
use function RunCloud\WordPress\wish;

/** The table of what is wanted, and how two workers share it. */
final class StoreTest extends Scenario
{
    private const HOST = 'shop.example.com';

    public function test_a_wish_is_due_until_it_is_finished(): void
    {
        self::assertSame([[], 0], [row('domain', self::HOST), next_due()]);
        want(wish('domain', 'add', self::HOST));
        [$row] = due_rows(5);
        self::assertSame([self::HOST, 'add', 'waiting', 0, 0], [$row['host'], $row['wish'], $row['state'], $row['attempts'], $row['doubt']]);
        self::assertTrue(claim($row, 90));
        self::assertSame([], due_rows(5), 'it is being attempted');
        finish($row, ['runcloud_id' => 710, 'error' => ['code' => 'domain-taken', 'context' => ['domain' => 'ünïcode 🦀']]]);
        $row = row('domain', self::HOST);
        self::assertSame(['add', '', '', 0, 710, 'ünïcode 🦀'], [$row['wish'], $row['state'], $row['claim'], $row['attempts'], $row['runcloud_id'], $row['error']['context']['domain']]);
        self::assertSame(0, next_due());
    }

    public function test_a_row_is_claimed_once_and_again_when_its_worker_died(): void
    {
        want(wish('domain', 'add', self::HOST));
        [$row] = due_rows(5);
        $other = $row;
        self::assertTrue(claim($row, 90));
        self::assertFalse(claim($other, 90));
        self::assertEqualsWithDelta(time() + 90, next_due(), 2, 'the loop comes back when the claim ends');
        self::pass(91);
        [$other] = due_rows(5);
        self::assertTrue(claim($other, 90));
        self::assertSame(2, $other['attempts']);
        finish($row, ['runcloud_id' => 1]);
        self::assertSame(['waiting', 0], [row('domain', self::HOST)['state'], row('domain', self::HOST)['runcloud_id']], 'whoever lost the claim writes nothing');
    }

    public function test_what_is_wanted_meanwhile_is_not_taken_for_done(): void
    {
        want(wish('domain', 'add', self::HOST));
        [$row] = due_rows(5);
        claim($row, 90);
        want(wish('domain', 'remove', self::HOST));
        finish($row, ['runcloud_id' => 710]);
        $row = row('domain', self::HOST);
        self::assertSame(['remove', 'waiting', 1, 710], [$row['wish'], $row['state'], $row['doubt'], $row['runcloud_id']]);
        self::assertCount(1, due_rows(5));
    }

    public function test_the_earlier_time_counts_but_an_attempt_under_way_keeps_its_distance(): void
    {
        want(wish('certificate', 'request', '', 60));
        want(wish('certificate', 'request', '', 300));
        self::assertEqualsWithDelta(time() + 60, next_due(), 2);
        want(wish('certificate', 'request', '', -5));
        [$row] = due_rows(5);
        claim($row, 90);
        want(wish('certificate', 'request', '', 60));
        finish($row, []);
        self::assertEqualsWithDelta(time() + 60, next_due(), 2);
    }

    public function test_those_that_were_tried_last_come_last(): void
    {
        foreach (['a', 'b', 'c'] as $name) {
            want(wish('domain', 'add', "$name.example.com", -60));
        }
        note('domain', 'a.example.com', ['tried' => time() - 10]);
        self::assertSame(['b.example.com', 'c.example.com', 'a.example.com'], array_column(due_rows(5), 'host'));
    }

    public function test_each_network_has_its_own_and_what_is_no_host_does_no_harm(): void
    {
        $odd = [self::HOST, "x'; DROP TABLE " . table() . ' --', str_repeat('a', 400) . '.example.com', "\x00\xff", '%s'];
        want(...array_map(static fn ($host) => wish('domain', 'add', $host), $odd));
        foreach ($odd as $host) {
            self::assertSame('waiting', row('domain', $host)['state']);
        }
        $GLOBALS['wpdb']->query('UPDATE ' . table() . ' SET network_id = 77');
        self::assertSame([0, []], [count_rows('state = %s', 'waiting'), row('domain', self::HOST)]);
    }

    public function test_a_table_that_is_gone_is_made_again(): void
    {
        $GLOBALS['wpdb']->query('DROP TABLE ' . table());
        self::map_domain(self::HOST, 1);
        self::run_queue();
        $this->assertHasDomain(self::HOST);
        self::assertNotSame([], row('domain', self::HOST));
    }

    public function test_a_table_that_lacks_a_column_is_brought_to_this_version_and_keeps_its_rows(): void
    {
        want(wish('domain', 'add', self::HOST));
        $GLOBALS['wpdb']->query('ALTER TABLE ' . table() . ' DROP COLUMN www_differs, DROP KEY seen');
        update_network_option(get_main_network_id(), 'runcloud_table', 1000);
        keep_table();
        self::assertSame(['waiting', 0], [row('domain', self::HOST)['state'], row('domain', self::HOST)['www_differs']]);
        self::assertSame([], $this->queries(static fn () => keep_table()), 'and nothing is done the next time');
    }

    public function test_a_table_of_version_1_gives_way_to_one_that_a_sync_fills(): void
    {
        global $wpdb;
        $wpdb->query('DROP TABLE ' . table());
        $wpdb->query('CREATE TABLE ' . table() . ' (network_id bigint unsigned NOT NULL, host varchar(255) NOT NULL, added int NOT NULL, PRIMARY KEY (network_id, host))');
        update_network_option(get_main_network_id(), 'runcloud_table', 1);
        keep_table();
        want(wish('domain', 'add', self::HOST));
        self::assertSame('waiting', row('domain', self::HOST)['state']);
    }

    public function test_two_workers_that_want_at_once_lose_nothing(): void
    {
        $code = 'while (microtime(true) < $at) {}
            foreach (range(1, 50) as $number) {
                RunCloud\WordPress\want(RunCloud\WordPress\wish("domain", "add", "$name-$number.example.com"));
                RunCloud\WordPress\note("domain", "shared.example.com", [$name => $number]);
            }';
        $at = microtime(true) + 2;
        $workers = [$this->start($code, ['name' => 'tried', 'at' => $at]), $this->start($code, ['name' => 'done', 'at' => $at])];
        foreach ($workers as $worker) {
            $worker->wait();
        }
        self::assertSame(100, count_rows('state = %s', 'waiting'));
        self::assertSame([50, 50], [row('domain', 'shared.example.com')['tried'], row('domain', 'shared.example.com')['done']]);
    }

    public function test_the_uninstaller_takes_it_away(): void
    {
        want(wish('domain', 'add', self::HOST));
        $this->wordpress('define("WP_UNINSTALL_PLUGIN", "runcloud/runcloud.php"); require WP_PLUGIN_DIR . "/runcloud/uninstall.php";');
        self::assertNull($GLOBALS['wpdb']->get_var("SHOW TABLES LIKE '" . table() . "'"));
    }

    public function test_a_row_that_is_forgotten_is_gone(): void
    {
        want(wish('certificate', 'request', self::HOST, 0, 'noted'));
        self::assertSame(0, next_due(), 'what is only noted is never due');
        forget('certificate', self::HOST);
        self::assertSame([], row('certificate', self::HOST));
    }

    /** The statements that something sends, without those that are answered from memory. */
    private function queries(callable $work): array
    {
        $seen = [];
        get_network_option(get_main_network_id(), 'runcloud_table');
        $note = static function ($query) use (&$seen) {
            $seen[] = $query;
            return $query;
        };
        add_filter('query', $note);
        $work();
        remove_filter('query', $note);
        return $seen;
    }
}
