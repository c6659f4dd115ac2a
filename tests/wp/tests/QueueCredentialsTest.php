<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** Credentials that RunCloud does not accept, or that are not there. */
final class QueueCredentialsTest extends Scenario
{
    public function test_refused_credentials_fail_once_and_everything_waits_for_better_ones(): void
    {
        $this->fake()->switch(ip_whitelisted: false);
        foreach (range(1, 50) as $number) {
            self::map_domain("d$number.example.com", 1);
        }
        self::run_queue();
        self::assertCount(1, $this->fake()->journal(), 'no storm of requests');
        self::assertCount(1, self::failures('pause'), 'one clear failure');
        self::assertStringContainsString('refused the credentials', self::failures('pause')[0]);
        self::assertSame([], self::failures());
        self::assertSame(1, substr_count(self::um_log(), '[ERROR]'));
        self::assertStringContainsString('refused the credentials', self::notice());
        self::assertStringNotContainsString('more; see the log', self::notice(), 'one notice');
        self::live_through(HOUR_IN_SECONDS);
        self::assertCount(1, $this->fake()->journal(), 'nor later');
        $this->fake()->switch(ip_whitelisted: true);
        self::pass(6 * HOUR_IN_SECONDS + 60);
        self::live_on();
        $this->assertConverged();
        self::assertCount(50, $this->additions());
        self::assertSame('', self::notice());
    }

    public function test_now_and_then_one_job_tries_whether_they_are_accepted_again(): void
    {
        $this->fake()->switch(ip_whitelisted: false);
        foreach (range(1, 3) as $number) {
            self::map_domain("d$number.example.com", 1);
        }
        self::run_queue();
        for ($quarter = 1; $quarter <= 4; $quarter++) {
            self::pass(6 * HOUR_IN_SECONDS + 60);
            self::run_queue();
        }
        self::assertCount(5, $this->fake()->journal());
        self::assertCount(1, self::failures('pause'), 'told once for the same credentials');
        $this->fake()->switch(ip_whitelisted: true);
        self::pass(6 * HOUR_IN_SECONDS + 60);
        self::live_on();
        $this->assertConverged();
    }

    public function test_other_credentials_are_tried_when_the_jobs_come_round(): void
    {
        self::map_domain('shop.example.com', 1);
        self::map_domain('blog.example.com', 1);
        $this->start(Queue::RUN, constants: ['WU_RUNCLOUD_API_TOKEN' => 'another-token'])->wait();
        self::assertSame([401], array_column($this->fake()->journal(), 'status'));
        self::assertStringNotContainsString('another-token', self::left_behind());
        self::run_queue();
        self::assertCount(1, $this->fake()->journal(), 'not yet');
        self::pass(15 * MINUTE_IN_SECONDS);
        self::live_on();
        $this->assertConverged();
        self::assertSame('', self::notice());
    }

    public function test_the_test_button_ends_the_wait(): void
    {
        $this->fake()->switch(ip_whitelisted: false);
        self::map_domain('shop.example.com', 1);
        self::map_domain('blog.example.com', 1);
        self::run_queue();
        $this->fake()->switch(ip_whitelisted: true);
        wp_set_current_user(1);
        grant_super_admin(1);
        self::assertTrue(\RunCloud\WordPress\test());
        self::pass(15 * MINUTE_IN_SECONDS);
        self::run_queue();
        $this->assertConverged();
    }

    public function test_a_refused_redeploy_is_made_up_for_too(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        $this->fake()->switch(ip_whitelisted: false);
        self::pass(60);
        self::run_queue();
        self::assertCount(1, self::failures('pause'));
        $this->fake()->switch(ip_whitelisted: true);
        self::pass(6 * HOUR_IN_SECONDS + 60);
        self::live_on();
        self::assertSame(1, $this->count_asked('PUT /ssl'));
        self::assertSame('', self::notice());
    }

    public function test_a_refused_look_is_made_up_for_too(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::pass(60);
        self::run_queue();
        $this->fake()->switch(ip_whitelisted: false);
        self::pass(120);
        self::run_queue();
        self::assertCount(1, self::failures('pause'));
        $this->fake()->switch(ip_whitelisted: true);
        self::pass(6 * HOUR_IN_SECONDS + 60);
        self::live_on();
        self::assertStringContainsString('has issued the certificate', self::um_log());
        self::assertSame('', self::notice());
    }

    public function test_an_older_key_and_secret_do_as_well(): void
    {
        $ready = $this->fake()->ready;
        $constants = [
            'WU_RUNCLOUD_API_KEY' => $ready->key,
            'WU_RUNCLOUD_API_SECRET' => $ready->secret,
            'WU_RUNCLOUD_SERVER_ID' => $ready->server_id,
            'WU_RUNCLOUD_APP_ID' => $ready->app_id,
        ];
        self::map_domain('shop.example.com', 1);
        $this->wordpress(Queue::RUN, constants: $constants, credentials: false);
        $this->assertConverged();
        self::assertSame(['basic'], array_column($this->fake()->journal(), 'auth'));
    }

    public function test_an_id_that_is_no_number_is_told_and_nothing_is_sent(): void
    {
        self::map_domain('shop.example.com', 1);
        $this->wordpress(Queue::RUN, constants: ['WU_RUNCLOUD_APP_ID' => 'my-app']);
        $this->assertNothingAsked();
        self::assertStringContainsString('WU_RUNCLOUD_APP_ID is not a number', self::notice());
        self::pass(15 * MINUTE_IN_SECONDS);
        self::live_on();
        $this->assertConverged();
    }

    public function test_credentials_that_a_change_of_salts_made_unreadable_are_a_notice_and_no_fatal_error(): void
    {
        self::needs_um('registry');
        $ready = $this->fake()->ready;
        $values = [
            'WU_RUNCLOUD_API_TOKEN' => $ready->token,
            'WU_RUNCLOUD_SERVER_ID' => (string) $ready->server_id,
            'WU_RUNCLOUD_APP_ID' => (string) $ready->app_id,
        ];
        $given = ['values' => $values];
        $this->wordpress('WP_Ultimo\Integrations\Integration_Registry::get_instance()->get("runcloud")->save_credentials($values);', $given, credentials: false);
        $map = 'wu_create_domain(["domain" => $host, "blog_id" => 1]); return (bool) has_action("wu_add_domain");';
        self::assertTrue($this->wordpress($map, ['host' => 'shop.example.com'], credentials: false));
        // The events are taken in, and the jobs are what meets the new salts.
        $this->outage();
        $this->wordpress(Queue::RUN, credentials: false);
        $this->fake()->clear_faults();
        $this->fake()->clear_journal();
        self::pass(90);

        $salted = ['AUTH_KEY' => 'other', 'AUTH_SALT' => 'other'];
        $seen = $this->wordpress('
            wp_set_current_user(1);
            $notices = RunCloud\Tests\Pages::notices();
            RunCloud\Tests\Queue::run();
            return [has_action("wu_add_domain"), $notices];
        ', constants: $salted, credentials: false);
        self::assertFalse($seen[0], 'no hooks');
        self::assertStringContainsString('RunCloud', $seen[1], 'a notice');
        $this->assertNothingAsked();

        self::pass(6 * HOUR_IN_SECONDS + 60);
        $this->wordpress(Queue::RUN, credentials: false);
        $this->assertHasDomain('shop.example.com');
    }

    public function test_jobs_of_an_integration_that_was_switched_off_send_nothing(): void
    {
        $this->outage();
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        $this->fake()->clear_faults();
        $this->fake()->clear_journal();
        $this->wordpress('update_network_option(null, "wu_host_integrations_enabled", ["runcloud" => false]);');
        self::live_through(DAY_IN_SECONDS);
        $this->assertNothingAsked();
        self::assertSame([], self::failures());
        self::assertSame([], Queue::actions(self::LOOP, 'pending'));
    }
}
