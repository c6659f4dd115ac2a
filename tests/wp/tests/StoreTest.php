<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use function RunCloud\WordPress\count_errors;
use function RunCloud\WordPress\forget_facts;
use function RunCloud\WordPress\keep_table;
use function RunCloud\WordPress\last_errors;
use function RunCloud\WordPress\note_error;
use function RunCloud\WordPress\note_waiting;
use function RunCloud\WordPress\remember_domain;
use function RunCloud\WordPress\remembered_domain;
use function RunCloud\WordPress\table;
use function RunCloud\WordPress\unnote_waiting;
use function RunCloud\WordPress\waiting;

/** The table of domains. */
final class StoreTest extends Scenario
{
    private const HOST = 'shop.example.com';

    public function test_facts_are_added_replaced_and_forgotten_one_by_one(): void
    {
        self::assertSame([], remembered_domain(self::HOST));
        remember_domain(self::HOST, ['added' => 5, 'runcloud_id' => 710]);
        note_error(self::HOST, ['code' => 'domain-taken', 'context' => ['domain' => 'ünïcode 🦀']]);
        remember_domain(self::HOST, ['added' => 7]);
        $known = remembered_domain(self::HOST);
        self::assertSame([7, 710, 'ünïcode 🦀'], [$known['added'], $known['runcloud_id'], $known['error']['context']['domain']]);
        self::assertTrue(forget_facts(self::HOST, 'error', 'failed'));
        self::assertFalse(forget_facts(self::HOST, 'error', 'failed'), 'there was none any more');
        self::assertSame(['added' => 7, 'runcloud_id' => 710], remembered_domain(self::HOST));
    }

    public function test_a_domain_that_is_noted_again_meanwhile_waits_on(): void
    {
        note_waiting(self::HOST);
        note_waiting('blog.example.com');
        $seen = waiting();
        self::assertSame(['blog.example.com', self::HOST], array_keys($seen), 'the newest first');
        note_waiting(self::HOST);
        unnote_waiting(array_keys($seen), max($seen));
        self::assertSame([self::HOST], array_keys(waiting()));
    }

    public function test_each_network_has_its_own_and_what_is_no_host_does_no_harm(): void
    {
        foreach ([self::HOST, "x'; DROP TABLE " . table() . ' --', str_repeat('a', 400) . '.example.com', "\x00\xff", '%s', 'certificate'] as $host) {
            note_error($host, ['text' => $host === "\x00\xff" ? 'binary' : $host]);
            self::assertNotSame([], remembered_domain($host));
        }
        self::assertCount(6, last_errors());
        self::assertSame(1, count_errors(), 'the one with a dot');
        $GLOBALS['wpdb']->query('UPDATE ' . table() . ' SET network_id = 77');
        self::assertSame([], last_errors());
        self::assertSame([], remembered_domain(self::HOST));
    }

    public function test_a_table_that_is_gone_is_made_again(): void
    {
        $GLOBALS['wpdb']->query('DROP TABLE ' . table());
        self::map_domain(self::HOST, 1);
        self::run_queue();
        $this->assertHasDomain(self::HOST);
        self::assertNotSame([], remembered_domain(self::HOST));
    }

    public function test_an_older_table_is_brought_to_this_version_and_keeps_its_rows(): void
    {
        remember_domain(self::HOST, ['added' => 5]);
        $GLOBALS['wpdb']->query('ALTER TABLE ' . table() . ' DROP COLUMN certificate_wanted');
        update_network_option(null, 'runcloud_table', 0);
        keep_table();
        note_waiting(self::HOST);
        self::assertSame(5, remembered_domain(self::HOST)['added']);
        self::assertSame([self::HOST], array_keys(waiting()));
        self::assertSame([], $this->queries(static fn () => keep_table()), 'and nothing is done the next time');
    }

    public function test_two_workers_that_note_at_once_lose_nothing(): void
    {
        $code = 'while (microtime(true) < $at) {}
            foreach (range(1, 50) as $number) {
                RunCloud\WordPress\note_waiting("$name-$number.example.com");
                RunCloud\WordPress\remember_domain("shared.example.com", [$name => $number]);
            }';
        $at = microtime(true) + 2;
        $workers = [$this->start($code, ['name' => 'added', 'at' => $at]), $this->start($code, ['name' => 'removed', 'at' => $at])];
        foreach ($workers as $worker) {
            $worker->wait();
        }
        self::assertCount(100, waiting());
        self::assertSame(['added' => 50, 'removed' => 50], remembered_domain('shared.example.com'));
    }

    public function test_the_uninstaller_takes_it_away(): void
    {
        remember_domain(self::HOST, ['added' => 5]);
        $this->wordpress('define("WP_UNINSTALL_PLUGIN", "runcloud/runcloud.php"); require WP_PLUGIN_DIR . "/runcloud/uninstall.php";');
        self::assertNull($GLOBALS['wpdb']->get_var("SHOW TABLES LIKE '" . table() . "'"));
    }

    /** The statements that something sends, without those that are answered from memory. */
    private function queries(callable $work): array
    {
        $seen = [];
        get_network_option(null, 'runcloud_table');
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
