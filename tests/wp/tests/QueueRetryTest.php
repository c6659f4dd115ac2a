<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** What RunCloud does not take now is tried again, as long and as often as is right. */
final class QueueRetryTest extends Scenario
{
    public function test_an_hour_without_runcloud_loses_nothing_and_doubles_nothing(): void
    {
        foreach (range(1, 4) as $number) {
            self::map_domain("old$number.example.com", 1);
        }
        self::run_queue();
        $this->outage();
        foreach (range(1, 8) as $number) {
            self::map_domain("new$number.example.com", 1);
        }
        self::unmap_domain('old1.example.com');
        self::unmap_domain('old2.example.com');
        self::live_through(HOUR_IN_SECONDS);
        self::assertCount(5, $this->domains(), 'as before the outage');
        self::assertSame([], self::failures());
        self::assertLessThan(150, count($this->fake()->journal()), 'five attempts in the first hour, not a storm');
        $this->fake()->clear_faults();
        self::live_on();
        $this->assertConverged();
        self::assertSame([1], array_values(array_unique($this->additions())), 'each was added once');
        self::assertCount(12, $this->additions());
        self::assertSame([], self::failures());
        self::assertSame('', self::notice());
    }

    public function test_a_closed_port_is_an_outage_like_any_other(): void
    {
        $this->fake()->fault(['refuse_connections' => ['for_ms' => 60_000]]);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::assertCount(1, self::due_in());
        $this->fake()->clear_faults();
        self::live_on();
        $this->assertConverged();
        self::assertSame(['shop.example.com' => 1], $this->additions());
    }

    public function test_additions_whose_answers_are_lost_are_not_repeated(): void
    {
        foreach (range(1, 3) as $number) {
            self::map_domain("new$number.example.com", 1);
        }
        $this->fake()->fault('reset', method: 'POST', path: '*domains', when: 'after', times: 3);
        self::live_on();
        $this->assertConverged();
        self::assertSame(3, $this->count_asked('POST /domains'));
    }

    public function test_the_waits_are_90_seconds_5_15_30_minutes_then_hours_up_to_a_day(): void
    {
        $this->outage();
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        $lived = 0;
        foreach ([90, 300, 900, 1800, ...array_fill(0, 23, 3600)] as $wait) {
            self::assertEqualsWithDelta([$wait], self::due_in(), 5);
            self::pass($wait);
            self::run_queue();
            $lived += $wait;
        }
        self::assertGreaterThan(23 * HOUR_IN_SECONDS, $lived);
        self::assertSame([], self::due_in(), 'that was the last one');
        $this->assertFailedVisibly('shop.example.com', '503');
    }

    /** @dataProvider retry_afters */
    public function test_a_wait_that_runcloud_asks_for_is_kept(int $status, string $header, int $expected): void
    {
        $header = $header === 'date' ? gmdate('D, d M Y H:i:s', time() + $expected) . ' GMT' : $header;
        $this->fake()->reply($status, ['message' => 'Too Many Attempts.'], ['Retry-After' => $header]);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::assertEqualsWithDelta([$expected], self::due_in(), 5);
        $this->fake()->clear_faults();
        $this->fake()->clear_journal();
        self::pass($expected - 10);
        self::run_queue();
        $this->assertNothingAsked();
        self::pass(15);
        self::run_queue();
        $this->assertConverged();
        self::assertSame([], self::due_in());
    }

    public static function retry_afters(): array
    {
        return [
            '429, longer than the next wait' => [429, '1200', 1200],
            '429, until a date' => [429, 'date', 1200],
            '503, longer than the next wait' => [503, '1200', 1200],
            '429, shorter than the next wait' => [429, '30', 30],
        ];
    }

    public function test_a_redeploy_keeps_the_wait_that_runcloud_asks_for_too(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        $this->fake()->reply(429, ['message' => 'Too Many Attempts.'], ['Retry-After' => '1200'], method: 'PUT', times: 1);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::pass(60);
        self::run_queue();
        self::assertEqualsWithDelta([1200], self::due_in(self::REDEPLOY), 5);
        self::live_on();
        self::assertSame(2, $this->count_asked('PUT /ssl'));
        self::assertSame([], self::failures(self::REDEPLOY));
    }

    public function test_near_the_rate_limit_the_jobs_stand_back(): void
    {
        $this->fake()->switch(rate_limit: 20, rate_enforced: true);
        foreach (range(1, 40) as $number) {
            self::map_domain("d$number.example.com", 1);
        }
        self::run_queue();
        $statuses = array_count_values(array_column($this->fake()->journal(), 'status'));
        self::assertSame([200], array_keys($statuses), 'none was turned away');
        self::assertGreaterThan(10, $statuses[200]);
        foreach (array_filter(Queue::actions(self::SETTLE, 'pending')) as $job) {
            self::assertSame(1, $job['args'][3], 'it cost no attempt');
            self::assertEqualsWithDelta(75, $job['due'] - time(), 20, 'until the minute is over, and not all at once');
        }
        // Its next minute.
        $this->fake()->switch(rate_limit: 100_000);
        self::live_on();
        $this->assertConverged();
        self::assertSame([1], array_values(array_unique($this->additions())));
    }

    public function test_a_domain_of_another_web_application_fails_at_once_in_runclouds_words(): void
    {
        self::map_domain('taken-in-other-app.example.org', 1);
        self::run_queue();
        $this->assertFailedVisibly('taken-in-other-app.example.org', 'belongs to another web application', 'already');
        self::assertSame([], self::due_in());
        $asked = count($this->fake()->journal());
        self::live_through(DAY_IN_SECONDS);
        self::assertCount($asked, $this->fake()->journal(), 'and it is not tried again');
    }

    public function test_the_notice_goes_with_the_problem(): void
    {
        self::map_domain('taken-in-other-app.example.org', 1);
        self::run_queue();
        self::assertStringContainsString('taken-in-other-app.example.org', self::notice());
        self::unmap_domain('taken-in-other-app.example.org');
        self::run_queue();
        self::assertSame('', self::notice());
    }

    public function test_the_last_attempt_fails_visibly(): void
    {
        add_filter('runcloud_retry_schedule', fn () => [70, 80]);
        $this->outage();
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::assertEqualsWithDelta([70], self::due_in(), 3);
        self::pass(70);
        self::run_queue();
        self::assertEqualsWithDelta([80], self::due_in(), 3);
        self::assertSame([], self::failures());
        self::assertSame('', self::notice());
        self::pass(80);
        self::run_queue();
        self::assertSame([], self::due_in());
        $this->assertFailedVisibly('shop.example.com', '503');
    }

    public function test_without_a_schedule_the_first_attempt_is_the_last(): void
    {
        add_filter('runcloud_retry_schedule', '__return_empty_array');
        $this->outage();
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        $this->assertFailedVisibly('shop.example.com', '503');
    }

    public function test_an_event_that_the_queue_has_only_once_is_taken_once(): void
    {
        $this->outage();
        for ($time = 1; $time <= 5; $time++) {
            do_action('wu_add_domain', 'shop.example.com', 1);
        }
        self::run_queue();
        self::assertCount(1, self::due_in());
        self::assertSame(1, $this->count_asked('POST /domains'));
    }

    public function test_what_runcloud_quotes_of_a_secret_goes_nowhere(): void
    {
        $token = $this->fake()->ready->token;
        $this->fake()->reply(422, ['message' => "Bearer $token is odd", 'errors' => ['name' => ["not with $token"]]], method: 'POST');
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        $this->assertFailedVisibly('shop.example.com', 'is odd');
        self::assertStringNotContainsString($token, self::notice());
    }

    private function assertFailedVisibly(string $host, string ...$words): void
    {
        $failures = self::failures();
        self::assertCount(1, $failures);
        foreach ($words as $word) {
            self::assertStringContainsString($word, $failures[0], 'the log of the queue');
            self::assertMatchesRegularExpression('/\[ERROR\] .*' . preg_quote($word, '/') . '/', self::um_log());
            self::assertMatchesRegularExpression('/\[ERROR\] .*' . preg_quote($word, '/') . '/', self::um_log("domain-$host"));
            self::assertStringContainsString($word, self::notice());
        }
        self::assertStringContainsString($host, self::notice());
    }
}
