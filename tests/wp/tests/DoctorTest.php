<?php

declare(strict_types=1);

namespace RunCloud\Tests;

require_once dirname(__DIR__) . '/wp-cli-double/CommandCase.php';

use function RunCloud\WordPress\message;
use function RunCloud\WordPress\note_problems;

/** wp runcloud doctor: what it finds wrong with the network, and what it says to do. */
final class DoctorTest extends CommandCase
{
    public function test_a_network_in_order_has_nothing_to_do(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 60]);
        self::map_unseen('shop.example.com');
        $this->have('shop.example.com');
        $this->outside['addresses']['shop.example.com'] = ['192.0.2.1'];
        self::assertSame(0, $this->wp('runcloud sync')->status);
        $examined = $this->wp('runcloud doctor --format=json');
        self::assertSame(0, $examined->status, $examined->out);
        self::assertSame(['ok'], array_values(array_unique(array_column($examined->json(), 'status'))), $examined->out);
        self::assertSame([''], array_values(array_unique(array_column($examined->json(), 'next_step'))));
        self::assertSame([
            'extension', 'ultimate multisite', 'integration', 'settings', 'connection', 'credentials', 'server', 'web application', 'domains',
            'ssl', 'certificate names', 'certificate', 'jobs pending', 'jobs failed', 'last success', 'drift', 'mappings', 'dns',
        ], array_column($examined->json(), 'check'));
        self::assertStringContainsString(phpversion('runcloud') . ' is loaded in this PHP (cli)', self::row($examined, 'extension')['finding']);
        self::assertStringContainsString(self::generation(), self::row($examined, 'ultimate multisite')['finding']);
    }

    public function test_every_finding_that_is_not_well_has_a_next_step(): void
    {
        $this->fake()->switch(ip_whitelisted: false);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::map_unseen('failed.example.com');
        $this->stage('failed.example.com', 'failed');
        $examined = $this->wp('runcloud doctor --format=json');
        self::assertSame(1, $examined->status);
        $seen = [];
        foreach ($examined->json() as $row) {
            $seen[] = $row['status'];
            if (!in_array($row['status'], ['ok', 'skipped'], true)) {
                self::assertNotSame('', $row['next_step'], $row['check']);
            }
        }
        self::assertSame(['failed', 'ok', 'skipped', 'warning'], array_values(array_unique((static function ($seen) { sort($seen); return $seen; })($seen))));
    }

    /** @dataProvider troubles */
    public function test_the_first_thing_wrong_with_runcloud_is_named(callable $break, array $constants, string $check, string $told): void
    {
        $break($this->fake());
        $examined = $this->wp('runcloud doctor --format=json', constants: $constants);
        self::assertSame(1, $examined->status);
        $failed = array_column(array_filter($examined->json(), static fn ($row) => $row['status'] === 'failed'), null, 'check');
        self::assertSame([$check], array_keys($failed));
        self::assertStringContainsString($told, $failed[$check]['finding']);
    }

    public function troubles(): array
    {
        $none = static fn () => null;
        return [
            'wrong token' => [$none, ['WU_RUNCLOUD_API_TOKEN' => 'wrong'], 'credentials', 'refused the credentials'],
            'wrong server' => [$none, ['WU_RUNCLOUD_SERVER_ID' => '999999'], 'server', 'does not know'],
            'wrong application' => [$none, ['WU_RUNCLOUD_APP_ID' => '999999'], 'web application', 'does not know'],
            'no number' => [$none, ['WU_RUNCLOUD_APP_ID' => 'my-app'], 'settings', 'WU_RUNCLOUD_APP_ID is not a number'],
            'offline' => [static fn (Fake $fake) => $fake->fault(['refuse_connections' => ['for_ms' => 60000]]), [], 'connection', 'The connection to'],
            'server down' => [static fn (Fake $fake) => $fake->change(server_online: false), [], 'server', 'RunCloud cannot reach the server'],
        ];
    }

    public function test_without_credentials_it_says_which_are_missing(): void
    {
        $examined = $this->wp('runcloud doctor --format=json', credentials: false);
        self::assertSame(1, $examined->status);
        $row = self::row($examined, 'integration');
        self::assertSame('failed', $row['status']);
        self::assertStringContainsString('WU_RUNCLOUD_SERVER_ID', $row['finding']);
        self::assertStringContainsString('wizard', $row['next_step']);
    }

    public function test_without_the_extension_the_rest_is_still_looked_at(): void
    {
        self::map_unseen('shop.example.com');
        $examined = $this->wp('runcloud doctor --format=json', environment: $this->without_extension());
        self::assertSame(1, $examined->status);
        self::assertStringContainsString('is not loaded in this PHP (cli)', self::row($examined, 'extension')['finding']);
        self::assertStringStartsWith('Install it for this PHP', self::row($examined, 'extension')['next_step']);
        self::assertSame('skipped', self::row($examined, 'settings')['status']);
        self::assertSame('ok', self::row($examined, 'mappings')['status']);
    }

    public function test_another_php_without_the_extension_is_a_problem_here_too(): void
    {
        note_problems(['extension-fpm-fcgi' => message('extension-missing', ['sapi' => 'fpm-fcgi'])]);
        $row = self::row($this->wp('runcloud doctor --format=json'), 'problem');
        self::assertSame(['failed', 'Install it for this PHP with `sudo ./install` from its archive, then reload PHP-FPM.'], [$row['status'], $row['next_step']]);
    }

    public function test_an_integration_that_is_off_is_the_finding(): void
    {
        update_network_option(null, 'wu_host_integrations_enabled', ['runcloud' => false]);
        $row = self::row($this->wp('runcloud doctor --format=json'), 'integration');
        self::assertStringContainsString('The integration is off', $row['finding']);
    }

    public function test_without_ultimate_multisite_it_says_so(): void
    {
        update_network_option(null, 'wu_setup_finished', false);
        $GLOBALS['wpdb']->delete($GLOBALS['wpdb']->sitemeta, ['meta_key' => 'wu_setup_finished']);
        $examined = $this->wp('runcloud doctor --format=json');
        self::assertSame(1, $examined->status, $examined->err);
        self::assertStringContainsString('does nothing', self::row($examined, 'ultimate multisite')['finding']);
        $refused = $this->wp('runcloud sync');
        self::assertSame(1, $refused->status);
        self::assertStringContainsString('does nothing', $refused->err);
        self::assertSame(0, $this->wp('runcloud status')->status);
    }

    public function test_jobs_that_wait_and_jobs_that_failed_are_told_with_their_age(): void
    {
        $this->outage();
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::assertSame('ok', self::row($this->wp('runcloud doctor --format=json'), 'jobs pending')['status']);
        self::pass(3 * HOUR_IN_SECONDS);
        $row = self::row($this->wp('runcloud doctor --format=json'), 'jobs pending');
        self::assertSame('failed', $row['status'], $row['finding']);
        self::assertStringContainsString('1 queue job is waiting. The oldest was due 3 hours ago', $row['finding']);
        self::assertStringContainsString('wp action-scheduler run', $row['next_step']);

        \RunCloud\WordPress\want(\RunCloud\WordPress\wish('domain', 'add', 'soon.example.com'));
        self::assertStringContainsString('2 queue jobs are waiting. The oldest was due 3 hours ago', self::row($this->wp('runcloud doctor --format=json'), 'jobs pending')['finding'], 'one without a date hides nothing');
        \RunCloud\WordPress\forget('domain', 'soon.example.com');

        $this->fake()->clear_faults();
        $this->fake()->reply(422, ['message' => 'Not today.'], [], method: 'POST');
        self::run_queue();
        self::assertCount(1, self::failures());
        $examined = $this->wp('runcloud doctor --format=json');
        $row = self::row($examined, 'jobs failed');
        self::assertSame('failed', $row['status']);
        self::assertMatchesRegularExpression('/^1 queue job failed \d+ (second|min)s? ago\.$/', $row['finding']);
        self::assertStringContainsString('Not today', self::row($examined, 'problem')['finding']);

        $this->fake()->clear_faults();
        $this->wp('runcloud sync');
        self::assertSame('ok', self::row($this->wp('runcloud doctor --format=json'), 'jobs failed')['status'], 'what was made up for');
    }

    public function test_the_last_success_is_told_with_its_age(): void
    {
        self::assertStringContainsString('yet', self::row($this->wp('runcloud doctor --format=json'), 'last success')['finding']);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::pass(2 * DAY_IN_SECONDS);
        self::assertStringContainsString('2 days ago', self::row($this->wp('runcloud doctor --format=json'), 'last success')['finding']);
    }

    public function test_drift_is_told_as_the_last_sync_left_it(): void
    {
        $row = self::row($this->wp('runcloud doctor --format=json'), 'drift');
        self::assertSame(['warning', 'Click “Sync now” on the RunCloud page, or preview with `wp runcloud sync --dry-run`.'], [$row['status'], $row['next_step']]);
        \RunCloud\WordPress\note('sync', '', ['seen_at' => time() * 1_000_000]);
        self::assertSame('ok', self::row($this->wp('runcloud doctor --format=json'), 'drift')['status']);
        foreach (['missing' => 3, 'extra' => 4, 'in-place' => 5, 'unusable' => 6] as $seen => $number) {
            foreach (self::names($number, "$seen-%d.example.com") as $host) {
                \RunCloud\WordPress\note('domain', $host, ['seen' => $seen, 'www_differs' => (int) ($seen === 'in-place')]);
            }
        }
        $row = self::row($this->wp('runcloud doctor --format=json'), 'drift');
        self::assertSame('warning', $row['status']);
        self::assertStringContainsString('found 3 missing, 4 extra, 5 with a different www setting, 6 with a name that RunCloud cannot accept.', $row['finding']);
        self::fail_domain('missing-1.example.com', ['text' => 'No.']);
        self::assertSame('failed', self::row($this->wp('runcloud doctor --format=json'), 'drift')['status']);
    }

    public function test_mappings_that_were_left_behind_are_told_and_revived(): void
    {
        $site = self::create_site('gone.network.localhost');
        self::map_unseen('lost.example.com', 'failed.example.com', 'ssl.example.com', 'done.example.com');
        self::map_all(['orphan.example.com'], $site);
        self::forget_jobs();
        foreach (['lost' => 'checking-dns', 'failed' => 'failed', 'ssl' => 'ssl-failed'] as $name => $stage) {
            $this->stage("$name.example.com", $stage);
        }
        $GLOBALS['wpdb']->delete($GLOBALS['wpdb']->blogs, ['blog_id' => $site]);
        self::map_domain('watched.example.com', 1);

        $rows = array_filter($this->wp('runcloud doctor --format=json')->json(), static fn ($row) => $row['check'] === 'mappings');
        self::assertSame(['warning'], array_values(array_unique(array_column($rows, 'status'))));
        $told = implode("\n", array_column($rows, 'finding'));
        self::assertStringContainsString('no check queued for these mappings and will never finish them: lost.example.com.', $told);
        self::assertStringContainsString('gave up on the DNS of these mappings: failed.example.com.', $told);
        self::assertStringContainsString('gave up on the certificate of these mappings: ssl.example.com.', $told);
        self::assertMatchesRegularExpression('/The sites of these mappings have been deleted.*: (gone\.network\.localhost, orphan\.example\.com|orphan\.example\.com, gone\.network\.localhost)\./', $told);
        self::assertStringContainsString('wp wu domain delete', current($rows)['next_step']);

        $revived = $this->wp('runcloud doctor --revive --format=json');
        self::assertStringContainsString('will check 3 mappings again', $revived->err);
        $checked = array_map(static fn ($job) => wu_get_domain((int) current($job['args']))->get_domain(), Queue::actions('wu_async_process_domain_stage', 'pending'));
        sort($checked);
        self::assertSame(['failed.example.com', 'lost.example.com', 'ssl.example.com', 'watched.example.com'], $checked);
        self::assertSame('checking-dns', wu_get_domain_by_domain('failed.example.com')->get_stage());
        self::assertSame('checking-ssl-cert', wu_get_domain_by_domain('ssl.example.com')->get_stage());
        self::assertStringContainsString('will check 0 mappings', $this->wp('runcloud doctor --revive')->err, 'twice is once');
    }

    public function test_more_mappings_than_a_page_has_are_looked_at(): void
    {
        self::map_unseen(...self::names(150));
        $GLOBALS['wpdb']->query("UPDATE {$GLOBALS['wpdb']->base_prefix}wu_domain_mappings SET stage = 'failed'");
        self::assertStringContainsString('and 145 more', self::row($this->wp('runcloud doctor --format=json'), 'mappings')['finding']);
    }

    public function test_a_hundred_and_twenty_names_are_too_many_for_basic_ssl(): void
    {
        $this->fake()->seed(120);
        $examined = $this->wp('runcloud doctor --format=json');
        $row = self::row($examined, 'certificate names');
        self::assertSame('failed', $row['status']);
        self::assertStringContainsString('needs 120 names', $row['finding']);
        self::assertStringContainsString('advanced SSL', $row['next_step']);
        self::assertSame(1, $examined->status);
    }

    public function test_the_dns_of_mapped_names_is_compared_with_the_server(): void
    {
        self::map_unseen('right.example.com', 'wrong.example.com', 'none.example.com', 'cloud.example.com');
        $this->have('right.example.com', 'wrong.example.com', 'none.example.com', 'cloud.example.com');
        $this->outside['addresses'] = [
            'right.example.com' => ['192.0.2.1'],
            'wrong.example.com' => ['203.0.113.9'],
            'cloud.example.com' => ['104.16.1.1', '2606:4700::1111'],
        ];
        $examined = $this->wp('runcloud doctor --format=json');
        $rows = array_values(array_filter($examined->json(), static fn ($row) => $row['check'] === 'dns'));
        self::assertSame(['warning', 'warning'], array_column($rows, 'status'));
        self::assertStringContainsString('Of 4 domains checked, these do not point to this server: none.example.com, wrong.example.com.', $rows[0]['finding']);
        self::assertStringContainsString('Cloudflare', $rows[1]['finding']);
        self::assertStringContainsString('cloud.example.com.', $rows[1]['finding']);
        self::assertSame(0, $examined->status, 'a customer who has not set DNS is no failure of the network');
    }

    public function test_hostile_words_are_made_harmless(): void
    {
        self::fail_domain('x.example.com', ['text' => "\e[31m<img src=x onerror=alert(1)>\u{202e}."]);
        $row = self::row($this->wp('runcloud doctor --format=json'), 'problem');
        self::assertSame('x.example.com: [31m<img src=x onerror=alert(1)> .', $row['finding']);
        foreach (['table', 'csv', 'yaml'] as $format) {
            self::assertStringNotContainsString("\e", $this->wp("runcloud doctor --format=$format")->out);
        }
    }

    private function stage(string $host, string $stage): void
    {
        $GLOBALS['wpdb']->update($GLOBALS['wpdb']->base_prefix . 'wu_domain_mappings', ['stage' => $stage], ['domain' => $host]);
    }

    /** The first three have no entry in RunCloud, or the route for DNS does not answer: the server's own address is known all the same. */
    public function test_dns_is_compared_with_the_servers_address_whatever_the_route_for_dns_says(): void
    {
        self::map_unseen('a.example.com', 'b.example.com', 'c.example.com', 'd.example.com');
        $this->outside['addresses'] = ['a.example.com' => ['203.0.113.9'], 'b.example.com' => ['192.0.2.1'], 'c.example.com' => ['192.0.2.1'], 'd.example.com' => ['192.0.2.1']];
        $this->fake()->switch(v2_meta_and_dns: false);
        $this->fake()->reply(404, ['message' => 'Not Found'], [], path: '*/dns');
        foreach (['v3' => [], 'v2' => ['WU_RUNCLOUD_API_TOKEN' => '', 'WU_RUNCLOUD_API_KEY' => $this->fake()->ready->key, 'WU_RUNCLOUD_API_SECRET' => $this->fake()->ready->secret]] as $version => $constants) {
            $row = self::row($this->wp('runcloud doctor --format=json', constants: $constants), 'dns');
            self::assertSame('warning', $row['status'], $version);
            self::assertStringContainsString('Of 4 domains checked, these do not point to this server: a.example.com.', $row['finding']);
        }
    }

    public function test_where_no_address_is_known_it_says_where_to_look(): void
    {
        self::map_unseen('shop.example.com');
        $this->outside['addresses']['shop.example.com'] = ['192.0.2.1'];
        $this->fake()->reply(200, ['id' => 1, 'name' => 'web-1', 'online' => true, 'connected' => true], [], method: 'GET', path: "/servers/{$this->fake()->ready->server_id}$");
        $row = self::row($this->wp('runcloud doctor --format=json'), 'dns');
        self::assertSame(['skipped', "Compare it with the server's address in your RunCloud dashboard."], [$row['status'], $row['next_step']]);
    }

    public function test_a_certificate_near_its_end_is_told_before_it_is_too_late(): void
    {
        foreach ([10 => 'warning', 60 => 'ok'] as $days => $status) {
            $this->fake()->change(basic_certificate: ['days' => $days]);
            self::assertSame($status, self::row($this->wp('runcloud doctor --format=json'), 'certificate')['status']);
        }
    }

    public function test_a_command_counts_as_a_success_too_and_a_job_that_waits_tells_when_it_is_due(): void
    {
        self::map_unseen('shop.example.com');
        $this->wp('runcloud sync');
        $examined = $this->wp('runcloud doctor --format=json');
        self::assertMatchesRegularExpression('/^The last successful request was \d+ seconds? ago\.$/', self::row($examined, 'last success')['finding']);
        self::assertMatchesRegularExpression('/^1 queue job is waiting\. The next is due in \d+ (seconds|minutes?|mins?)\.$/', self::row($examined, 'jobs pending')['finding']);
    }

    public function test_a_job_that_was_made_up_for_is_no_failure_for_another_problem(): void
    {
        $this->fake()->reply(422, ['message' => 'Not today.'], [], method: 'POST');
        self::map_domain('shop.example.com', 1);
        self::map_domain('blog.example.com', 1);
        self::run_queue();
        self::assertStringContainsString('2 queue jobs failed, the last one', self::row($this->wp('runcloud doctor --format=json'), 'jobs failed')['finding']);
        $this->fake()->clear_faults();
        $this->wp('runcloud sync');
        note_problems(['extension-fpm-fcgi' => ['text' => 'Something else.']]);
        self::assertSame(['ok', ''], [($row = self::row($this->wp('runcloud doctor --format=json'), 'jobs failed'))['status'], $row['next_step']]);
    }
}
