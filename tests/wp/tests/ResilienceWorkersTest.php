<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** Workers die, come in pairs and meet two hundred domains at once. */
final class ResilienceWorkersTest extends Scenario
{
    /** @dataProvider moments */
    public function test_an_addition_whose_worker_is_killed_is_made_once(string|array $effect, string $when): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        self::map_domain('shop.example.com', 1);
        self::map_domain('blog.example.com', 1);
        $this->kill_during('POST', $effect, $when);
        self::live_on();
        $this->assertConverged();
        self::assertSame([1], array_values(array_unique($this->additions())), 'RunCloud carried no addition out twice');
        self::assertGreaterThan(0, $this->count_asked('PUT /ssl/'));
        $covers = $this->fake()->state()['apps'][$this->fake()->ready->app_id]['basic']['covers'];
        self::assertContains('shop.example.com', $covers, 'the certificate is asked for as well');
    }

    /** @dataProvider moments */
    public function test_a_removal_whose_worker_is_killed_is_made(string|array $effect, string $when): void
    {
        self::map_domain('shop.example.com', 1);
        self::map_domain('blog.example.com', 1);
        self::run_queue();
        self::unmap_domain('shop.example.com');
        self::unmap_domain('blog.example.com');
        $this->kill_during('DELETE', $effect, $when);
        self::live_on();
        $this->assertConverged();
        self::assertSame([], self::failures_but_of_the_dead());
    }

    public static function moments(): array
    {
        return [
            'before RunCloud carried it out' => ['stall', 'before'],
            'after RunCloud carried it out' => [['delay' => ['ms' => 20_000]], 'after'],
        ];
    }

    /** @dataProvider certificate_moments */
    public function test_a_redeploy_whose_worker_is_killed_is_made(string|array $effect, string $when): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::pass(60);
        $this->kill_during('PUT', $effect, $when);
        self::live_on();
        $covers = $this->fake()->state()['apps'][$this->fake()->ready->app_id]['basic']['covers'];
        self::assertContains('shop.example.com', $covers);
        self::assertStringContainsString('has issued the certificate', self::um_log());
    }

    public static function certificate_moments(): array
    {
        return self::moments();
    }

    public function test_a_domain_unmapped_while_its_worker_lay_dead_is_not_added(): void
    {
        self::map_domain('shop.example.com', 1);
        $this->kill_during('POST', 'stall', 'before');
        self::unmap_domain('shop.example.com');
        self::live_on();
        $this->assertConverged();
        self::assertSame([], $this->additions());
    }

    public function test_two_runners_at_once_do_everything_once(): void
    {
        $this->fake()->change(advanced_ssl: true);
        foreach (range(1, 30) as $number) {
            self::map_domain("d$number.example.com", 1);
        }
        self::run_queue();
        foreach (range(1, 30) as $number) {
            self::unmap_domain("d$number.example.com");
            self::map_domain("e$number.example.com", 1);
        }
        $this->fake()->latency(5);
        $runners = [$this->start_parallel_queue(), $this->start_parallel_queue()];
        foreach ($runners as $runner) {
            self::assertGreaterThan(10, $runner->wait());
        }
        $this->fake()->latency(0);
        $handshakes = $this->fake()->control('GET', '/journal')['handshakes'];
        self::assertLessThanOrEqual(3, $handshakes['full'] + $handshakes['resumed'], 'one for each process');
        self::live_on();
        $this->assertConverged();
        self::assertCount(60, $this->additions());
        self::assertSame([1], array_values(array_unique($this->additions())), 'each was added once');
        self::assertSame(30, count(preg_grep('~^DELETE~', $this->fake()->asked())));
        self::assertSame([], self::failures());
        foreach ($this->fake()->state()['domains'] as $domain) {
            if (in_array($domain['name'], self::mapped(), true)) {
                self::assertSame([$domain['name']], $domain['certificate']['covers'] ?? null, $domain['name']);
            }
        }
    }

    public function test_two_runners_that_take_opposite_events_come_to_what_is_mapped(): void
    {
        foreach (range(1, 10) as $number) {
            self::map_domain("gone$number.example.com", 1);
            self::unmap_domain("gone$number.example.com");
            self::map_domain("back$number.example.com", 1);
            self::unmap_domain("back$number.example.com");
            self::map_domain("back$number.example.com", 1);
        }
        $runners = [$this->start_parallel_queue(3), $this->start_parallel_queue(3), $this->start_parallel_queue(3)];
        foreach ($runners as $runner) {
            $runner->wait();
        }
        self::live_on();
        $this->assertConverged();
    }

    public function test_problems_of_two_workers_are_both_told(): void
    {
        // Both begin when both are ready.
        $code = 'while (microtime(true) < $at) {}
            foreach (range(1, 9) as $number) { RunCloud\WordPress\note_problems(["$name-$number" => ["text" => "told"]]); }';
        $at = microtime(true) + 2;
        $workers = [$this->start($code, ['name' => 'one', 'at' => $at]), $this->start($code, ['name' => 'two', 'at' => $at])];
        foreach ($workers as $worker) {
            $worker->wait();
        }
        wp_cache_flush();
        self::assertCount(18, \RunCloud\WordPress\problems());
    }

    public function test_two_hundred_domains_in_one_burst(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        Steering::dns('*', true);
        $this->wordpress('foreach (range(1, 200) as $number) {
            wu_create_domain(["domain" => "d$number.example.com", "blog_id" => 1, "stage" => "checking-dns"]);
        }');
        $this->fake()->clear_journal();
        // A real Ultimate Multisite checks each domain meanwhile.
        $this->start(Queue::RUN)->wait(90);
        self::assertCount(200, $this->additions());
        self::assertSame(200, $this->count_asked('POST /domains'));
        $journal = $this->fake()->control('GET', '/journal');
        self::assertCount(200, $journal['entries'], 'nothing beside the additions');
        self::assertSame(['full' => 1, 'resumed' => 0, 'failed' => 0], $journal['handshakes'], 'one handshake for the process');
        self::assertSame(1, count(self::due_in(self::REDEPLOY)), 'one redeploy for all');
        self::pass(60);
        $this->wordpress(Queue::RUN);
        self::assertSame(1, $this->count_asked('PUT /ssl/'));
        // RunCloud issues: the fake would not, since Let's Encrypt puts no more than 100 names on one certificate.
        $this->fake()->change(basic_certificate: ['days' => 90]);
        Steering::ssl('*', true);
        self::pass(120);
        $this->wordpress(Queue::RUN);
        $this->wordpress(Queue::RUN);
        $this->assertConverged();
        self::assertSame(['done'], array_values(array_unique(array_map(static fn ($domain) => $domain->get_stage(), wu_get_domains(['number' => 0])))));
        self::assertSame([], self::waiting_jobs());
        self::assertLessThanOrEqual(2, $this->count_asked('PUT /ssl/'));
        self::assertSame([], self::failures());
    }

    /** Kills a worker while a request of the method is under way; others see only later that it is dead. */
    private function kill_during(string $method, string|array $effect, string $when): void
    {
        $this->fake()->fault($effect, method: $method, when: $when, times: 1);
        $worker = $this->start_queue();
        self::wait_until(fn () => preg_grep("~^$method ~", $this->fake()->asked()) !== [], 'the request arrives');
        $worker->kill();
        $this->fake()->clear_faults();
    }

    /** @return list<string> */
    private static function failures_but_of_the_dead(): array
    {
        return array_values(preg_grep('/marked as failed after|was marked failed/', self::failures(), PREG_GREP_INVERT));
    }

    private function start_parallel_queue(int $batch = 25): Process
    {
        return $this->start('
            add_filter("action_scheduler_queue_runner_concurrent_batches", fn () => 5);
            add_filter("action_scheduler_queue_runner_batch_size", fn () => $batch);
        ' . Queue::RUN, ['batch' => $batch]);
    }
}
