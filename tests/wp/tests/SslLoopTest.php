<?php

declare(strict_types=1);

namespace RunCloud\Tests;

require_once dirname(__DIR__) . '/wp-cli-double/TlsServer.php';

/** A certificate that was requested is looked after until it is there, or somebody is told why it is not. */
final class SslLoopTest extends Scenario
{
    protected function setUp(): void
    {
        parent::setUp();
        $this->fake()->change(basic_certificate: ['days' => 10]);
        Steering::dns('*', true);
    }

    /** @dataProvider polls */
    public function test_when_it_came_the_domains_that_wait_are_done(int $polls): void
    {
        $this->fake()->switch(issue_after_polls: $polls);
        self::map_domain('shop.example.com', 1);
        self::map_domain('late.example.com', 1, 'ssl-failed');
        self::map_domain('lost.example.com', 1, 'failed');
        self::run_queue();
        self::assertSame('checking-ssl-cert', self::stage('shop.example.com'));
        for ($minute = 1; !str_contains(self::um_log(), 'has issued the certificate'); $minute++) {
            self::assertSame('ssl-failed', self::stage('late.example.com'));
            self::assertLessThan(40, $minute);
            self::live_through(60);
        }
        Steering::ssl('*', true);
        self::live_through(1200);
        self::assertSame('done', self::stage('shop.example.com'));
        self::assertSame('done', self::stage('late.example.com'));
        self::assertTrue(wu_get_domain_by_domain('shop.example.com')->is_secure());
        self::assertSame('failed', self::stage('lost.example.com'), 'its DNS is wrong');
        self::assertSame('', self::notice());
    }

    public static function polls(): array
    {
        return ['at the first look' => [0], 'at the third' => [2]];
    }

    public function test_a_domain_that_gave_up_waiting_is_checked_again(): void
    {
        self::map_domain('shop.example.com', 1);
        self::map_domain('late.example.com', 1, 'ssl-failed');
        Steering::ssl('*', true);
        self::live_on();
        self::assertSame('done', self::stage('late.example.com'));
    }

    public function test_it_may_take_a_second_request(): void
    {
        $this->fake()->switch(issuance: 'never', issue_after_polls: 0);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        for ($hour = 1; $this->count_asked('PUT /ssl/') < 2; $hour++) {
            self::assertLessThan(3, $hour);
            self::live_through(HOUR_IN_SECONDS);
        }
        $this->fake()->switch(issuance: 'issues');
        Steering::ssl('*', true);
        self::live_on();
        self::assertSame('done', self::stage('shop.example.com'));
        self::assertSame(2, $this->count_asked('PUT /ssl/'));
        self::assertSame('', self::notice());
    }

    public function test_looks_come_after_2_5_15_and_30_minutes(): void
    {
        $this->fake()->switch(issuance: 'never');
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::pass(60);
        self::run_queue();
        foreach ([120, 180, 600, 900] as $wait) {
            self::assertEqualsWithDelta([$wait], self::due_in(self::LOOK), 5);
            self::pass($wait);
            self::run_queue();
        }
        self::assertSame([], self::due_in(self::LOOK));
        self::assertCount(1, self::due_in(self::REDEPLOY), 'then it is requested again');
    }

    /** @dataProvider served */
    public function test_a_certificate_that_browsers_get_counts_though_runcloud_tells_of_no_new_one(string $name, bool $counts): void
    {
        $this->fake()->switch(issuance: 'never');
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        foreach ([60, 120, 180, 600] as $seconds) {
            self::pass($seconds);
            self::run_queue();
        }
        self::pass(900);
        $folder = Scratch::make('tls');
        $server = TlsServer::with("$folder/server.pem", [$name]);
        file_put_contents("$folder/all.pem", file_get_contents($this->fake()->ready->ca_file) . file_get_contents("$folder/server.pem.ca"));
        $this->wordpress('
            add_filter("runcloud_https_address", static fn () => $at);
            add_filter("runcloud_addresses", static fn () => ["192.0.2.1"]);
        ' . Queue::RUN, ['at' => $server->address], options: ['-d', "runcloud.ca_file=$folder/all.pem"]);
        Scratch::remove($folder);
        self::assertSame($counts, str_contains(self::um_log(), 'has issued the certificate'));
        self::assertCount($counts ? 0 : 1, self::due_in(self::REDEPLOY), 'requested again, unless it is there');
    }

    public static function served(): array
    {
        return ['for the domain' => ['shop.example.com', true], 'for another' => ['blog.example.com', false]];
    }

    public function test_what_never_comes_is_requested_three_times_and_fails_in_runclouds_words(): void
    {
        $this->fake()->switch(issuance: 'fails_in_log');
        self::map_domain('shop.example.com', 1);
        self::live_on();
        self::assertSame(3, $this->count_asked('PUT /ssl/'));
        $words = 'domains not pointed or limit reached';
        self::assertCount(1, self::failures(self::LOOK));
        self::assertStringContainsString($words, self::failures(self::LOOK)[0]);
        self::assertMatchesRegularExpression("/\[ERROR\] .*$words/", self::um_log());
        self::assertStringContainsString($words, self::notice());
        $asked = count($this->fake()->journal());
        self::live_through(DAY_IN_SECONDS);
        self::assertCount($asked, $this->fake()->journal(), 'and that was that');
    }

    public function test_without_dns_it_is_not_requested_again_and_the_domain_is_named(): void
    {
        $this->fake()->switch(issuance: 'fails_in_log');
        Steering::dns('*', false);
        self::map_domain('shop.example.com', 1);
        // Ultimate Multisite checks for longer than the certificate is looked for.
        add_filter('wu_async_process_domain_stage_max_tries', static fn () => 500, 20);
        self::live_on();
        self::assertSame(1, $this->count_asked('PUT /ssl/'));
        self::assertStringContainsString('DNS not verified yet: shop.example.com', self::notice());
    }

    public function test_more_names_than_lets_encrypt_allows_are_told(): void
    {
        $this->fake()->seed(101);
        self::map_domain('shop.example.com', 1);
        self::live_on();
        self::assertStringContainsString('allows 100', self::notice());
    }

    public function test_requests_for_what_never_comes_keep_to_the_cap_too(): void
    {
        add_filter('runcloud_redeploys_per_hour', fn () => 1);
        $this->fake()->switch(issuance: 'never');
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::live_through(60 + HOUR_IN_SECONDS - 120);
        self::assertSame(1, $this->count_asked('PUT /ssl/'));
        self::live_on();
        self::assertSame(3, $this->count_asked('PUT /ssl/'));
        self::assertCount(1, self::failures(self::LOOK));
    }

    public function test_a_failure_is_over_when_a_certificate_comes_after_all(): void
    {
        $this->fake()->switch(issuance: 'fails_in_log');
        self::map_domain('shop.example.com', 1);
        self::live_on();
        self::assertNotSame('', self::notice());
        $this->fake()->switch(issuance: 'issues');
        self::map_domain('blog.example.com', 1);
        self::live_on();
        self::assertSame('', self::notice());
    }

    public function test_an_outage_during_the_looks_loses_nothing(): void
    {
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::pass(60);
        self::run_queue();
        $this->outage();
        self::pass(120);
        self::run_queue();
        self::pass(180);
        self::run_queue();
        self::assertSame([], self::failures(self::LOOK));
        $this->fake()->clear_faults();
        Steering::ssl('*', true);
        self::live_on();
        self::assertSame('done', self::stage('shop.example.com'));
    }

    public function test_ultimate_multisite_checks_a_certificate_21_times_in_place_of_6(): void
    {
        $this->fake()->switch(issuance: 'never');
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        for ($check = 1; self::stage('shop.example.com') === 'checking-ssl-cert'; $check++) {
            self::assertLessThan(40, $check);
            self::live_through(300);
        }
        self::assertSame('ssl-failed', self::stage('shop.example.com'));
        self::assertSame(21, self::checks() - 1);
    }

    public function test_its_checks_of_dns_stay_as_they_are(): void
    {
        Steering::dns('*', false);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::live_through(6 * 300);
        self::assertSame('failed', self::stage('shop.example.com'));
        self::assertSame(6, self::checks());
    }

    /** How often Ultimate Multisite checked: its DNS, and then its certificate. */
    private static function checks(): int
    {
        return substr_count(self::um_log('domain-shop.example.com'), 'Starting Check for shop.example.com');
    }

    private static function stage(string $host): string
    {
        return wu_get_domain_by_domain($host)->get_stage();
    }
}
