<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use function RunCloud\WordPress\last_drift;

/** The sync that nobody starts: it adds what is missing, tells what is extra, and removes nothing. */
final class SyncByItselfTest extends Scenario
{
    use Bulk;

    /** The numbers of the last comparison. */
    private static function drift_told(): array
    {
        return array_diff_key(last_drift(), ['synced' => 1, 'seen' => 1]);
    }

    public function test_what_is_missing_is_added_and_nothing_is_removed(): void
    {
        self::map_all(self::names(450));
        $this->runcloud_has(self::names(3, 'gone-%02d.example.org'));
        \RunCloud\WordPress\ask_sync();
        // Once to compare; then RunCloud is as good as gone.
        $this->fake()->reply(503, '', ['Retry-After' => '60'], method: 'POST');
        self::run_queue();
        self::assertEquals(['missing' => 450, 'extra' => 3, 'www' => 0, 'unusable' => 0, 'failed' => 0], self::drift_told());
        self::assertStringContainsString('3 domains in RunCloud are not used by any site. To remove them, run `wp runcloud sync --prune`. gone-01.example.org', self::um_log());
        self::assertCount(450, self::due_in());
        $this->fake()->clear_faults();
        self::live_on();
        self::assertSame([1], array_values(array_unique($this->additions())));
        self::assertEquals(['missing' => 0, 'extra' => 3, 'www' => 0, 'unusable' => 0, 'failed' => 0], self::drift_told(), 'without another look');
        self::assertSame(['toAdd' => 0, 'inPlace' => 450, 'extra' => 3, 'protected' => 1, 'wwwDiffers' => 0], self::counts());
        self::assertSame(0, $this->count_asked('DELETE'), 'it never removes');
        self::assertLessThan(30, $this->count_asked('GET /domains'), 'the list is read once');
    }

    public function test_a_worker_that_is_killed_meanwhile_loses_nothing(): void
    {
        self::map_all(self::names(210));
        \RunCloud\WordPress\ask_sync();
        $this->fake()->latency(20);
        $runner = $this->start_queue();
        self::wait_until(fn () => $this->count_asked('POST /domains') > 20, 'some are added');
        $runner->kill();
        $this->fake()->latency(0);
        self::pass(10 * MINUTE_IN_SECONDS);
        self::live_on();
        $this->assertConverged();
        self::assertSame([1], array_values(array_unique($this->additions())));
    }

    public function test_an_outage_is_outlived(): void
    {
        self::map_all(self::names(3));
        $this->outage();
        \RunCloud\WordPress\ask_sync();
        self::run_queue();
        self::assertSame(0, last_drift()['seen']);
        self::assertEqualsWithDelta([90], self::due_in(self::SYNC), 5);
        $this->fake()->clear_faults();
        self::pass(100);
        self::live_on();
        $this->assertConverged();
    }

    public function test_it_is_kept_scheduled_once_and_repeats(): void
    {
        self::map_all(['shop.example.com']);
        $this->lives();
        $this->lives();
        self::assertEqualsWithDelta([0], self::due_in(self::SYNC), 5, 'once, and at once: the back-fill');
        add_filter('runcloud_sync_interval', static fn () => DAY_IN_SECONDS, 20);
        self::run_queue();
        $this->assertConverged();
        self::assertEqualsWithDelta([DAY_IN_SECONDS], self::due_in(self::SYNC), 10, 'and again tomorrow');
        self::assertSame([], array_filter(self::loop_due_in(), static fn ($seconds) => $seconds > DAY_IN_SECONDS + 10));
        self::map_all(['lost.example.com']);
        self::pass(DAY_IN_SECONDS);
        self::run_queue();
        $this->assertConverged();
    }

    public function test_one_that_was_lost_is_scheduled_anew_when_it_is_due(): void
    {
        \RunCloud\WordPress\note(self::SYNC, '', ['done' => time()]);
        self::pass(HOUR_IN_SECONDS);
        $this->lives();
        self::assertEqualsWithDelta([23 * HOUR_IN_SECONDS], self::due_in(self::SYNC), 10);
    }

    public function test_the_interval_is_the_operators(): void
    {
        \RunCloud\WordPress\note(self::SYNC, '', ['done' => time()]);
        $this->lives();
        $this->lives('add_filter("runcloud_sync_interval", fn () => 3600);');
        self::assertEqualsWithDelta([3600], self::due_in(self::SYNC), 10);
        $this->lives('add_filter("runcloud_sync_interval", "__return_false");');
        self::assertSame([], self::due_in(self::SYNC), 'off');
        $this->lives();
        self::assertCount(1, self::due_in(self::SYNC), 'on again');
    }

    public function test_visitors_have_nothing_to_do_with_it(): void
    {
        $server = new WebServer(['BED_SYNC' => '1']);
        self::assertStringContainsString('RunCloud network', $server->visit('/'));
        self::assertSame([], self::due_in(self::SYNC), 'not for a visitor');
        $server->visit('/wp-cron.php');
        self::assertCount(1, self::due_in(self::SYNC), 'but by cron');
    }

    public function test_enabling_the_integration_fills_back_once(): void
    {
        $this->enable(false);
        self::map_all(self::names(3));
        $this->lives();
        self::assertSame([], self::due_in(self::SYNC), 'not while it is off');
        $this->enable(true);
        $this->enable(true);
        $this->lives();
        $this->lives();
        self::assertCount(1, self::due_in(self::SYNC));
        self::run_queue();
        self::live_on();
        $this->assertConverged();
        $this->fake()->clear_journal();
        $this->lives();
        self::run_queue();
        $this->assertNothingAsked();
        $this->enable(false);
        self::assertSame([], self::due_in(self::SYNC), 'disabling takes it back');
    }

    public function test_enabling_before_there_are_credentials_waits_for_them(): void
    {
        $this->enable(false);
        self::map_all(['shop.example.com']);
        $this->enable(true);
        $this->wordpress('return null;', credentials: false, environment: ['BED_SYNC' => '1']);
        self::assertSame([], self::due_in(self::SYNC));
        $this->lives();
        self::run_queue();
        $this->assertConverged();
        self::assertSame('', self::notice());
    }

    public function test_switching_off_meanwhile_ends_it(): void
    {
        self::map_all(self::names(250));
        \RunCloud\WordPress\ask_sync();
        update_network_option(null, 'wu_host_integrations_enabled', ['runcloud' => false]);
        self::run_queue();
        self::assertSame([], Queue::actions(self::LOOP, 'pending'));
        self::assertSame(0, $this->count_asked('POST'));
    }

    public function test_a_sync_that_waits_for_days_is_one_job(): void
    {
        $this->lives();
        \RunCloud\WordPress\note('pause', '', ['due' => time() + WEEK_IN_SECONDS]);
        for ($day = 1; $day <= 3; $day++) {
            self::run_queue();
            self::pass(DAY_IN_SECONDS);
            $this->lives();
        }
        self::run_queue();
        self::assertCount(1, Queue::actions(self::LOOP, 'pending'));
        self::assertCount(1, self::due_in(self::SYNC));
    }

    public function test_what_no_job_waits_for_is_found_by_the_next_request(): void
    {
        self::map_domain('shop.example.com', 1);
        do_action('wu_add_domain', 'shop.example.com', 1);
        // As if the worker had died between the wish and the job.
        wu_unschedule_all_actions(self::LOOP, [], 'runcloud');
        $this->lives('add_filter("runcloud_sync_interval", "__return_zero", 20);');
        self::live_on();
        $this->assertHasDomain('shop.example.com');
    }

    public function test_a_sync_that_failed_is_due_again_when_it_would_have_been(): void
    {
        \RunCloud\WordPress\note(self::SYNC, '', ['wish' => 'compare', 'state' => 'failed', 'tried' => time() - HOUR_IN_SECONDS, 'error' => ['text' => 'No.'], 'erred' => time()]);
        $this->lives();
        self::assertSame('failed', \RunCloud\WordPress\row(self::SYNC)['state'], 'it stays seen');
        self::pass(DAY_IN_SECONDS);
        $this->lives();
        self::assertSame('waiting', \RunCloud\WordPress\row(self::SYNC)['state']);
    }

    public function test_what_each_sync_tries_in_vain_is_one_failed_job_as_long_as_the_reason_is_the_same(): void
    {
        self::map_all(['shop.example.com']);
        $reasons = ['It is odd.', 'It is odd.', 'It is odd.', 'It is worse.', 'It is worse.'];
        $failed = [];
        foreach ($reasons as $reason) {
            $this->fake()->clear_faults();
            $this->fake()->reply(422, ['message' => $reason], method: 'POST');
            \RunCloud\WordPress\ask_sync();
            self::run_queue();
            self::assertStringContainsString($reason, self::notice());
            $failed[] = count(self::failures());
            self::pass(DAY_IN_SECONDS);
        }
        self::assertSame([1, 1, 1, 2, 2], $failed);
        self::assertStringContainsString('It is worse.', self::failures()[1]);
        $this->fake()->clear_faults();
        \RunCloud\WordPress\ask_sync();
        self::run_queue();
        $this->assertHasDomain('shop.example.com');
        $this->fake()->reply(422, ['message' => 'It is worse.'], method: 'POST');
        \RunCloud\WordPress\want(\RunCloud\WordPress\wish('domain', 'add', 'shop.example.com'));
        $this->fake()->change(remove_domains: ['shop.example.com']);
        \RunCloud\WordPress\wake();
        self::run_queue();
        self::assertCount(3, self::failures(), 'what was put right meanwhile');
    }

    public function test_enabling_again_fills_back_at_once_however_recent_the_last_sync_was(): void
    {
        \RunCloud\WordPress\note(self::SYNC, '', ['done' => time()]);
        $this->enable(false);
        $this->enable(true);
        $this->lives();
        self::assertEqualsWithDelta([0], self::due_in(self::SYNC), 5);
    }

    public function test_deactivating_the_plugin_takes_its_jobs_along(): void
    {
        $this->lives();
        self::assertCount(1, Queue::actions(self::LOOP, 'pending'));
        do_action('deactivate_runcloud/runcloud.php');
        self::assertSame([], Queue::actions(self::LOOP, 'pending'));
    }

    /** A request of the network, as in life; $code adds a filter first, which has to be there when the schedule is looked at. */
    private function lives(string $code = ''): void
    {
        $this->wordpress($code === '' ? 'return null;' : "$code RunCloud\WordPress\keep(); return null;", environment: $code === '' ? ['BED_SYNC' => '1'] : []);
    }

    private function enable(bool $on): void
    {
        update_network_option(null, 'wu_host_integrations_enabled', ['runcloud' => $on]);
    }
}
