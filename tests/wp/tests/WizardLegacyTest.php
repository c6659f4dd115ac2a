<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** Enabling the integration in Ultimate Multisite's wizard, where it writes wp-config.php: the legacy generation. */
final class WizardLegacyTest extends TestCase
{
    private const IDS = ['WU_RUNCLOUD_SERVER_ID' => '10101', 'WU_RUNCLOUD_APP_ID' => '646'];
    private const BLANK = ['WU_RUNCLOUD_API_TOKEN' => '', 'WU_RUNCLOUD_API_KEY' => '', 'WU_RUNCLOUD_API_SECRET' => '', 'WU_RUNCLOUD_SERVER_ID' => '', 'WU_RUNCLOUD_APP_ID' => ''];
    private const TOKEN = ['WU_RUNCLOUD_API_TOKEN' => 'fake-token-for-tests'] + self::IDS + self::BLANK;
    private const PAIR = ['WU_RUNCLOUD_API_KEY' => 'fake-key-for-tests', 'WU_RUNCLOUD_API_SECRET' => 'fake-secret-for-tests'] + self::IDS + self::BLANK;

    /** The wp-config.php that the wizard writes, a copy of the bed's. */
    private string $config = '';

    protected function setUp(): void
    {
        parent::setUp();
        self::needs_um('legacy');
        self::needs_plugin();
        self::needs_double('a real one writes into the wp-config.php that other runs share');
        $this->config = Scratch::make('config') . '/wp-config.php';
        copy((string) getenv('BED_CONFIG'), $this->config);
        \UM_Double\set_wp_config($this->config);
    }

    protected function tearDown(): void
    {
        $this->config === '' || Scratch::remove(dirname($this->config));
        parent::tearDown();
    }

    public function test_the_steps_show_our_own_texts_and_fields(): void
    {
        $pages = $this->booted('wp_set_current_user(1);
            foreach (["activation", "instructions", "config"] as $step) {
                $pages[$step] = RunCloud\Tests\Pages::wizard_show("runcloud", $step)["html"];
            }
            return $pages;');
        self::assertStringContainsString('certificates of your own', $pages['activation']);
        foreach (['Settings → API Management', 'manage.runcloud.io/servers/NUMBER', 'Web application ID', ...array_keys(self::BLANK)] as $words) {
            self::assertStringContainsString($words, $pages['instructions']);
        }
        preg_match_all('/<input type="(\w+)" value="([^"]*)"[^>]* name="(WU_\w+)"/', $pages['config'], $inputs, PREG_SET_ORDER);
        self::assertSame(array_keys(self::BLANK), array_column($inputs, 3));
        self::assertSame(['password', 'password', 'password', 'text', 'text'], array_column($inputs, 1));
    }

    /** @dataProvider credentials */
    public function test_enabled_in_the_wizard_a_mapped_domain_arrives_in_runcloud(array $values, string $auth, string $version): void
    {
        update_network_option(null, 'wu_host_integrations_enabled', []);
        $this->booted('wp_set_current_user(1); RunCloud\Tests\Pages::wizard_submit("runcloud", "activation");');
        self::assertSame('', $this->submit($values));
        self::assertSame(array_filter(array_map('trim', $values), 'strlen'), $this->written());
        wp_cache_flush();
        self::assertSame(['runcloud' => true], get_network_option(null, 'wu_host_integrations_enabled'));

        $test = $this->booted('wp_set_current_user(1); return RunCloud\Tests\Pages::test_button("runcloud")["json"];');
        self::assertTrue($test['success'], json_encode($test));
        $config = $this->booted('wp_set_current_user(1); return RunCloud\Tests\Pages::wizard_show("runcloud", "config")["html"];');
        self::assertSame(count($this->written()), substr_count($config, 'A constant in wp-config.php sets this value'));

        $this->fake()->clear_journal();
        $site = self::create_site('blog.network.localhost');
        self::map_domain('shop.example.com', $site);
        $this->booted(Queue::RUN);
        $this->assertHasDomain('shop.example.com');
        $journal = $this->fake()->journal();
        self::assertSame([$auth], array_values(array_unique(array_column($journal, 'auth'))));
        foreach ($journal as $entry) {
            self::assertStringStartsWith("/api/$version/", $entry['path']);
        }
    }

    public function credentials(): array
    {
        return [
            'a token' => [self::TOKEN, 'bearer', 'v3'],
            'key and secret' => [self::PAIR, 'basic', 'v2'],
            'pasted with blanks around them' => [['WU_RUNCLOUD_API_TOKEN' => " fake-token-for-tests\n", 'WU_RUNCLOUD_SERVER_ID' => " 10101\t"] + self::TOKEN, 'bearer', 'v3'],
        ];
    }

    public function test_written_again_it_replaces(): void
    {
        $this->submit(self::TOKEN);
        $this->submit(['WU_RUNCLOUD_APP_ID' => '647'] + self::TOKEN);
        self::assertSame('647', $this->written()['WU_RUNCLOUD_APP_ID']);
        self::assertSame(3, preg_match_all('/define\(.*WU_RUNCLOUD/', (string) file_get_contents($this->config)));
    }

    /** @dataProvider unusable */
    public function test_what_cannot_be_right_never_reaches_wp_config(string $name, string $value, string $reason): void
    {
        $before = file_get_contents($this->config);
        $notices = $this->submit([$name => $value] + self::TOKEN);
        self::assertSame($before, file_get_contents($this->config), 'nothing of the form is written');
        self::assertStringContainsString($reason, $notices);
        self::assertStringNotContainsString('fake-token', $notices);
        self::assertSame('', $this->submit(self::TOKEN), 'said until it is right');
    }

    public function unusable(): array
    {
        $token = 'API token was not saved, because it contains a character that no RunCloud credential has';
        return [
            'a quote' => ['WU_RUNCLOUD_API_TOKEN', "it's", $token],
            'code' => ['WU_RUNCLOUD_API_TOKEN', "x');define('Y','z", $token],
            'a backslash at the end' => ['WU_RUNCLOUD_API_TOKEN', 'x\\', $token],
            'a quote in the secret' => ['WU_RUNCLOUD_API_SECRET', "it's", 'API secret was not saved'],
            'a line break' => ['WU_RUNCLOUD_API_TOKEN', "one\ntwo", $token],
            'an id in words' => ['WU_RUNCLOUD_APP_ID', "1');phpinfo();//", 'Web application ID was not saved, because it is not a number'],
        ];
    }

    public function test_a_token_of_a_constant_never_comes_to_the_browser(): void
    {
        $html = $this->wordpress('wp_set_current_user(1); return RunCloud\Tests\Pages::wizard_show("runcloud", "config")["html"];');
        self::assertStringNotContainsString($this->fake()->ready->token, $html);
        self::assertStringContainsString('name="NEW_WU_RUNCLOUD_API_TOKEN"', $html);
    }

    public function test_dots_that_stand_for_a_secret_are_not_written(): void
    {
        $this->submit(['WU_RUNCLOUD_API_TOKEN' => \RunCloud\WordPress\MASK] + self::TOKEN);
        self::assertSame(['WU_RUNCLOUD_SERVER_ID', 'WU_RUNCLOUD_APP_ID'], array_keys($this->written()));
    }

    public function test_names_that_are_not_ours_are_not_written(): void
    {
        $this->submit(['WP_DEBUG' => 'x', 'WU_RUNCLOUD_EXTRA' => 'y'] + self::TOKEN);
        self::assertSame(['WU_RUNCLOUD_API_TOKEN', 'WU_RUNCLOUD_SERVER_ID', 'WU_RUNCLOUD_APP_ID'], array_keys($this->written()));
    }

    /** @dataProvider places */
    public function test_a_wp_config_that_cannot_be_written_is_told(string $place): void
    {
        $place === 'nowhere' ? Scratch::remove($this->config) : file_put_contents($this->config, "<?php\n");
        \UM_Double\set_wp_config($this->config);
        $notices = $this->submit(self::TOKEN, ['BED_CONFIG' => (string) getenv('BED_CONFIG')]);
        self::assertStringContainsString('wp-config.php could not be written. Add the constants yourself', $notices);
        self::assertStringNotContainsString('fake-token', $notices);
    }

    public function places(): array
    {
        return ['a file that may not be written' => ['nowhere'], 'a file without its usual lines' => ['strange']];
    }

    public function test_added_by_hand_no_secret_is_in_the_address_and_no_wrong_value_on_the_page(): void
    {
        $before = file_get_contents($this->config);
        foreach ([self::TOKEN, self::PAIR] as $values) {
            $result = $this->booted('wp_set_current_user(1);
                $redirect = RunCloud\Tests\Pages::wizard_submit("runcloud", "config", ["submit" => "0"] + $values)["redirect"];
                parse_str((string) parse_url($redirect, PHP_URL_QUERY), $query);
                return [$redirect, RunCloud\Tests\Pages::wizard_show("runcloud", "config", $query)["html"]];', compact('values'));
            foreach (['fake-', '10101', '646', 'post='] as $value) {
                self::assertStringNotContainsString($value, $result[0]);
            }
            self::assertStringContainsString('manual=1', $result[0]);
            preg_match_all("/define\((?:'|&#039;)(\w+)(?:'|&#039;), (?:'|&#039;)(.*?)(?:'|&#039;)\);/", $result[1], $lines);
            $expected = array_filter(['WU_RUNCLOUD_API_TOKEN' => '…', 'WU_RUNCLOUD_API_KEY' => '…', 'WU_RUNCLOUD_API_SECRET' => '…'] + $values, static fn (string $name) => $values[$name] !== '', ARRAY_FILTER_USE_KEY);
            self::assertSame($expected, array_intersect_key(array_combine($lines[1], $lines[2]), self::BLANK));
            self::assertStringNotContainsString('fake-', $result[1]);
        }
        self::assertSame($before, file_get_contents($this->config));
    }

    /** Another release may build the address in another order. */
    public function test_the_values_are_cut_wherever_they_stand_in_the_address(): void
    {
        $cut = $this->booted('wp_set_current_user(1);
            return array_map(fn ($url) => apply_filters("wp_redirect", $url, 302), [
                "http://x/admin.php?page=w&integration=runcloud&step=config&manual=1&post=fake-token",
                "http://x/admin.php?post=fake-token&page=w&integration=runcloud&step=config&manual=1",
                "http://x/admin.php?page=w&integration=runcloud&post=fake-token&manual=1&step=config",
                "http://x/admin.php?page=w&integration=runcloud&step=config&manual=1&post={\\"A\\":\\"a?b&fake-token=1\\"}",
                "http://x/admin.php?page=w&integration=closte&step=config&manual=1&post=other",
            ]);');
        self::assertStringNotContainsString('fake-token', implode(' ', $cut));
        foreach (array_slice($cut, 0, 4) as $url) {
            self::assertStringContainsString('integration=runcloud', $url);
            self::assertStringContainsString('manual=1', $url);
        }
        self::assertStringEndsWith('post=other', $cut[4], 'others are left alone');
    }

    /** Sends the form; gives the notices that the next page shows of ours. */
    private function submit(array $form, array $environment = []): string
    {
        $saved = $this->booted('wp_set_current_user(1);
            $saved = RunCloud\Tests\Pages::wizard_submit("runcloud", "config", $form);
            ob_start();
            RunCloud\WordPress\show_problems();
            return $saved + ["notices" => ob_get_clean()];', compact('form'), $environment);
        self::assertNull($saved['denied']);
        self::assertStringContainsString('step=testing', (string) $saved['redirect']);
        self::assertStringNotContainsString('fake-', (string) $saved['redirect']);
        return $saved['notices'];
    }

    /** Runs code in a WordPress whose wp-config.php is the one that the wizard writes. */
    private function booted(string $code, array $given = [], array $environment = []): mixed
    {
        return $this->wordpress($code, $given, [], false, $environment + ['BED_CONFIG' => $this->config]);
    }

    /** @return array<string, string> the constants of ours that a WordPress with the written file has */
    private function written(): array
    {
        $names = array_keys(self::BLANK);
        return $this->booted('foreach (array_filter($names, "defined") as $name) { $values[$name] = constant($name); } return $values ?? [];', compact('names'));
    }
}
