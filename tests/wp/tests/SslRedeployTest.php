<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** When the certificate is requested in basic mode, and how often. */
final class SslRedeployTest extends Scenario
{
    private int $days = 0;

    protected function setUp(): void
    {
        parent::setUp();
        $this->issue();
    }

    public function test_one_redeploy_follows_a_minute_after_the_first_of_several_domains(): void
    {
        $this->add('one.example.com', 'two.example.com');
        self::assertEqualsWithDelta([60], self::due_in(self::REDEPLOY), 5);
        self::pass(30);
        $this->add('three.example.com');
        self::assertEqualsWithDelta([30], self::due_in(self::REDEPLOY), 5);
        self::assertSame(0, $this->count_asked('PUT'));
        self::pass(30);
        self::run_queue();
        self::assertSame(1, $this->count_asked('PUT /ssl/'));
        self::live_on();
        self::assertSame(1, $this->count_asked('PUT /ssl/'));
        self::assertContains('three.example.com', $this->certificate()['covers']);
    }

    public function test_a_domain_that_was_there_all_along_needs_no_redeploy_when_it_is_announced_again(): void
    {
        $this->add('shop.example.com');
        self::live_on();
        do_action('wu_add_domain', 'shop.example.com', 1);
        self::live_on();
        self::assertSame(1, $this->count_asked('PUT /ssl/'));
    }

    public function test_a_removal_needs_no_redeploy(): void
    {
        do_action('wu_remove_domain', 'shop.example.com', 1);
        self::live_on();
        $this->assertAsked([], reads: false);
    }

    public function test_the_delay_can_be_filtered(): void
    {
        add_filter('runcloud_redeploy_delay', fn () => 600);
        $this->add('shop.example.com');
        self::assertEqualsWithDelta([600], self::due_in(self::REDEPLOY), 5);
    }

    public function test_at_most_four_an_hour_and_the_last_one_is_kept(): void
    {
        $this->assertCap(4);
    }

    public function test_the_cap_can_be_filtered(): void
    {
        add_filter('runcloud_redeploys_per_hour', fn () => 2);
        $this->assertCap(2);
    }

    public function test_verified_dns_has_another_redeploy_follow(): void
    {
        $this->add('shop.example.com');
        self::live_on();
        $this->issue();
        Steering::dns('shop.example.com', true);
        self::pass(300);
        self::run_queue();
        self::assertEqualsWithDelta([60], self::due_in(self::REDEPLOY), 5);
        self::live_on();
        self::assertSame(2, $this->count_asked('PUT /ssl/'));
    }

    public function test_a_network_may_wait_for_verified_dns(): void
    {
        add_filter('runcloud_wait_for_dns', '__return_true');
        $this->add('shop.example.com', 'blog.example.com');
        self::live_on();
        self::assertSame(0, $this->count_asked('PUT'));
        Steering::dns('shop.example.com', true);
        self::pass(300);
        self::live_on();
        self::assertSame(1, $this->count_asked('PUT /ssl/'));
        $this->issue();
        Steering::dns('blog.example.com', true);
        self::pass(300);
        self::live_on();
        self::assertSame(2, $this->count_asked('PUT /ssl/'));
    }

    public function test_a_domain_that_comes_while_runcloud_answers_gets_a_redeploy_of_its_own(): void
    {
        $this->add('shop.example.com');
        $once = true;
        add_filter('runcloud_install_ssl', static function ($install) use (&$once) {
            // In the midst of the job, as another worker would.
            if ($once) {
                $once = false;
                \RunCloud\WordPress\want_certificate('late.example.com');
            }
            return $install;
        });
        self::pass(60);
        self::run_queue();
        self::assertFalse($once);
        self::assertSame(1, $this->count_asked('PUT /ssl/'));
        self::live_on();
        self::assertSame(2, $this->count_asked('PUT /ssl/'));
    }

    public function test_dns_that_is_verified_while_runcloud_answers_counts_for_the_next_redeploy(): void
    {
        $domain = self::map_domain('shop.example.com', 1);
        self::run_queue();
        $once = true;
        add_filter('runcloud_install_ssl', static function ($install) use (&$once, $domain) {
            if ($once) {
                $once = false;
                do_action('wu_domain_manager_dns_propagation_finished', $domain);
            }
            return $install;
        });
        self::live_on();
        self::assertSame(2, $this->count_asked('PUT /ssl/'));
    }

    public function test_a_redeploy_that_fails_is_tried_again(): void
    {
        $this->add('shop.example.com');
        $this->fake()->reply(503, '', ['Retry-After' => '60'], method: 'PUT', times: 2);
        self::pass(60);
        self::run_queue();
        self::assertEqualsWithDelta([90], self::due_in(self::REDEPLOY), 5);
        self::live_on();
        self::assertSame(3, $this->count_asked('PUT /ssl/'));
        self::assertSame([], self::failures(self::REDEPLOY));
        self::assertContains('shop.example.com', $this->certificate()['covers']);
    }

    public function test_without_a_certificate_lets_encrypt_is_installed(): void
    {
        $this->fake()->change(basic_certificate: null);
        $this->add('shop.example.com');
        self::live_on();
        self::assertSame(1, $this->count_asked('POST /ssl'));
        self::assertContains('shop.example.com', $this->certificate()['covers']);
        self::assertSame('', self::notice());
    }

    public function test_a_network_may_refuse_the_installation_and_is_told_what_that_means(): void
    {
        add_filter('runcloud_install_ssl', '__return_false');
        $this->fake()->change(basic_certificate: null);
        $this->add('shop.example.com');
        self::live_on();
        $this->assertAsked(['POST /domains'], reads: false);
        self::assertStringContainsString('Until then new domains have no HTTPS', self::notice());
    }

    public function test_a_custom_certificate_is_left_alone_and_told(): void
    {
        $this->fake()->change(basic_certificate: ['method' => 'custom', 'days' => 10]);
        $this->add('shop.example.com');
        self::live_on();
        $this->assertAsked(['POST /domains'], reads: false);
        self::assertStringContainsString('Until then new domains have no HTTPS', self::notice());
        self::assertStringContainsString("the owner's own", self::um_log());
    }

    public function test_where_runcloud_issues_by_itself_nothing_is_written_but_it_is_looked_after(): void
    {
        $this->fake()->change(auto_ssl: true);
        Steering::dns('*', true);
        $this->add('shop.example.com');
        $this->assertAsked(['POST /domains'], reads: false);
        self::pass(60);
        self::run_queue();
        Steering::ssl('*', true);
        self::live_on();
        $this->assertAsked(['POST /domains'], reads: false);
        self::assertSame('done', wu_get_domain_by_domain('shop.example.com')->get_stage());
        self::assertSame('', self::notice());
    }

    public function test_a_web_application_that_is_gone_is_a_failure_and_not_taken_for_a_domain_that_left(): void
    {
        $this->add('shop.example.com');
        $this->fake()->reply(404, ['message' => 'Not Found']);
        self::pass(60);
        self::run_queue();
        self::assertCount(1, self::failures(self::REDEPLOY));
        self::assertStringNotContainsString('left RunCloud', self::um_log());
        self::assertNotSame('', self::notice());
        self::assertSame(1, \RunCloud\WordPress\count_noted(), 'the domain still waits for its certificate');
    }

    public function test_while_domains_are_being_added_the_redeploy_waits_for_them_but_not_for_ever(): void
    {
        $this->add('shop.example.com');
        $this->fake()->switch(rate_limit: 3);
        // Each pass stands back, since the rate limit is near, and others remain.
        \RunCloud\WordPress\want_all('add', ['a.example.com', 'b.example.com', 'c.example.com']);
        foreach (range(1, 3) as $minute) {
            self::pass(60);
            \RunCloud\WordPress\want(\RunCloud\WordPress\wish('domain', 'add', "later-$minute.example.com"));
            self::run_queue();
        }
        self::assertSame(0, $this->count_asked('PUT'));
        for ($minute = 4; $this->count_asked('PUT') === 0; $minute++) {
            self::assertLessThan(25, $minute);
            self::pass(60);
            \RunCloud\WordPress\want(\RunCloud\WordPress\wish('domain', 'add', "later-$minute.example.com"));
            self::run_queue();
        }
        self::assertGreaterThan(12, $minute);
    }

    private function assertCap(int $cap): void
    {
        for ($number = 1; $number <= $cap + 3; $number++) {
            $this->add("d$number.example.com");
            self::pass(120);
            self::run_queue();
            $this->issue();
        }
        self::assertSame($cap, $this->count_asked('PUT /ssl/'));
        $passed = ($cap + 3) * 120;
        self::live_through(HOUR_IN_SECONDS - $passed);
        self::assertSame($cap, $this->count_asked('PUT /ssl/'));
        self::live_through(300);
        self::assertSame($cap + 1, $this->count_asked('PUT /ssl/'), 'the rest in one, as soon as the hour allows it');
        self::live_on();
        self::assertSame($cap + 1, $this->count_asked('PUT /ssl/'));
        self::assertContains('d' . ($cap + 3) . '.example.com', $this->certificate()['covers']);
    }

    /**
     * Has RunCloud issue the certificate for the domains of now. What it issues twice in one second cannot be told apart,
     * and these tests live through hours in less.
     */
    private function issue(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10 + $this->days++]);
    }

    private function add(string ...$hosts): void
    {
        foreach ($hosts as $host) {
            self::map_domain($host, 1);
        }
        self::run_queue();
        foreach ($hosts as $host) {
            $this->assertHasDomain($host);
        }
    }

    private function certificate(): array
    {
        return $this->fake()->state()['apps'][$this->fake()->ready->app_id]['basic'];
    }
}
