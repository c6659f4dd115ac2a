<?php

declare(strict_types=1);

namespace RunCloud\Tests;

require_once dirname(__DIR__) . '/wp-cli-double/CommandCase.php';
require_once dirname(__DIR__) . '/wp-cli-double/class-synopsis.php';

/** What wp runcloud shows, in which form, and what it says where it cannot. */
final class CommandTest extends CommandCase
{
    public function test_status_tells_how_things_stand(): void
    {
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        $status = $this->wp('runcloud status --format=json');
        self::assertSame(0, $status->status, $status->err);
        $facts = array_column($status->json(), 'value', 'field');
        self::assertSame(phpversion('runcloud'), $facts['extension']);
        self::assertSame(PHP_VERSION . ' cli', $facts['php']);
        self::assertSame(self::generation(), $facts['ultimate multisite']);
        self::assertSame('enabled', $facts['integration']);
        self::assertSame('ok', $facts['connection']);
        self::assertSame('1', $facts['mapped domains']);
        self::assertSame('1', $facts['waiting for certificate']);
        self::assertSame('0', $facts['jobs failed']);
        self::assertGreaterThan(0, (int) $facts['jobs pending']);
        self::assertEqualsWithDelta(time(), strtotime($facts['last success']), 30);
    }

    public function test_status_tells_what_is_wrong_and_still_ends_well(): void
    {
        $this->fake()->switch(ip_whitelisted: false);
        $status = $this->wp('runcloud status --format=json');
        self::assertSame(0, $status->status);
        self::assertStringContainsString('refused the credentials', array_column($status->json(), 'value', 'field')['connection']);
    }

    public function test_domains_tells_of_each_name_where_it_stands(): void
    {
        $site = self::create_site('sub.network.localhost');
        self::map_unseen('shop.example.com', 'new.example.com', 'sub.network.localhost.example.com');
        $this->have('shop.example.com', 'old.example.com', '*.wild.example.com');
        $rows = array_column($this->wp('runcloud domains --format=json')->json(), null, 'name');
        self::assertSame('in-place', $rows['shop.example.com']['state']);
        self::assertSame(['done', 1], [$rows['shop.example.com']['stage'], $rows['shop.example.com']['site']]);
        self::assertSame(['missing', ''], [$rows['new.example.com']['state'], $rows['new.example.com']['id']]);
        self::assertSame([$site, 'missing'], [$rows['sub.network.localhost']['site'], $rows['sub.network.localhost']['state']]);
        self::assertSame('extra', $rows['old.example.com']['state']);
        self::assertSame('protected', $rows['*.wild.example.com']['state']);
        self::assertSame(['protected', 'primary'], [$rows['site-0001.example.net']['state'], $rows['site-0001.example.net']['type']]);
    }

    public function test_domains_knows_more_than_a_hundred(): void
    {
        self::map_unseen(...array_map(static fn ($number) => "d$number.example.com", range(1, 130)));
        self::assertSame('131', trim($this->wp('runcloud domains --format=count')->out));
        $stages = array_column($this->wp('runcloud domains --format=json')->json(), 'stage', 'name');
        self::assertCount(130, array_keys($stages, 'done', true));
    }

    public function test_every_format_and_the_fields(): void
    {
        $this->have('shop.example.com');
        $line = 'runcloud domains --fields=name,state --format=';
        self::assertStringContainsString('shop.example.com', $this->wp($line . 'table')->out);
        self::assertSame("name,state\nshop.example.com,extra\nsite-0001.example.net,protected\n", $this->wp($line . 'csv')->out);
        self::assertSame(['name' => 'shop.example.com', 'state' => 'extra'], $this->wp($line . 'json')->json()[0]);
        self::assertMatchesRegularExpression('/^\s+name: "?shop\.example\.com"?$/m', $this->wp($line . 'yaml')->out);
        self::assertSame('2', trim($this->wp($line . 'count')->out));
        foreach (['domains', 'status', 'doctor', 'certificate', 'sync'] as $command) {
            $refused = $this->wp("runcloud $command --format=xml");
            self::assertSame(1, $refused->status);
            self::assertStringContainsString("'format'", $refused->err . $refused->out);
        }
    }

    public function test_domains_has_all_of_more_than_one_page_in_every_format(): void
    {
        self::map_unseen(...array_map(static fn ($number) => sprintf('d%04d.example.com', $number), range(1, 1200)));
        $line = 'runcloud domains --fields=name,state --format=';
        foreach (['table', 'csv', 'json', 'yaml'] as $format) {
            $shown = $this->wp($line . $format)->out;
            preg_match_all('/d\d{4}\.example\.com/', $shown, $names);
            self::assertSame(1200, count(array_unique($names[0])), $format);
            self::assertCount(1200, $names[0], $format);
            self::assertStringContainsString('site-0001.example.net', $shown, $format);
        }
        self::assertSame('1201', trim($this->wp($line . 'count')->out));
    }

    public function test_a_field_that_is_not_there_is_refused(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        self::map_unseen('shop.example.com');
        foreach (['domains --format=table', 'domains --format=csv', 'domains', 'status', 'doctor', 'certificate', 'sync --dry-run'] as $line) {
            $refused = $this->wp('runcloud ' . (str_contains($line, '=') ? $line : "$line --format=json") . ' --fields=name,nope');
            self::assertSame([1, ''], [$refused->status, $refused->out], $line);
            self::assertMatchesRegularExpression('/Invalid field: (name|nope)\./', $refused->err, $line);
        }
    }

    public function test_certificate_shows_what_runcloud_has(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        $shown = $this->wp('runcloud certificate --format=json');
        self::assertSame(0, $shown->status);
        [$row] = $shown->json();
        self::assertSame('letsencrypt', $row['method']);
        self::assertEqualsWithDelta(time() + 10 * DAY_IN_SECONDS, strtotime("$row[valid_until] UTC"), 2 * DAY_IN_SECONDS);
        self::assertSame('no', $row['staging']);
    }

    public function test_certificate_says_that_there_is_none_and_that_advanced_mode_wants_a_domain(): void
    {
        $this->assertFails('runcloud certificate', 'has no certificate');
        $this->fake()->change(advanced_ssl: true);
        $this->assertFails('runcloud certificate', 'domain');
    }

    /** @dataProvider troubles */
    public function test_trouble_is_one_clear_sentence(array $constants, string $told): void
    {
        foreach (['domains', 'certificate', 'redeploy', 'add shop.example.com', 'remove shop.example.com', 'sync'] as $command) {
            $this->assertFails("runcloud $command", $told, constants: $constants);
        }
    }

    public function troubles(): array
    {
        return [
            'wrong token' => [['WU_RUNCLOUD_API_TOKEN' => 'wrong-token'], 'refused the credentials'],
            'wrong server' => [['WU_RUNCLOUD_SERVER_ID' => '999999'], 'RunCloud does not know'],
            'wrong application' => [['WU_RUNCLOUD_APP_ID' => '999999'], 'RunCloud does not know'],
            'no number' => [['WU_RUNCLOUD_APP_ID' => 'my-app'], 'WU_RUNCLOUD_APP_ID is not a number'],
        ];
    }

    public function test_being_offline_is_one_clear_sentence(): void
    {
        $this->fake()->fault(['refuse_connections' => ['for_ms' => 60000]]);
        $this->assertFails('runcloud sync', 'The connection to');
    }

    public function test_without_the_extension_it_says_so_and_where(): void
    {
        $without = $this->without_extension();
        foreach (['domains', 'certificate', 'redeploy', 'add a.example.com', 'remove a.example.com', 'sync'] as $command) {
            $this->assertFails("runcloud $command", 'is not loaded in this PHP (cli)', environment: $without);
        }
        $status = $this->wp('runcloud status --format=json', environment: $without);
        self::assertSame(0, $status->status);
        self::assertStringContainsString('is not loaded', array_column($status->json(), 'value', 'field')['extension']);
    }

    public function test_where_the_integration_is_off_nothing_is_changed(): void
    {
        update_network_option(null, 'wu_host_integrations_enabled', ['runcloud' => false]);
        foreach (['sync', 'add a.example.com', 'remove a.example.com', 'redeploy'] as $command) {
            $this->assertFails("runcloud $command", 'The integration is off');
        }
        $this->assertNothingAsked();
    }

    public function test_hostile_words_of_runclouds_cannot_move_the_terminal(): void
    {
        self::map_unseen('shop.example.com');
        $this->fake()->reply(422, ['message' => "\e]0;owned\x07<img src=x onerror=alert(1)>\u{202e}\u{9b}31m"], [], method: 'POST');
        foreach (['add shop.example.com', 'sync'] as $command) {
            $output = $this->wp("runcloud $command");
            self::assertSame(1, $output->status);
            self::assertStringContainsString('owned', $output->err);
            self::assertDoesNotMatchRegularExpression('/[^\P{C}\n\t]/u', $output->out . $output->err);
        }
    }

    public function test_every_subcommand_has_a_synopsis_and_examples_for_wp_help(): void
    {
        require_once WP_PLUGIN_DIR . '/runcloud/inc/class-command.php';
        $all = \WP_CLI_Double\Synopsis::of_class('RunCloud\WordPress\Command');
        self::assertSame(['status', 'doctor', 'domains', 'add', 'remove', 'redeploy', 'certificate', 'sync'], array_keys($all));
        foreach ($all as $name => $synopsis) {
            self::assertMatchesRegularExpression('/\A[A-Z][^\n]+\.\n\n/', $synopsis->text, "$name: a line that says what it does");
            self::assertSame(2, preg_match_all('/^## (OPTIONS|EXAMPLES)$/m', $synopsis->text), $name);
            self::assertStringContainsString("$ wp runcloud $name", $synopsis->text);
            foreach ($synopsis->tokens as $token) {
                self::assertMatchesRegularExpression('/^(<[a-z]+>|\[<[a-z]+>\]|\[--[a-z-]+(=<[a-z]+>)?\])$/', $token, $name);
            }
        }
        self::assertSame(['<domain>'], $all['add']->tokens);
        self::assertSame(['[--dry-run]', '[--prune]', '[--yes]', '[--fields=<fields>]', '[--format=<format>]'], $all['sync']->tokens);
        $help = $this->wp('help runcloud sync')->out;
        self::assertStringContainsString('--dry-run', $help);
        self::assertStringContainsString('EXAMPLES', $help);
    }

    public function test_unknown_options_and_missing_words_are_refused(): void
    {
        $this->assertFails('runcloud sync --purge', '--purge');
        self::assertSame(1, $this->wp('runcloud add')->status);
        self::assertSame(1, $this->wp('runcloud redeploy a.example.com b.example.com')->status);
        $this->assertNothingAsked();
    }

    private function assertFails(string $line, string $told, mixed ...$how): void
    {
        $output = $this->wp($line, ...$how);
        self::assertSame(1, $output->status, "$line: $output->out$output->err");
        self::assertStringContainsString($told, $output->err, $line);
        self::assertSame(1, substr_count($output->err, 'Error: '), $output->err);
    }
}
