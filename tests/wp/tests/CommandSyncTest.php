<?php

declare(strict_types=1);

namespace RunCloud\Tests;

require_once dirname(__DIR__) . '/wp-cli-double/CommandCase.php';

/** wp runcloud sync. */
final class CommandSyncTest extends CommandCase
{
    public function test_a_thousand_domains_are_brought_to_zero_drift_by_one_command_that_shows_its_progress(): void
    {
        self::map_unseen(...array_map(static fn ($number) => "d$number.example.com", range(1, 1000)));
        $progress = $this->file('progress');
        $first = $this->wp('runcloud sync', environment: ['WP_CLI_DOUBLE_PROGRESS' => $progress]);
        self::assertSame([0, "Success: 1000 domains added, 0 removed, 0 were in place.\n", ''], [$first->status, $first->out, $first->err]);
        $this->assertConverged();
        if (!self::is_real()) {
            $lines = file($progress, FILE_IGNORE_NEW_LINES);
            self::assertCount(1001, $lines);
            self::assertSame(['Domains 500 of 1000', 'Domains 1000 of 1000 finished'], [$lines[499], end($lines)]);
        }
        self::assertSame(0, $this->wp('runcloud sync --dry-run')->status, 'no drift');
        $this->fake()->clear_journal();
        $second = $this->wp('runcloud sync');
        self::assertSame([0, "Success: Nothing to do: 1000 domains are in place.\n"], [$second->status, $second->out]);
        $this->assertAsked([], reads: false);
    }

    public function test_dry_run_shows_what_differs_and_tells_it_by_its_exit_code(): void
    {
        self::map_unseen('new.example.com', 'same.example.com');
        self::add_sites(['sub.network.localhost']);
        $this->have('same.example.com', 'old.example.com', '*.wild.example.com');
        $this->fake()->change(add_domains: [['name' => 'sub.network.localhost', 'www' => true]]);
        $shown = $this->wp('runcloud sync --dry-run --format=json');
        self::assertSame(2, $shown->status);
        self::assertSame([
            ['name' => 'new.example.com', 'state' => 'missing', 'action' => 'add'],
            ['name' => 'old.example.com', 'state' => 'extra', 'action' => 'none'],
            ['name' => 'sub.network.localhost', 'state' => 'www-differs', 'action' => 'none'],
        ], $shown->json());
        $pruned = $this->wp('runcloud sync --dry-run --prune --format=csv --fields=name,action');
        self::assertSame("name,action\nnew.example.com,add\nold.example.com,remove\nsub.network.localhost,none\n", $pruned->out);
        self::assertSame(2, $pruned->status);
        $this->assertAsked([], reads: false);
        self::assertSame(1, $this->wp('runcloud sync --dry-run', constants: ['WU_RUNCLOUD_API_TOKEN' => 'wrong'])->status, 'not known is not drift');
    }

    public function test_without_prune_nothing_is_removed(): void
    {
        $this->have('old.example.com');
        $synced = $this->wp('runcloud sync');
        self::assertSame([0, "Success: Nothing to do: 0 domains are in place. Not changed: extra domains, which --prune removes: 1.\n"], [$synced->status, $synced->out]);
        $this->assertHasDomain('old.example.com');
    }

    public function test_prune_asks_and_a_no_changes_nothing(): void
    {
        self::map_unseen('new.example.com');
        $this->have('old.example.com', 'older.example.com');
        foreach (["n\n", "\n", ''] as $answer) {
            $asked = $this->wp('runcloud sync --prune', answer: $answer);
            self::assertStringContainsString('2 domains in RunCloud are not used by any site: old.example.com, older.example.com. Remove them?', $asked->out);
        }
        $this->assertAsked([], reads: false);
        $pruned = $this->wp('runcloud sync --prune', answer: "y\n");
        self::assertSame(0, $pruned->status);
        self::assertStringEndsWith("Success: 1 domain added, 2 removed, 0 were in place.\n", $pruned->out);
        $this->assertConverged();
    }

    public function test_prune_with_yes_asks_nothing_and_spares_what_is_protected(): void
    {
        $this->outside['protected'] = ['kept.example.com'];
        $this->have('old.example.com', 'kept.example.com', '*.wild.example.com', 'network.localhost.example.com');
        $pruned = $this->wp('runcloud sync --prune --yes');
        self::assertSame([0, "Success: 0 domains added, 2 removed, 0 were in place.\n"], [$pruned->status, $pruned->out]);
        self::assertSame(['*.wild.example.com', 'kept.example.com', 'site-0001.example.net'], $this->domains());
        self::assertSame(0, $this->wp('runcloud sync --prune --dry-run')->status, 'what is kept is no drift');
        $none = $this->wp('runcloud sync --prune');
        self::assertStringNotContainsString('Remove', $none->out, 'nothing to ask');
    }

    public function test_what_fails_is_listed_at_the_end_and_the_rest_is_done(): void
    {
        self::map_unseen('a.example.com', 'taken-in-other-app.example.org', 'z.example.com');
        $this->have('old.example.com');
        $synced = $this->wp('runcloud sync --prune --yes');
        self::assertSame(1, $synced->status);
        self::assertSame(1, substr_count($synced->err, 'Warning: '), $synced->err);
        self::assertMatchesRegularExpression('/Warning: taken-in-other-app\.example\.org belongs to another.*\nError: 1 of 4 domains failed/', $synced->err);
        self::assertSame('', $synced->out);
        self::assertSame(['a.example.com', 'site-0001.example.net', 'z.example.com'], $this->domains());
    }

    public function test_names_that_cannot_be_in_runcloud_are_told_and_stop_nothing(): void
    {
        self::map_unseen('shop.example.com');
        self::add_sites(['under_score.example.com']);
        $synced = $this->wp('runcloud sync');
        self::assertSame(0, $synced->status, $synced->err);
        self::assertStringContainsString('Warning: under_score.example.com: ', $synced->err);
        $this->assertHasDomain('shop.example.com');
    }

    public function test_hostile_names_and_reasons_are_made_harmless(): void
    {
        self::map_unseen('shop.example.com');
        self::add_sites(["onerror\e[2J.example.com"]);
        $this->fake()->reply(200, ['data' => [
            ['id' => 1, 'name' => 'site-0001.example.net', 'type' => 'primary'],
            ['id' => 2, 'name' => "<img src=x onerror=alert(1)>\e[2J.example.com", 'type' => 'alias'],
        ]], [], method: 'GET', path: '*domains');
        foreach (['sync --dry-run', 'sync --dry-run --format=json', 'domains', 'sync --prune'] as $command) {
            $output = $this->wp("runcloud $command", answer: "n\n");
            self::assertStringNotContainsString("\e", $output->out . $output->err);
            self::assertStringContainsString('onerror', $output->out . $output->err, $command);
        }
    }

    public function test_each_kind_of_drift_alone_is_told_by_the_exit_code(): void
    {
        self::assertSame(0, $this->wp('runcloud sync --dry-run')->status);
        $this->have('old.example.com');
        self::assertSame(2, $this->wp('runcloud sync --dry-run')->status, 'extra');
        $this->fake()->change(remove_domains: ['old.example.com']);
        self::add_sites(['sub.network.localhost']);
        $this->fake()->change(add_domains: [['name' => 'sub.network.localhost', 'www' => true]]);
        self::assertSame(2, $this->wp('runcloud sync --dry-run')->status, 'www');
        self::assertStringContainsString("domains with a different www setting, which you change in your RunCloud dashboard: 1", $this->wp('runcloud sync')->out);
    }

    public function test_what_was_not_tried_after_an_outage_is_one_line(): void
    {
        self::map_unseen(...self::names(20));
        $this->fake()->reply(503, '', ['Retry-After' => '60'], method: 'POST');
        $synced = $this->wp('runcloud sync');
        self::assertSame(1, $synced->status);
        self::assertSame(2, substr_count($synced->err, 'Warning: '), $synced->err);
        self::assertStringContainsString('Warning: 19 more are waiting. The queue tries them later.', $synced->err);
        self::assertStringContainsString('Error: 1 of 20 domains failed', $synced->err);
    }

    public function test_two_at_once_share_the_work(): void
    {
        self::map_unseen(...self::names(30));
        $this->fake()->latency(40);
        $first = $this->begin('runcloud sync');
        self::wait_until(fn () => $this->count_asked('POST /domains') > 2, 'the first one is at it');
        $second = $this->wp('runcloud sync');
        proc_close($first);
        self::assertSame([0, ''], [$second->status, $second->err]);
        $this->assertConverged();
        self::assertSame([1], array_values(array_unique($this->additions())), 'each was added once');
    }

    public function test_one_that_is_stopped_by_control_c_goes_on_when_it_is_started_again(): void
    {
        self::map_unseen(...self::names(60));
        $this->fake()->latency(15);
        $running = $this->begin('runcloud sync');
        self::wait_until(fn () => $this->count_asked('POST /domains') > 15, 'some are added');
        proc_terminate($running, SIGINT);
        $ended = proc_close($running);
        $this->fake()->latency(0);
        self::assertNotSame(0, $ended);
        $before = count($this->domains()) - 1;
        self::assertThat($before, self::logicalAnd(self::greaterThan(14), self::lessThan(60)));
        self::assertEqualsWithDelta([60], self::due_in(self::REDEPLOY), 30, 'those that are there get their certificate all the same');

        self::assertSame(0, $this->wp('runcloud sync')->status);
        $this->assertConverged();
        self::assertSame([1], array_values(array_unique($this->additions())), 'each was added once');
        self::assertEqualsWithDelta([60], self::due_in(self::REDEPLOY), 10, 'and soon');
    }

    public function test_a_redeploy_at_once_serves_what_a_sync_noted(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        self::map_unseen(...self::names(3));
        self::assertSame(0, $this->wp('runcloud sync')->status);
        self::assertSame(0, $this->wp('runcloud redeploy')->status);
        self::live_on();
        self::assertSame(1, $this->count_asked('PUT /ssl'));
    }

    public function test_names_that_are_kept_are_no_drift_anywhere(): void
    {
        $this->outside['protected'] = ['kept.example.com'];
        $this->have('kept.example.com', 'network.localhost', 'www.network.localhost');
        self::assertSame(0, $this->wp('runcloud sync')->status);
        self::assertSame(['ok', ''], [($row = self::row($this->wp('runcloud doctor --format=json'), 'drift'))['status'], $row['next_step']]);
        $states = array_column($this->wp('runcloud domains --format=json')->json(), 'state', 'name');
        self::assertEquals(['kept.example.com' => 'protected', 'network.localhost' => 'protected', 'www.network.localhost' => 'protected', 'site-0001.example.net' => 'protected'], array_intersect_key($states, array_flip(['kept.example.com', 'network.localhost', 'www.network.localhost', 'site-0001.example.net'])));
    }

    public function test_names_that_cannot_be_in_runcloud_are_counted_and_listed(): void
    {
        self::add_sites(['under_score.example.com']);
        $this->wp('runcloud sync');
        self::assertStringContainsString('1 with a name that RunCloud cannot accept', self::row($this->wp('runcloud doctor --format=json'), 'drift')['finding']);
        self::assertSame('unusable', array_column($this->wp('runcloud domains --format=json')->json(), 'state', 'name')['under_score.example.com']);
    }
}
