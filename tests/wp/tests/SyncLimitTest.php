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
            $this->fake()->switch(rate_enforced: true, rate_limit: 12, rate_window_s: 3600);
            self::$wait = fn (int $seconds) => $this->next_window($seconds);
            self::assertSame([], self::sync());
            $this->assertConverged();
            self::assertSame([60], array_unique(self::$waits));
            self::assertLessThan(6, count(self::$waits));
            self::assertSame(0, $this->refusals());
        }

        public function test_a_wait_of_a_minute_is_kept_and_the_name_tried_again(): void
        {
            self::map_all(self::names(3));
            $plan = drift();
            $this->fake()->reply(429, ['message' => 'Too Many Attempts.'], ['Retry-After' => '45']);
            self::$wait = function (int $seconds) {
                $this->fake()->clear_faults();
                self::pass($seconds);
                return 0;
            };
            self::assertSame([], \RunCloud\WordPress\sync($plan, [], static fn () => null)['failed']);
            self::assertEqualsWithDelta([45], self::$waits, 1);
            $this->assertConverged();
            self::assertSame(4, $this->count_asked('POST'));
        }

        public function test_a_longer_one_ends_it_and_the_rest_is_told(): void
        {
            self::map_all(self::names(3));
            $plan = drift();
            $this->fake()->reply(429, ['message' => 'Too Many Attempts.'], ['Retry-After' => '1200'], skip: 1);
            self::$wait = static fn () => 0;
            $done = \RunCloud\WordPress\sync($plan, [], static fn () => null);
            self::assertSame(['shop-0002.example.com'], array_keys($done['failed']));
            self::assertSame([1, 1], [$done['added'], $done['left']]);
            self::assertSame([], self::$waits);
            self::assertSame(2, $this->count_asked('POST'));
        }

        public function test_a_limit_that_never_ends_is_not_waited_for_for_ever(): void
        {
            self::map_all(self::names(3));
            $plan = drift();
            $this->fake()->reply(429, ['message' => 'Too Many Attempts.'], ['Retry-After' => '45']);
            self::$wait = static function (int $seconds) {
                self::pass($seconds);
                return 0;
            };
            self::assertCount(3, \RunCloud\WordPress\sync($plan, [], static fn () => null)['failed']);
            self::assertLessThan(5, count(self::$waits));
        }

        public function test_jobs_stand_back_when_the_limit_is_near(): void
        {
            $this->fake()->switch(rate_enforced: true, rate_limit: 12, rate_window_s: 3600);
            foreach (self::names(30) as $host) {
                self::map_domain($host, 1);
            }
            self::run_queue();
            self::assertGreaterThan(15, count(self::due_in()), 'most wait');
            self::assertEqualsWithDelta(60, min(self::due_in()), 3);
            for ($round = 1; $round < 15 && self::due_in() !== []; $round++) {
                $this->next_window(60);
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
        private function next_window(int $seconds): int
        {
            $this->fake()->switch(rate_window_s: 0);
            $pause = \RunCloud\WordPress\row('pause');
            self::counts();
            \RunCloud\WordPress\note('pause', '', ['due' => $pause['due']]);
            $this->fake()->switch(rate_window_s: 3600);
            self::pass($seconds);
            return 0;
        }

        private function refusals(): int
        {
            return count(array_filter($this->fake()->journal(), static fn (array $entry) => $entry['status'] === 429));
        }
    }
}
