<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use function RunCloud\WordPress\examine_runcloud;
use function RunCloud\WordPress\message;
use function RunCloud\WordPress\note_problems;

/** WordPress's Site Health: the tests, and what is told to those who help. */
final class SiteHealthTest extends Scenario
{
    use Bulk;

    protected function setUp(): void
    {
        parent::setUp();
        wp_set_current_user(1);
        add_filter('runcloud_addresses', static fn () => ['192.0.2.1']);
    }

    public function test_a_network_in_order_is_good_in_every_test(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 60]);
        self::map_all(['shop.example.com']);
        self::sync();
        self::assertSame('good', self::result('connection')['status']);
        foreach (['extension', 'jobs', 'drift', 'certificate'] as $test) {
            $result = self::result($test);
            self::assertSame(['good', "runcloud_$test"], [$result['status'], $result['test']], $result['description']);
            self::assertStringContainsString('page=runcloud', $result['actions']);
        }
    }

    public function test_the_test_that_asks_runcloud_runs_after_the_page(): void
    {
        $tests = apply_filters('site_status_tests', ['direct' => [], 'async' => []]);
        self::assertSame(['runcloud_extension', 'runcloud_jobs', 'runcloud_drift', 'runcloud_certificate'], array_keys($tests['direct']));
        self::assertSame(['runcloud_connection'], array_keys($tests['async']));
        self::assertTrue($tests['async']['runcloud_connection']['has_rest']);
        foreach (array_keys($tests['direct']) as $test) {
            ($tests['direct'][$test]['test'])();
        }
        $this->assertNothingAsked();
    }

    public function test_its_route_is_for_administrators_of_the_network(): void
    {
        $ask = static fn () => rest_do_request(new \WP_REST_Request('GET', '/runcloud/v1/site-health/connection'));
        self::assertSame(200, $ask()->get_status());
        self::assertSame('good', $ask()->get_data()['status']);
        $this->fake()->clear_journal();
        $editor = wp_insert_user(['user_login' => 'eve', 'user_pass' => 'eve', 'user_email' => 'eve@example.com', 'role' => 'administrator']);
        foreach ([0 => 401, $editor => 403] as $user => $status) {
            wp_set_current_user($user);
            self::assertSame($status, $ask()->get_status());
            self::assertSame([], array_keys(apply_filters('site_status_tests', ['direct' => [], 'async' => []])['direct']));
            self::assertSame([], apply_filters('debug_information', []));
        }
        $this->assertNothingAsked();
    }

    public function test_a_wrong_token_is_critical_and_says_what_to_do(): void
    {
        $this->fake()->reply(401, ['message' => '<img src=x onerror=alert(1)> &lt;b&gt;no']);
        $result = self::result('connection');
        self::assertSame(['critical', 'red'], [$result['status'], $result['badge']['color']]);
        self::assertStringContainsString('Check the token', $result['description']);
        self::assertStringNotContainsString('<img', $result['description']);
        self::assertStringContainsString('&lt;b', $result['description'], 'RunCloud’s words stay text');
    }

    public function test_what_is_not_known_is_not_good(): void
    {
        self::assertSame('recommended', self::result('certificate')['status']);
        $this->fake()->switch(ip_whitelisted: false);
        examine_runcloud();
        self::assertSame('recommended', self::result('certificate')['status']);
        self::assertStringContainsString('Open the RunCloud page', self::result('certificate')['description']);
    }

    public function test_the_weekly_count_looks_itself(): void
    {
        $this->fake()->change(basic_certificate: ['days' => -2]);
        add_filter('wp_doing_cron', '__return_true');
        wp_set_current_user(0);
        $tests = apply_filters('site_status_tests', ['direct' => [], 'async' => []]);
        self::assertSame('critical', $tests['direct']['runcloud_certificate']['test']()['status']);
        self::assertSame('good', $tests['async']['runcloud_connection']['async_direct_test']()['status']);
    }

    public function test_jobs_that_do_not_run_are_critical(): void
    {
        \RunCloud\WordPress\want(\RunCloud\WordPress\wish('domain', 'add', 'shop.example.com', -11 * MINUTE_IN_SECONDS));
        $result = self::result('jobs');
        self::assertSame('critical', $result['status']);
        self::assertStringContainsString('the queue is not running', $result['description']);
    }

    public function test_a_credential_that_is_stored_is_told_as_stored(): void
    {
        self::needs_um('registry');
        $given = $this->wordpress('
            wp_set_current_user(1);
            RunCloud\WordPress\adapter()->save_credentials(["WU_RUNCLOUD_API_TOKEN" => "a-secret", "WU_RUNCLOUD_SERVER_ID" => "10101", "WU_RUNCLOUD_APP_ID" => "646"]);
            return array_column(apply_filters("debug_information", [])["runcloud"]["fields"], "value");
        ', credentials: false);
        self::assertContains('stored', $given);
        self::assertContains('10101 (stored)', $given);
        self::assertStringNotContainsString('a-secret', serialize($given));
    }

    public function test_failed_jobs_are_critical(): void
    {
        self::map_domain('taken-in-other-app.example.org', 1);
        self::run_queue();
        $result = self::result('jobs');
        self::assertSame('critical', $result['status']);
        self::assertStringContainsString('belongs to another web application', $result['description']);
        self::assertSame('good', self::result('extension')['status'], 'it is not told twice');
    }

    public function test_drift_is_a_recommendation(): void
    {
        $this->runcloud_has(['old.example.com']);
        self::sync();
        $result = self::result('drift');
        self::assertSame('recommended', $result['status']);
        self::assertStringContainsString('1 extra', $result['description']);
    }

    public function test_the_extension_of_another_php_counts(): void
    {
        note_problems(['extension-fpm-fcgi' => message('extension-missing', ['sapi' => 'fpm-fcgi'])]);
        $result = self::result('extension');
        self::assertSame('critical', $result['status']);
        self::assertStringContainsString('fpm-fcgi', $result['description']);
    }

    /** @dataProvider certificates */
    public function test_a_certificate_near_its_end_or_over_the_limit_is_told(array $certificate, int $domains, string $status, string $told): void
    {
        $this->fake()->seed($domains);
        $this->fake()->change(basic_certificate: $certificate);
        examine_runcloud();
        $result = self::result('certificate');
        self::assertSame($status, $result['status']);
        self::assertStringContainsString($told, $result['description']);
    }

    public function certificates(): array
    {
        return [
            'long enough' => [['days' => 60], 1, 'good', 'valid until'],
            'near its end' => [['days' => 5], 1, 'recommended', 'The certificate expires in 5 days.'],
            'ended' => [['days' => -2], 1, 'critical', 'Browsers refuse every domain'],
            'many names' => [['days' => 60], 90, 'recommended', 'covers 90 of the 100 names'],
            'too many names' => [['days' => 60], 120, 'critical', 'advanced SSL'],
        ];
    }

    public function test_debug_information_helps_and_holds_no_secret(): void
    {
        $fields = apply_filters('debug_information', [])['runcloud']['fields'];
        $values = array_map(static fn ($field) => $field['value'], $fields);
        self::assertSame(phpversion('runcloud'), $values['extension']);
        self::assertSame(self::generation(), $values['ultimate_multisite']);
        self::assertSame("{$this->fake()->ready->server_id} (given by a constant)", $values['WU_RUNCLOUD_SERVER_ID']);
        self::assertSame(['given by a constant', 'not given'], [$values['WU_RUNCLOUD_API_TOKEN'], $values['WU_RUNCLOUD_API_KEY']]);
        self::assertSame($this->fake()->ready->api_url, $values['runcloud.api_url']);
        self::assertStringNotContainsString($this->fake()->ready->token, serialize($fields));
        $this->assertNothingAsked();
    }

    private static function result(string $test): array
    {
        return \RunCloud\WordPress\health($test);
    }
}
