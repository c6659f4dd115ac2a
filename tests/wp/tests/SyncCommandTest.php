<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use function RunCloud\WordPress\desired;
use function RunCloud\WordPress\drift;
use function RunCloud\WordPress\last_drift;

/** The sync that a person starts: RunCloud is in line with what is mapped when it ends, or it says why not. */
final class SyncCommandTest extends Scenario
{
    use Bulk;

    /** What a process of its own does. */
    private const RUN_SYNC = 'return RunCloud\WordPress\sync(RunCloud\WordPress\drift(), [], static fn () => null)["failed"];';

    public function test_a_thousand_domains_come_into_an_empty_application_and_the_second_run_has_nothing_to_do(): void
    {
        self::map_all(self::names(1000));
        self::assertSame([], self::sync(told: $told));
        self::assertSame(self::names(1000), array_column($told, 0), 'each is told, in order');
        self::assertSame([true], array_values(array_unique(array_column($told, 1))));
        $this->assertConverged();
        self::assertSame(1000, $this->count_asked('POST /domains'));
        self::assertCount(1, self::due_in(self::REDEPLOY), 'one redeploy for all');
        self::assertSame(1000, \RunCloud\WordPress\count_noted());

        $this->fake()->clear_journal();
        self::assertSame([], self::sync(prune: true, told: $told));
        self::assertSame([], $told);
        $this->assertAsked([], reads: false);
        self::assertNoDrift();
    }

    public function test_the_ids_are_remembered_and_the_certificate_is_requested_once(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        self::map_all(self::names(3));
        self::sync();
        self::live_on();
        self::assertSame(1, $this->count_asked('PUT /ssl'));
        $this->fake()->clear_journal();
        self::unmap_domain('shop-0002.example.com');
        self::run_queue();
        self::assertCount(2, $this->fake()->asked(), 'read back and removed, not searched for');
        self::assertNoDrift();
    }

    public function test_faults_in_every_twentieth_request_lose_nothing_and_double_nothing(): void
    {
        self::map_all(self::names(200));
        $this->runcloud_has(self::names(5, 'gone-%02d.example.org'));
        $faults = [
            ['reset', 'when' => 'after'],
            [['reply' => ['status' => 503, 'body' => '', 'headers' => (object) []]]],
            ['reset', 'when' => 'before'],
            [['reply' => ['status' => 502, 'body' => '<html>', 'headers' => (object) []]], 'when' => 'after'],
        ];
        for ($request = 20; $request <= 300; $request += 20) {
            // A fault does not count the requests that an earlier one took.
            $skip = $request - intdiv($request, 20);
            $this->fake()->fault(...$faults[intdiv($request, 20) % 4], skip: $skip, times: 1);
        }
        for ($run = 1; $run <= 3 && self::sync(prune: true) !== []; $run++) {
            continue;
        }
        $faulty = array_filter($this->fake()->journal(), static fn (array $entry) => $entry['fault'] !== null);
        self::assertGreaterThan(9, count($faulty), 'the story itself');
        $this->fake()->clear_faults();
        $this->assertConverged();
        self::assertSame([1], array_values(array_unique($this->additions())), 'each was added once');
        self::assertLessThan(3, $run);
    }

    public function test_what_another_web_application_has_is_told_and_the_rest_is_done(): void
    {
        self::map_all(['a.example.com', 'taken-in-other-app.example.org', 'z.example.com']);
        $failed = self::sync(told: $told);
        self::assertSame(['taken-in-other-app.example.org'], array_keys($failed));
        self::assertStringContainsString('belongs to another web application', current($failed));
        self::assertSame([true, false, true], array_column($told, 1));
        self::assertSame(['a.example.com', self::PRIMARY, 'z.example.com'], $this->domains());
        $drift = last_drift();
        self::assertEqualsWithDelta(time(), $drift['synced'], 5);
        self::assertEquals(['missing' => 1, 'extra' => 0, 'www' => 0, 'unusable' => 0, 'failed' => 1], array_diff_key($drift, ['synced' => 1, 'seen' => 1]));
        self::assertStringContainsString('[ERROR] taken-in-other-app.example.org: failed.', self::um_log());
    }

    public function test_one_that_was_killed_is_started_again_and_ends_well(): void
    {
        self::map_all(self::names(60));
        $this->fake()->latency(15);
        $process = $this->start(self::RUN_SYNC);
        self::wait_until(fn () => $this->count_asked('POST /domains') > 15, 'some are added');
        $process->kill();
        $this->fake()->latency(0);
        $before = count($this->domains()) - 1;
        self::assertThat($before, self::logicalAnd(self::greaterThan(14), self::lessThan(60)));

        self::assertSame([], $this->wordpress(self::RUN_SYNC));
        $this->assertConverged();
        self::assertSame([1], array_values(array_unique($this->additions())), 'each was added once');
        self::live_on();
        self::assertSame([1], array_values(array_unique($this->additions())), 'each was added once');
        $this->assertConverged();
    }

    public function test_nothing_is_removed_unless_asked_for(): void
    {
        self::map_all(['shop.example.com']);
        $this->runcloud_has(['old.example.com']);
        self::sync();
        $this->assertHasDomain('old.example.com');
        self::assertSame(1, last_drift()['extra']);
        self::sync(prune: true, told: $told);
        self::assertSame([['old.example.com', true, 'old.example.com was removed.']], $told);
        $this->assertConverged();
        self::assertSame(0, last_drift()['extra']);
    }

    public function test_what_the_network_decides_meanwhile_counts(): void
    {
        self::map_all(['a.example.com', 'b.example.com']);
        $this->runcloud_has(['back.example.com']);
        $plan = drift();
        $surplus = array_keys(\RunCloud\WordPress\prunable($plan));
        self::run_queue();
        self::unmap_domain('b.example.com');
        self::run_queue();
        self::map_all(['back.example.com']);
        $this->fake()->clear_journal();
        self::assertSame([], \RunCloud\WordPress\sync($plan, $surplus, static fn () => null)['failed']);
        self::assertSame(['a.example.com' => 1], $this->additions());
        $this->assertConverged();
    }

    public function test_an_outage_ends_it_and_the_rest_is_told_as_not_tried(): void
    {
        self::map_all(self::names(40));
        $plan = drift();
        $this->outage();
        $failed = \RunCloud\WordPress\sync($plan, [], static fn () => null)['failed'];
        self::assertSame(['shop-0001.example.com'], array_keys($failed));
        self::assertSame(1, $this->count_asked('POST'), 'one is enough to know');
        self::assertStringContainsString('503', $failed['shop-0001.example.com']);
        self::assertCount(40, self::due_in(), 'the queue goes on with them');
        $this->fake()->clear_faults();
        self::live_on();
        $this->assertConverged();
    }

    public function test_a_refused_token_ends_it_at_the_first_name(): void
    {
        self::map_all(self::names(4));
        $plan = drift();
        $this->fake()->reply(401, ['message' => 'Unauthenticated.']);
        $done = \RunCloud\WordPress\sync($plan, [], static fn () => null);
        self::assertSame([1, 3], [count($done['failed']), $done['left']]);
        self::assertSame(1, $this->count_asked('POST'));
    }

    public function test_a_name_that_a_job_is_settling_is_left_to_it(): void
    {
        self::map_all(['a.example.com', 'b.example.com']);
        $plan = drift();
        self::hold('domain', 'a.example.com');
        $done = \RunCloud\WordPress\sync($plan, [], static fn () => null);
        self::assertSame([1, 1, 0, []], [$done['added'], $done['busy'], $done['left'], $done['failed']]);
        self::assertSame(1, last_drift()['missing'], 'it is not there yet');
        self::assertSame(1, $this->count_asked('POST'));
    }
}
