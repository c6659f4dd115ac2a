<?php

declare(strict_types=1);

namespace RunCloud\WordPress {
    /** In place of PHP's own, as the plugin calls it: what it waits is noted. */
    function sleep(int $seconds): int
    {
        return \RunCloud\Tests\SyncLimitTest::slept($seconds);
    }
}

namespace RunCloud\Tests {

    use function RunCloud\WordPress\drift;

    /** RunCloud's rate limit is kept away from, and obeyed where it is met. */
    final class SyncLimitTest extends Scenario
    {
        use Bulk;

        /** @var list<int> */
        private static array $waits = [];
        private static ?\Closure $wait = null;

        /** What the plugin's waits come to. */
        public static function slept(int $seconds): int
        {
            self::$waits[] = $seconds;
            return self::$wait !== null ? (int) (self::$wait)($seconds) : \sleep($seconds);
        }

        protected function tearDown(): void
        {
            self::$waits = [];
            self::$wait = null;
            parent::tearDown();
        }

        public function test_a_sync_keeps_below_the_limit(): void
        {
            self::map_all(self::names(24));
            $this->fake()->switch(rate_enforced: true, rate_limit: 12, rate_window_s: 1);
            self::assertSame([], self::sync());
            $this->assertConverged();
            self::assertNotSame([], self::$waits);
            self::assertLessThan(5, array_sum(self::$waits));
            self::assertSame(0, $this->refusals());
        }

        public function test_it_waits_the_longer_the_fewer_requests_are_left(): void
        {
            self::map_all(self::names(8));
            $plan = drift();
            $this->fake()->switch(rate_limit: 7);
            self::$wait = static fn () => 0;
            self::assertSame([], \RunCloud\WordPress\sync($plan, [], static fn () => null)['failed']);
            self::assertSame([1, 2, 4, 8, 16, 16], self::$waits, 'not after the last name');
            $this->assertConverged();
        }

        public function test_a_wait_of_a_minute_is_kept_and_the_name_tried_again(): void
        {
            self::map_all(self::names(3));
            $plan = drift();
            $this->fake()->reply(429, ['message' => 'Too Many Attempts.'], ['Retry-After' => '45']);
            self::$wait = fn () => $this->fake()->clear_faults() ?? 0;
            self::assertSame([], \RunCloud\WordPress\sync($plan, [], static fn () => null)['failed']);
            self::assertSame([45], self::$waits);
            $this->assertConverged();
            self::assertSame(4, $this->count_asked('POST'));
        }

        public function test_a_longer_one_ends_it_and_the_rest_is_told(): void
        {
            self::map_all(self::names(3));
            $plan = drift();
            $this->fake()->reply(429, ['message' => 'Too Many Attempts.'], ['Retry-After' => '1200'], skip: 1);
            self::$wait = static fn () => 0;
            $failed = \RunCloud\WordPress\sync($plan, [], static fn () => null)['failed'];
            self::assertSame(['shop-0002.example.com', 'shop-0003.example.com'], array_keys($failed));
            self::assertSame([], self::$waits);
            self::assertSame(2, $this->count_asked('POST'));
        }

        public function test_a_limit_that_never_ends_is_not_waited_for_for_ever(): void
        {
            self::map_all(self::names(3));
            $plan = drift();
            $this->fake()->reply(429, ['message' => 'Too Many Attempts.'], ['Retry-After' => '45']);
            self::$wait = static fn () => 0;
            self::assertCount(3, \RunCloud\WordPress\sync($plan, [], static fn () => null)['failed']);
            self::assertSame([45, 45, 45], self::$waits);
        }

        public function test_jobs_stand_back_when_the_limit_is_near(): void
        {
            $this->fake()->switch(rate_enforced: true, rate_limit: 12, rate_window_s: 3600);
            foreach (self::names(30) as $host) {
                self::map_domain($host, 1);
            }
            self::run_queue();
            self::assertGreaterThan(15, count(self::due_in()), 'most are put off');
            self::assertGreaterThanOrEqual(57, min(self::due_in()));
            self::assertLessThanOrEqual(91, max(self::due_in()));
            for ($round = 1; $round < 15 && self::due_in() !== []; $round++) {
                $this->next_window();
                self::pass(91);
                self::run_queue();
            }
            self::assertGreaterThan(3, $round, 'not all in one window');
            $this->assertConverged();
            self::assertSame(0, $this->refusals());
            self::assertSame([1], array_values(array_unique($this->additions())));
            self::assertSame([], self::failures());
        }

        public function test_jobs_stand_back_after_a_refusal_too(): void
        {
            foreach (self::names(10) as $host) {
                self::map_domain($host, 1);
            }
            $this->fake()->reply(429, ['message' => 'Too Many Attempts.'], ['Retry-After' => '45']);
            self::run_queue();
            self::assertCount(1, $this->fake()->journal());
            $this->fake()->clear_faults();
            self::live_on();
            $this->assertConverged();
        }

        /** What a minute without requests does. */
        private function next_window(): void
        {
            $this->fake()->switch(rate_window_s: 0);
            self::counts();
            $this->fake()->switch(rate_window_s: 3600);
        }

        private function refusals(): int
        {
            return count(array_filter($this->fake()->journal(), static fn (array $entry) => $entry['status'] === 429));
        }
    }
}
