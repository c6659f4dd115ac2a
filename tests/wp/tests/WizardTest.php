<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** Enabling the integration in Ultimate Multisite's wizard, where it stores credentials: the registry generation. */
final class WizardTest extends TestCase
{
    public function test_what_the_salts_of_now_cannot_read_is_kept_for_the_old_ones(): void
    {
        self::needs_um('registry');
        $save = 'RunCloud\WordPress\adapter()->save_credentials(["WU_RUNCLOUD_API_TOKEN" => $token, "WU_RUNCLOUD_SERVER_ID" => "10101", "WU_RUNCLOUD_APP_ID" => "646"]);
            return get_network_option(null, "wu_hosting_credential_WU_RUNCLOUD_API_TOKEN");';
        $stored = $this->wordpress($save, ['token' => 'the-token'], credentials: false);
        self::assertNotEmpty($stored);
        $refused = $this->wordpress($save, ['token' => 'not a token'], ['AUTH_KEY' => 'other', 'AUTH_SALT' => 'other'], credentials: false);
        self::assertSame($stored, $refused);
    }

    private const IDS = ['WU_RUNCLOUD_SERVER_ID' => '10101', 'WU_RUNCLOUD_APP_ID' => '646'];
    private const NAMES = ['WU_RUNCLOUD_API_TOKEN', 'WU_RUNCLOUD_API_KEY', 'WU_RUNCLOUD_API_SECRET', 'WU_RUNCLOUD_SERVER_ID', 'WU_RUNCLOUD_APP_ID'];
    private const TOKEN = ['WU_RUNCLOUD_API_TOKEN' => 'fake-token-for-tests'] + self::IDS;
    private const PAIR = ['WU_RUNCLOUD_API_KEY' => 'fake-key-for-tests', 'WU_RUNCLOUD_API_SECRET' => 'fake-secret-for-tests'] + self::IDS;
    private const BLANK = ['WU_RUNCLOUD_API_TOKEN' => '', 'WU_RUNCLOUD_API_KEY' => '', 'WU_RUNCLOUD_API_SECRET' => '', 'WU_RUNCLOUD_SERVER_ID' => '', 'WU_RUNCLOUD_APP_ID' => ''];

    protected function setUp(): void
    {
        parent::setUp();
        self::needs_um('registry');
        self::needs_plugin();
    }

    public function test_the_steps_show_our_own_texts_and_fields(): void
    {
        $pages = $this->wordpress('wp_set_current_user(1);
            foreach (["activation", "instructions", "config", "testing", "done"] as $step) {
                $pages[$step] = RunCloud\Tests\Pages::wizard_show("runcloud", $step)["html"];
            }
            return $pages;', credentials: false);
        self::assertStringContainsString('will not', strip_tags($pages['activation']));
        self::assertStringContainsString('certificates of your own', $pages['activation']);
        foreach (['Settings → API Management', 'manage.runcloud.io/servers/NUMBER', 'Web application ID', 'allowed IP addresses', ...self::NAMES] as $words) {
            self::assertStringContainsString($words, $pages['instructions']);
        }
        $inputs = Pages::inputs($pages['config']);
        self::assertSame(self::NAMES, array_keys($inputs));
        $of_all = static fn (string $attribute): array => array_map(static fn ($input) => $input->getAttribute($attribute), array_values($inputs));
        self::assertSame(['password', 'password', 'password', 'text', 'text'], $of_all('type'));
        self::assertSame(array_fill(0, 5, ''), $of_all('value'));
    }

    /** @dataProvider credentials */
    public function test_enabled_in_the_wizard_a_mapped_domain_arrives_in_runcloud(array $values, string $auth, string $version, string $flavour): void
    {
        update_network_option(null, 'wu_host_integrations_enabled', []);
        $environment = ['UM_DOUBLE_RETURN_TYPES' => $flavour];
        $redirects = $this->wordpress('wp_set_current_user(1);
            $redirects[] = RunCloud\Tests\Pages::wizard_submit("runcloud", "activation")["redirect"];
            $redirects[] = RunCloud\Tests\Pages::wizard_submit("runcloud", "config", $values)["redirect"];
            return $redirects;', compact('values'), credentials: false, environment: $environment);
        self::assertStringContainsString('step=instructions', $redirects[0]);
        self::assertStringContainsString('step=testing', $redirects[1]);
        self::assertStringNotContainsString('fake-', implode($redirects));
        self::assertSame(['runcloud' => true], get_network_option(null, 'wu_host_integrations_enabled'));
        self::assertStringNotContainsString(trim($values['WU_RUNCLOUD_API_TOKEN'] . $values['WU_RUNCLOUD_API_SECRET']), implode($this->stored()), 'stored in clear');

        $test = $this->wordpress('wp_set_current_user(1); return RunCloud\Tests\Pages::test_button("runcloud")["json"];', credentials: false, environment: $environment);
        self::assertTrue($test['success'], json_encode($test));

        $this->fake()->clear_journal();
        $site = self::create_site('blog.network.localhost');
        self::map_domain('shop.example.com', $site);
        $this->wordpress(Queue::RUN, credentials: false, environment: $environment);
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
            'a token' => [self::TOKEN + self::BLANK, 'bearer', 'v3', '1'],
            'key and secret' => [self::PAIR + self::BLANK, 'basic', 'v2', '1'],
            'a token, without types' => [self::TOKEN + self::BLANK, 'bearer', 'v3', '0'],
            'key and secret, without types' => [self::PAIR + self::BLANK, 'basic', 'v2', '0'],
            'pasted with blanks around them' => [['WU_RUNCLOUD_API_TOKEN' => " fake-token-for-tests\n", 'WU_RUNCLOUD_SERVER_ID' => " 10101\t", 'WU_RUNCLOUD_APP_ID' => '646 '] + self::BLANK, 'bearer', 'v3', '1'],
        ];
    }

    public function test_sent_a_second_time_the_first_step_switches_it_off(): void
    {
        $this->wordpress('wp_set_current_user(1); RunCloud\Tests\Pages::wizard_submit("runcloud", "activation");', credentials: false);
        wp_cache_flush();
        self::assertSame(['runcloud' => false], get_network_option(null, 'wu_host_integrations_enabled'));
    }

    public function test_blank_fields_delete(): void
    {
        $this->save(self::TOKEN + self::BLANK);
        self::assertSame(['WU_RUNCLOUD_API_TOKEN', 'WU_RUNCLOUD_APP_ID', 'WU_RUNCLOUD_SERVER_ID'], array_keys($this->stored()));
        $this->save(self::PAIR + self::BLANK);
        self::assertSame(['WU_RUNCLOUD_API_KEY', 'WU_RUNCLOUD_API_SECRET', 'WU_RUNCLOUD_APP_ID', 'WU_RUNCLOUD_SERVER_ID'], array_keys($this->stored()));
        $this->save(self::BLANK);
        self::assertSame([], $this->stored());
    }

    public function test_a_constant_beats_what_is_stored_and_is_shown_as_such(): void
    {
        $this->save(['WU_RUNCLOUD_API_TOKEN' => 'the-stored-one'] + self::TOKEN);
        $constants = ['WU_RUNCLOUD_API_TOKEN' => 'fake-token-for-tests'];
        $config = $this->wordpress('wp_set_current_user(1); return RunCloud\Tests\Pages::wizard_show("runcloud", "config")["html"];', [], $constants, credentials: false);
        // In words of core's own, in place of ours.
        self::assertStringContainsString('Defined as <code>WU_RUNCLOUD_API_TOKEN</code> in wp-config.php', $config);
        $disabled = array_filter(Pages::inputs($config), static fn ($input) => $input->hasAttribute('disabled'));
        self::assertSame(['WU_RUNCLOUD_API_TOKEN'], array_keys($disabled));
        self::assertStringNotContainsString('the-stored-one', $config);
        self::assertStringNotContainsString('fake-token-for-tests', $config);
        $test = 'wp_set_current_user(1); return RunCloud\Tests\Pages::test_button("runcloud")["json"]["success"];';
        self::assertTrue($this->wordpress($test, [], $constants, credentials: false));
        self::assertFalse($this->wordpress($test, credentials: false));
    }

    /** @dataProvider flip */
    public function test_saving_while_a_constant_is_defined_keeps_the_stored_copy(string $flip): void
    {
        $this->save(self::TOKEN + self::BLANK);
        // The browser does not send a field that is greyed out.
        $form = array_diff_key(['WU_RUNCLOUD_APP_ID' => '647'] + self::TOKEN + self::BLANK, ['WU_RUNCLOUD_API_TOKEN' => '', 'WU_RUNCLOUD_API_KEY' => '']);
        $constants = ['WU_RUNCLOUD_API_TOKEN' => 'of the constant', 'WU_RUNCLOUD_API_KEY' => 'of another constant'];
        $this->save($form, $constants, ['UM_DOUBLE_SAVE_FLIP' => $flip]);
        self::assertSame(['WU_RUNCLOUD_API_TOKEN' => 'fake-token-for-tests', 'WU_RUNCLOUD_APP_ID' => '647', 'WU_RUNCLOUD_SERVER_ID' => '10101'], $this->readable());
    }

    public function flip(): array
    {
        return ['as released' => ['0'], 'where a name that is absent gets its index' => ['1']];
    }

    public function test_a_name_that_the_form_lacks_is_not_stored_as_its_index(): void
    {
        $this->save(self::TOKEN, environment: ['UM_DOUBLE_SAVE_FLIP' => '1']);
        self::assertSame(['WU_RUNCLOUD_API_TOKEN' => 'fake-token-for-tests', 'WU_RUNCLOUD_APP_ID' => '646', 'WU_RUNCLOUD_SERVER_ID' => '10101'], $this->readable());
    }

    /** @dataProvider unusable */
    public function test_what_cannot_be_right_is_refused_and_the_old_one_kept(string $name, string $value, string $reason): void
    {
        $this->save(self::TOKEN + self::BLANK);
        $before = $this->readable();
        $notices = $this->save([$name => $value] + ['WU_RUNCLOUD_SERVER_ID' => '20202'] + self::TOKEN + self::BLANK);
        $expected = array_replace($before, $name === 'WU_RUNCLOUD_SERVER_ID' ? [] : ['WU_RUNCLOUD_SERVER_ID' => '20202']);
        self::assertSame($expected, $this->readable(), 'the old one is kept, the others are stored');
        self::assertStringContainsString($reason, $notices);
        self::assertStringNotContainsString('fake-token', $notices);
        // Said until it is right.
        self::assertSame('', $this->save(self::TOKEN + self::BLANK));
    }

    public function unusable(): array
    {
        $token = 'API token was not saved, because it contains a character that no RunCloud credential has';
        return [
            'percent-encoded' => ['WU_RUNCLOUD_API_TOKEN', 'ab%20cd', $token],
            'markup' => ['WU_RUNCLOUD_API_TOKEN', 'ab<x>ef', $token],
            'a less-than sign' => ['WU_RUNCLOUD_API_TOKEN', 'ab<ef', $token],
            'a quote' => ['WU_RUNCLOUD_API_TOKEN', "ab'cd", $token],
            'a double quote' => ['WU_RUNCLOUD_API_TOKEN', 'ab"cd', $token],
            'a backslash' => ['WU_RUNCLOUD_API_TOKEN', 'ab\\cd', $token],
            'a blank' => ['WU_RUNCLOUD_API_TOKEN', 'fake-token for-tests', $token],
            'a tabulator' => ['WU_RUNCLOUD_API_TOKEN', "fake-token\tfor-tests", $token],
            'a letter of another alphabet' => ['WU_RUNCLOUD_API_TOKEN', 'fake-tokén', $token],
            'an id in words' => ['WU_RUNCLOUD_APP_ID', 'my-app', 'Web application ID was not saved, because it is not a number'],
            'an address for an id' => ['WU_RUNCLOUD_SERVER_ID', 'https://manage.runcloud.io/servers/10101', 'Server ID was not saved, because it is not a number'],
            'a negative id' => ['WU_RUNCLOUD_SERVER_ID', '-1', 'Server ID was not saved'],
        ];
    }

    public function test_a_secret_that_is_refused_keeps_the_stored_one(): void
    {
        $this->save(self::PAIR + self::BLANK);
        $notices = $this->save(['WU_RUNCLOUD_API_SECRET' => 'a b'] + self::PAIR + self::BLANK);
        self::assertStringContainsString('API secret was not saved', $notices);
        self::assertSame('fake-secret-for-tests', $this->readable()['WU_RUNCLOUD_API_SECRET']);
    }

    /** Sends the form; gives the notices that the next page shows of ours. */
    private function save(array $form, array $constants = [], array $environment = []): string
    {
        $saved = $this->wordpress('wp_set_current_user(1);
            $saved = RunCloud\Tests\Pages::wizard_submit("runcloud", "config", $form);
            ob_start();
            RunCloud\WordPress\show_problems();
            return $saved + ["notices" => ob_get_clean()];', compact('form'), $constants, credentials: false, environment: $environment);
        self::assertNull($saved['denied']);
        self::assertStringContainsString('step=testing', (string) $saved['redirect']);
        return $saved['notices'];
    }

    /** @return array<string, string> what is stored, as it is stored, by name */
    private function stored(): array
    {
        global $wpdb;
        $rows = $wpdb->get_results("SELECT meta_key, meta_value FROM $wpdb->sitemeta WHERE meta_key LIKE 'wu\\_hosting\\_credential\\_%' ORDER BY meta_key", ARRAY_A);
        return array_combine(array_map(static fn (array $row) => str_replace('wu_hosting_credential_', '', $row['meta_key']), $rows), array_column($rows, 'meta_value'));
    }

    /** @return array<string, string> what is stored, decrypted, by name */
    private function readable(): array
    {
        return array_map(['WP_Ultimo\Helpers\Credential_Store', 'decrypt'], $this->stored());
    }
}
