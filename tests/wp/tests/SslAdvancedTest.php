<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** In advanced mode every domain has a certificate of its own. */
final class SslAdvancedTest extends Scenario
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->fake()->change(advanced_ssl: true);
    }

    public function test_each_domain_gets_a_certificate_of_its_own(): void
    {
        foreach (['one', 'two', 'three'] as $name) {
            self::map_domain("$name.example.com", 1);
        }
        self::live_on();
        self::assertSame(3, $this->count_installations());
        foreach (['one', 'two', 'three'] as $name) {
            self::assertSame(["$name.example.com"], $this->certificate("$name.example.com")['covers']);
        }
        self::assertSame('', self::notice());
    }

    public function test_verified_dns_redeploys_that_domains_alone(): void
    {
        self::map_domain('one.example.com', 1);
        self::map_domain('two.example.com', 1);
        self::live_on();
        $this->fake()->change(domain_certificates: ['two.example.com' => ['days' => 50]]);
        $this->fake()->clear_journal();
        Steering::dns('two.example.com', true);
        self::pass(300);
        self::live_on();
        $written = $this->fake()->asked(reads: false);
        self::assertCount(1, $written);
        self::assertMatchesRegularExpression('~^PUT /domains/\d+/ssl/' . $this->certificate('two.example.com')['id'] . '$~', $written[0]);
    }

    public function test_a_burst_counts_once_towards_the_cap(): void
    {
        foreach (['one' => 6, 'two' => 7] as $burst => $installations) {
            for ($number = 1; $number <= ($burst === 'one' ? 6 : 1); $number++) {
                self::map_domain("$burst$number.example.com", 1);
            }
            self::run_queue();
            self::live_through(120);
            self::assertSame($installations, $this->count_installations());
        }
    }

    public function test_so_does_one_that_takes_several_jobs(): void
    {
        foreach (range(1, 24) as $number) {
            self::map_domain("d$number.example.com", 1);
        }
        self::run_queue();
        // A clock on which each domain takes RunCloud three seconds.
        $slow = 'eval("namespace RunCloud\\WordPress; function microtime() { static \$now = 0; \$now = \$now ?: \\microtime(true); return \$now += 3; }");' . Queue::RUN;
        for ($minute = 1; $minute <= 10; $minute++) {
            self::pass(60);
            $this->wordpress($slow);
        }
        self::assertSame(24, $this->count_installations());
    }

    public function test_one_domain_is_asked_for_no_more_often_than_the_cap_allows(): void
    {
        add_filter('runcloud_redeploys_per_hour', fn () => 2);
        $domain = self::map_domain('shop.example.com', 1);
        self::run_queue();
        for ($time = 1; $time <= 5; $time++) {
            self::live_through(120);
            do_action('wu_domain_manager_dns_propagation_finished', $domain);
        }
        self::live_through(120);
        self::assertSame(2, $this->count_asked('PUT') + $this->count_installations());
        $this->fake()->change(domain_certificates: ['shop.example.com' => ['days' => 50]]);
        self::live_through(HOUR_IN_SECONDS);
        self::assertSame(3, $this->count_asked('PUT') + $this->count_installations());
    }

    public function test_a_domain_that_left_before_its_turn_keeps_nobody_else_from_theirs(): void
    {
        self::map_domain('gone.example.com', 1);
        self::map_domain('stays.example.com', 1);
        self::run_queue();
        $this->fake()->change(remove_domains: ['gone.example.com']);
        self::live_on();
        self::assertSame(['stays.example.com'], $this->certificate('stays.example.com')['covers']);
        self::assertSame([], self::failures(self::REDEPLOY));
        self::assertSame('', self::notice());
    }

    public function test_a_domain_that_is_unmapped_before_its_certificate_came_is_no_alarm(): void
    {
        $this->fake()->switch(issuance: 'never');
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::live_through(200);
        self::assertCount(1, self::due_in(self::LOOK));
        self::unmap_domain('shop.example.com');
        self::live_on();
        self::assertSame([], self::failures(self::LOOK));
        self::assertSame('', self::notice());
    }

    public function test_the_alarm_about_a_certificate_ends_when_its_domain_is_unmapped(): void
    {
        $this->fake()->switch(issuance: 'fails_in_log');
        self::map_domain('shop.example.com', 1);
        self::live_on();
        self::assertStringContainsString('shop.example.com', self::notice());
        self::unmap_domain('shop.example.com');
        self::live_on();
        self::assertSame('', self::notice());
    }

    public function test_only_the_domain_whose_certificate_came_is_checked_again(): void
    {
        Steering::dns('*', true);
        self::map_domain('one.example.com', 1);
        self::map_domain('two.example.com', 1, 'ssl-failed');
        self::run_queue();
        $this->fake()->change(domain_certificates: ['two.example.com' => ['method' => 'custom', 'days' => 9]]);
        Steering::ssl('*', true);
        self::live_on();
        self::assertSame('done', wu_get_domain_by_domain('one.example.com')->get_stage());
        self::assertSame('ssl-failed', wu_get_domain_by_domain('two.example.com')->get_stage());
        self::assertStringContainsString('Until then new domains have no HTTPS', self::notice());
    }

    public function test_with_autossl_nothing_is_written_but_it_is_looked_after(): void
    {
        $this->fake()->change(auto_ssl: true);
        Steering::dns('*', true);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::live_through(70);
        Steering::ssl('*', true);
        self::live_on();
        $this->assertAsked(['POST /domains'], reads: false);
        self::assertStringContainsString('has issued the certificate', self::um_log('domain-shop.example.com'));
        self::assertSame('done', wu_get_domain_by_domain('shop.example.com')->get_stage());
    }

    public function test_a_certificate_that_autossl_had_issued_already_is_no_alarm(): void
    {
        $this->fake()->change(auto_ssl: true);
        $domain = self::map_domain('shop.example.com', 1);
        self::run_queue();
        $this->fake()->change(domain_certificates: ['shop.example.com' => ['days' => 80]]);
        do_action('wu_domain_manager_dns_propagation_finished', $domain);
        self::live_on();
        self::assertSame([], self::failures(self::LOOK));
        self::assertSame('', self::notice());
    }

    private function count_installations(): int
    {
        return count(preg_grep('~^POST /domains/\d+/ssl$~', $this->fake()->asked()));
    }

    private function certificate(string $host): array
    {
        $domains = array_column($this->fake()->state()['domains'], null, 'name');
        return $domains[$host]['certificate'];
    }
}
