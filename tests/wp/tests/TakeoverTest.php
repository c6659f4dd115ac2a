<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** The plugin takes the place of Ultimate Multisite's own RunCloud integration, and gives it back. */
final class TakeoverTest extends TestCase
{
    private const EVENTS = ['wu_add_domain', 'wu_remove_domain', 'wu_add_subdomain', 'wu_remove_subdomain'];

    /** Which callbacks Ultimate Multisite's four events have, as class::method. */
    private const CALLBACKS = <<<'PHP'
        $found = [];
        foreach (['wu_add_domain', 'wu_remove_domain', 'wu_add_subdomain', 'wu_remove_subdomain'] as $hook) {
            $found[$hook] = [];
            foreach (isset($GLOBALS['wp_filter'][$hook]) ? $GLOBALS['wp_filter'][$hook]->callbacks : [] as $callbacks) {
                foreach ($callbacks as $callback) {
                    $function = $callback['function'];
                    $found[$hook][] = is_array($function) ? (is_object($function[0]) ? get_class($function[0]) : $function[0]) . "::$function[1]" : gettype($function);
                }
            }
        }
        return $found;
        PHP;

    private int $logged;

    protected function setUp(): void
    {
        parent::setUp();
        self::needs_um();
        self::needs_plugin();
        $this->logged = strlen(Process::log());
    }

    /** @return array<string, array{string, string, string}> the plugin's folder, the kind of site, the flavour of signatures */
    public function boots(): array
    {
        $boots = [];
        foreach (self::generation() === 'registry' ? ['1' => 'types', '0' => 'no types'] : ['1' => 'its own signatures'] as $flavour => $name) {
            foreach (['runcloud' => 'before', 'zz-runcloud' => 'after'] as $folder => $order) {
                foreach (['network.localhost', 'shop.network.localhost'] as $host) {
                    $boots["loaded $order it, $name, $host"] = [$folder, $host, (string) $flavour];
                }
            }
        }
        return $boots;
    }

    /** @dataProvider boots */
    public function test_only_our_callbacks_are_attached_on_every_request(string $folder, string $host, string $flavour): void
    {
        self::create_site('shop.network.localhost');
        $constants = $this->plugins(['ultimate-multisite', $folder]);
        $found = $this->wordpress(self::CALLBACKS, [], $constants, environment: ['BED_HOST' => $host, 'UM_DOUBLE_RETURN_TYPES' => $flavour]);
        self::assertSame(self::callbacks_of(self::our_module()), $found);
        $this->assertPhpIsContent();
    }

    public function test_they_are_attached_for_wp_cron_too(): void
    {
        self::assertSame(self::callbacks_of(self::our_module()), $this->wordpress(self::CALLBACKS, [], ['DOING_CRON' => true]));
    }

    public function test_nothing_is_attached_while_the_integration_is_off(): void
    {
        update_network_option(null, 'wu_host_integrations_enabled', ['runcloud' => false]);
        self::assertSame(array_fill_keys(self::EVENTS, []), $this->wordpress(self::CALLBACKS));
    }

    public function test_nothing_is_attached_while_credentials_are_missing(): void
    {
        $found = $this->wordpress(self::CALLBACKS, [], ['WU_RUNCLOUD_API_TOKEN' => 'token', 'WU_RUNCLOUD_SERVER_ID' => '10101'], credentials: false);
        self::assertSame(array_fill_keys(self::EVENTS, []), $found);
    }

    public function test_one_mapping_is_one_addition_and_cores_integration_is_never_called(): void
    {
        $site = self::create_site('shop.network.localhost');
        self::run_queue();
        $this->fake()->clear_journal();
        self::map_domain('shop.example.com', $site);
        self::run_queue();
        $this->assertAsked(['POST /domains'], reads: false);
        $this->fake()->clear_journal();
        self::unmap_domain('shop.example.com');
        self::run_queue();
        $added = array_filter($this->fake()->asked(false), static fn (string $asked) => !str_starts_with($asked, 'DELETE /domains/'));
        self::assertSame([], $added);
        self::assertCount(1, $this->fake()->asked(false));
        self::assertSame([], Steering::core_calls());
    }

    public function test_id_title_card_and_wizard_are_ours(): void
    {
        $pages = $this->wordpress(
            'wp_set_current_user(1);
            $instance = class_exists("WP_Ultimo\Integrations\Integration_Registry")
                ? WP_Ultimo\Integrations\Integration_Registry::get_instance()->get("runcloud")
                : WP_Ultimo\Managers\Domain_Manager::get_instance()->get_integration_instance("runcloud");
            return [
                "class" => get_class($instance),
                "id" => $instance->get_id(),
                "setup" => $instance->is_setup(),
                "autossl" => $instance->supports("autossl"),
                "settings" => RunCloud\Tests\Pages::visit(new WP_Ultimo\Admin_Pages\Settings_Admin_Page(), ["tab" => "integrations"])["html"],
                "activation" => RunCloud\Tests\Pages::wizard_show("runcloud", "activation")["html"],
                "core" => RunCloud\Tests\Steering::core_calls(),
            ];',
            constants: ['WP_ADMIN' => true, 'WP_NETWORK_ADMIN' => true],
        );
        self::assertSame([self::our_integration(), 'runcloud', true, true, []], [$pages['class'], $pages['id'], $pages['setup'], $pages['autossl'], $pages['core']]);
        self::assertSame(1, preg_match_all('/"(?:wrapper-field-)?integration_runcloud"/', $pages['settings']));
        self::assertStringContainsString('integration=runcloud', $pages['settings']);
        self::assertStringContainsString('Activated', $pages['settings']);
        self::assertStringContainsString('Adds mapped domains to your RunCloud web application', $pages['activation']);
        self::assertStringContainsString('img/hosts/runcloud.svg', $pages['activation']);
        $this->assertPhpIsContent();
    }

    public function test_the_other_integrations_stay(): void
    {
        $ids = self::generation() === 'registry'
            ? array_keys(\WP_Ultimo\Integrations\Integration_Registry::get_instance()->get_all())
            : array_keys(\WP_Ultimo\Managers\Domain_Manager::get_instance()->get_integrations());
        self::assertSame([], array_diff(self::generation() === 'registry' ? ['runcloud', 'closte'] : ['runcloud', 'closte', 'cloudways'], $ids));
    }

    public function test_deactivating_gives_cores_back_with_the_same_flag_and_credentials(): void
    {
        $constants = [];
        if (self::generation() === 'registry') {
            $values = ['WU_RUNCLOUD_API_TOKEN' => 'the-stored-token', 'WU_RUNCLOUD_SERVER_ID' => '10101', 'WU_RUNCLOUD_APP_ID' => '646'];
            $this->wordpress('WP_Ultimo\Integrations\Integration_Registry::get_instance()->get("runcloud")->save_credentials($values);', compact('values'), credentials: false);
        } else {
            $constants = ['WU_RUNCLOUD_API_TOKEN' => 'the-stored-token', 'WU_RUNCLOUD_SERVER_ID' => '10101', 'WU_RUNCLOUD_APP_ID' => '646'];
        }
        self::assertSame(self::callbacks_of(self::our_module()), $this->wordpress(self::CALLBACKS, [], $constants, credentials: false));
        require_once ABSPATH . 'wp-admin/includes/plugin.php';
        deactivate_plugins('runcloud/runcloud.php', false, true);

        self::assertSame(self::callbacks_of(self::cores_module()), $this->wordpress(self::CALLBACKS, [], $constants, credentials: false));
        $core = $this->wordpress(
            '$instance = class_exists("WP_Ultimo\Integrations\Integration_Registry")
                ? WP_Ultimo\Integrations\Integration_Registry::get_instance()->get("runcloud")
                : WP_Ultimo\Managers\Domain_Manager::get_instance()->get_integration_instance("runcloud");
            $name = "WU_RUNCLOUD_API_TOKEN";
            return [get_class($instance), $instance->is_enabled(), $instance->is_setup(), method_exists($instance, "get_credential") ? $instance->get_credential($name) : constant($name)];',
            [],
            $constants,
            credentials: false,
        );
        self::assertSame([self::cores_integration(), true, true, 'the-stored-token'], $core);
        self::assertFalse($this->wordpress('return function_exists("RunCloud\\\\WordPress\\\\bootstrap");'));
    }

    public function test_a_job_that_was_queued_before_the_deactivation_is_left_to_core(): void
    {
        $site = self::create_site('shop.network.localhost');
        self::run_queue();
        self::map_domain('shop.example.com', $site);
        require_once ABSPATH . 'wp-admin/includes/plugin.php';
        deactivate_plugins('runcloud/runcloud.php', false, true);
        $this->fake()->clear_journal();
        $this->wordpress(Queue::RUN);
        // A double tells the callback, a real one its request.
        self::assertMatchesRegularExpression('~^\[\{"method":"(on_add_domain|POST)",.*\bshop\.example\.com\b~', json_encode(Steering::core_calls(), JSON_UNESCAPED_SLASHES));
        $this->assertNothingAsked();
    }

    public function test_cores_warning_about_key_and_secret_is_gone(): void
    {
        self::needs_um('legacy');
        $code = 'wp_set_current_user(1);
            return [defined("WU_RUNCLOUD_API_TOKEN"), RunCloud\Tests\Pages::notices()];';
        $constants = ['WU_RUNCLOUD_API_KEY' => 'key', 'WU_RUNCLOUD_API_SECRET' => 'secret', 'WU_RUNCLOUD_SERVER_ID' => '10101', 'WU_RUNCLOUD_APP_ID' => '646'];
        [$has_token, $notices] = $this->wordpress($code, [], $constants, credentials: false);
        self::assertFalse($has_token);
        self::assertStringNotContainsString('discontinued', $notices);
        // That the warning would have been there: without the plugin it is.
        require_once ABSPATH . 'wp-admin/includes/plugin.php';
        deactivate_plugins('runcloud/runcloud.php', false, true);
        self::assertStringContainsString('discontinued', $this->wordpress($code, [], $constants, credentials: false)[1]);
    }

    public function test_there_is_no_warning_where_all_is_well(): void
    {
        $notices = 'wp_set_current_user(1); return RunCloud\Tests\Pages::notices();';
        self::assertStringNotContainsStringIgnoringCase('runcloud', $this->wordpress($notices));
        $this->assertPhpIsContent();
    }

    /** The bed's plugins under other names: WordPress loads them in the order of these. Gives the constants for a process. */
    private function plugins(array $folders): array
    {
        $place = Scratch::make('plugins');
        $active = [];
        foreach ($folders as $folder) {
            $real = str_replace('zz-', '', $folder);
            symlink((string) realpath(WP_PLUGIN_DIR . "/$real"), "$place/$folder");
            $active["$folder/$real.php"] = time();
        }
        update_site_option('active_sitewide_plugins', $active);
        $this->places[] = $place;
        return ['WP_PLUGIN_DIR' => $place];
    }

    /** @var list<string> */
    private array $places = [];

    protected function tearDown(): void
    {
        foreach ($this->places as $place) {
            Scratch::remove($place);
        }
        parent::tearDown();
    }

    private function assertPhpIsContent(): void
    {
        preg_match_all('/^.*PHP (?:Warning|Notice|Deprecated|Fatal|Parse|Recoverable).*$/m', substr(Process::log(), $this->logged), $lines);
        // A WordPress that is newer than the PHP says this of itself while it is compiled.
        $lines = array_filter($lines[0], static fn (string $line) => !str_contains($line, 'Optional parameter $meta'));
        self::assertSame([], array_values($lines));
    }

    private static function callbacks_of(string $class): array
    {
        $found = [];
        foreach (self::EVENTS as $event) {
            $found[$event] = [$class . '::' . str_replace('wu_', 'on_', $event)];
        }
        return $found;
    }

    private static function our_module(): string
    {
        return self::generation() === 'registry' ? 'RunCloud\WordPress\UM\Domain_Mapping' : 'RunCloud\WordPress\UM\Provider';
    }

    private static function our_integration(): string
    {
        return self::generation() === 'registry' ? 'RunCloud\WordPress\UM\Integration' : 'RunCloud\WordPress\UM\Provider';
    }

    private static function cores_module(): string
    {
        return self::generation() === 'registry'
            ? 'WP_Ultimo\Integrations\Providers\RunCloud\RunCloud_Domain_Mapping'
            : 'WP_Ultimo\Integrations\Host_Providers\Runcloud_Host_Provider';
    }

    private static function cores_integration(): string
    {
        return self::generation() === 'registry' ? 'WP_Ultimo\Integrations\Providers\RunCloud\RunCloud_Integration' : self::cores_module();
    }
}
