<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** Where the plugin cannot work it sleeps: no fatal, one notice that says why, nothing hooked. */
final class SurvivalTest extends TestCase
{
    /** What a person sees, and what is hooked, in a process that booted somehow. */
    private const LOOK = <<<'PHP'
        wp_set_current_user(1);
        ob_start();
        do_action(is_multisite() ? 'network_admin_notices' : 'admin_notices');
        $shown = ob_get_clean();
        $hooked = [];
        foreach (['wu_add_domain', 'wu_remove_domain', 'wu_add_subdomain', 'wu_remove_subdomain', 'wu_transition_domain_domain', 'wu_domain_manager_dns_propagation_finished'] as $hook) {
            foreach (isset($GLOBALS['wp_filter'][$hook]) ? $GLOBALS['wp_filter'][$hook]->callbacks : [] as $callbacks) {
                foreach ($callbacks as $callback) {
                    $function = $callback['function'];
                    $name = is_array($function) ? (is_object($function[0]) ? get_class($function[0]) : $function[0]) : (is_string($function) ? $function : 'closure');
                    if (str_starts_with($name, 'RunCloud\\')) {
                        $hooked[] = "$hook $name";
                    }
                }
            }
        }
        preg_match_all('~<div class="notice notice-(\w+)"><p><strong>RunCloud:</strong> (.*?)</p></div>~s', $shown, $notices, PREG_SET_ORDER);
        return ['notices' => array_map(fn ($notice) => array_slice($notice, 1), $notices), 'hooked' => $hooked, 'shown' => $shown];
        PHP;

    /** What Ultimate Multisite was before it had integrations: classes and functions of its name, and nothing to hook into. */
    private const OLDER = <<<'PHP'
        <?php
        /* Plugin Name: An older one */
        class WP_Ultimo { public $version = '1.9.14'; }
        function WP_Ultimo() { static $one; return $one ??= new WP_Ultimo(); }
        function wu_enqueue_async_action($hook, $args = [], $group = '') { return 0; }
        do_action('wp_ultimo_load');
        add_action('plugins_loaded', static fn () => do_action('wp_ultimo_host_providers_load'));
        PHP;

    /** @var list<string> */
    private array $places = [];
    private int $logged;

    protected function setUp(): void
    {
        parent::setUp();
        self::needs_plugin();
        $this->logged = strlen(Process::log());
    }

    protected function tearDown(): void
    {
        foreach ($this->places as $place) {
            Scratch::remove($place);
        }
        parent::tearDown();
    }

    public function test_without_ultimate_multisite(): void
    {
        $this->assertAsleep('Ultimate Multisite is not active', $this->wordpress(self::LOOK, [], $this->plugins(['runcloud'])));
    }

    public function test_ultimate_multisite_before_its_setup(): void
    {
        self::needs_um();
        delete_network_option(null, 'wu_setup_finished');
        $this->assertAsleep('finish its setup', $this->wordpress(self::LOOK));
    }

    public function test_an_ultimate_multisite_that_is_too_old(): void
    {
        $constants = $this->plugins(['runcloud', 'ultimate-multisite' => self::OLDER]);
        $this->assertAsleep('too old', $this->wordpress(self::LOOK, [], $constants));
    }

    /** @dataProvider orders */
    public function test_a_single_site(array $folders): void
    {
        $constants = $this->plugins($folders) + ['MULTISITE' => false, 'WP_ALLOW_MULTISITE' => false];
        update_option('active_plugins', array_map(static fn (string $folder) => $folder === 'runcloud' ? 'runcloud/runcloud.php' : 'ultimate-multisite/ultimate-multisite.php', $folders));
        self::assertFalse($this->wordpress('return is_multisite();', [], $constants));
        $this->assertAsleep('needs a WordPress network', $this->wordpress(self::LOOK, [], $constants));
    }

    public function orders(): array
    {
        return ['alone' => [['runcloud']]] + (self::generation() === null ? [] : ['with Ultimate Multisite' => [['runcloud', 'ultimate-multisite']]]);
    }

    public function test_the_notice_is_for_those_who_can_act_on_it_and_goes_when_it_is_solved(): void
    {
        self::needs_um();
        delete_network_option(null, 'wu_setup_finished');
        self::assertCount(1, $this->wordpress(self::LOOK)['notices']);
        $user = self::factory_user();
        $look = str_replace('wp_set_current_user(1)', 'wp_set_current_user($user)', self::LOOK);
        self::assertSame('', $this->wordpress($look, compact('user'))['shown']);
        update_network_option(null, 'wu_setup_finished', true);
        self::assertSame([], $this->wordpress(self::LOOK)['notices']);
    }

    public function test_it_wakes_when_ultimate_multisite_comes(): void
    {
        self::needs_um();
        $this->wordpress(self::LOOK, [], $this->plugins(['runcloud']));
        self::assertCount(6, $this->wordpress(self::LOOK, [], $this->plugins(['runcloud', 'ultimate-multisite']))['hooked']);
    }

    public function test_the_extension_is_missing_in_this_php(): void
    {
        self::needs_um();
        $without = $this->without_extension();
        self::assertFalse($this->wordpress('return extension_loaded("runcloud");', environment: $without));
        $seen = $this->wordpress(self::LOOK, environment: $without);
        self::assertCount(1, $seen['notices']);
        self::assertStringContainsString('extension runcloud is not loaded in this PHP (cli)', $seen['notices'][0][1]);
        // Its callbacks stay: an event is kept, and worked off by a PHP that has the extension.
        self::assertCount(6, $seen['hooked']);
        $site = self::create_site('shop.network.localhost');
        self::map_domain('shop.example.com', $site);
        $this->wordpress(Queue::RUN, environment: $without);
        self::assertSame([], Queue::actions('', 'failed'));
        $this->assertNothingAsked();
        Queue::pass(600);
        $this->wordpress(Queue::RUN);
        $this->assertHasDomain('shop.example.com');
        self::assertSame([], $this->wordpress(self::LOOK)['notices'], 'solved by the PHP that has it');
        $this->assertPhpIsContent();
    }

    public function test_salts_were_rotated(): void
    {
        self::needs_um('registry');
        $values = ['WU_RUNCLOUD_API_TOKEN' => 'a-stored-token', 'WU_RUNCLOUD_SERVER_ID' => '10101', 'WU_RUNCLOUD_APP_ID' => '646'];
        $this->wordpress('WP_Ultimo\Integrations\Integration_Registry::get_instance()->get("runcloud")->save_credentials($values);', compact('values'), credentials: false);
        $before = $this->wordpress(self::LOOK, credentials: false);
        self::assertCount(6, $before['hooked']);
        self::assertSame([], $before['notices']);

        $salts = ['AUTH_KEY' => 'another key', 'AUTH_SALT' => 'another salt'];
        $seen = $this->wordpress(self::LOOK, [], $salts, credentials: false);
        self::assertSame([], $seen['hooked']);
        self::assertCount(1, $seen['notices']);
        self::assertStringContainsString('salts', $seen['notices'][0][1]);
        self::assertStringNotContainsString('a-stored-token', $seen['shown']);

        self::assertSame([], $this->wordpress(self::LOOK, credentials: false)['notices'], 'with the old salts all is well again');
        $this->assertPhpIsContent();
    }

    public function test_no_credentials_at_all_is_no_loss_of_them(): void
    {
        self::needs_um('registry');
        $seen = $this->wordpress(self::LOOK, credentials: false);
        self::assertSame([], $seen['hooked']);
        self::assertSame([], $seen['notices']);
    }

    public function test_the_uninstaller_leaves_what_is_ultimate_multisites(): void
    {
        self::needs_um();
        update_network_option(null, 'wu_hosting_credential_WU_RUNCLOUD_API_TOKEN', 'kept');
        update_network_option(null, 'runcloud_seen', 'x');
        set_site_transient('runcloud_kept', 'x', 60);
        $this->wordpress('define("WP_UNINSTALL_PLUGIN", "runcloud/runcloud.php"); require WP_PLUGIN_DIR . "/runcloud/uninstall.php";');
        wp_cache_flush();
        self::assertFalse(get_network_option(null, 'runcloud_seen'));
        self::assertFalse(get_site_transient('runcloud_kept'));
        self::assertSame('kept', get_network_option(null, 'wu_hosting_credential_WU_RUNCLOUD_API_TOKEN'));
        self::assertSame(['runcloud' => true], get_network_option(null, 'wu_host_integrations_enabled'));
    }

    /** @param array{notices: array, hooked: array, shown: string} $seen */
    private function assertAsleep(string $why, array $seen): void
    {
        self::assertSame([], $seen['hooked']);
        self::assertCount(1, $seen['notices'], $seen['shown']);
        self::assertSame('warning', $seen['notices'][0][0]);
        self::assertStringContainsString($why, $seen['notices'][0][1]);
        $this->assertPhpIsContent();
        $this->assertNothingAsked();
    }

    private function assertPhpIsContent(): void
    {
        preg_match_all('/^.*PHP (?:Warning|Notice|Deprecated|Fatal|Parse|Recoverable).*$/m', substr(Process::log(), $this->logged), $lines);
        // A WordPress that is newer than the PHP says this of itself while it is compiled.
        $lines = array_filter($lines[0], static fn (string $line) => !str_contains($line, 'Optional parameter $meta'));
        self::assertSame([], array_values($lines));
    }

    /** A plugins folder with these of the bed's plugins, or with one's code; active in the network. */
    private function plugins(array $folders): array
    {
        $this->places[] = $place = Scratch::make('plugins');
        $active = [];
        foreach ($folders as $name => $folder) {
            $name = is_int($name) ? $folder : $name;
            if ($name === $folder) {
                symlink((string) realpath(WP_PLUGIN_DIR . "/$name"), "$place/$name");
            } else {
                mkdir("$place/$name");
                file_put_contents("$place/$name/$name.php", $folder);
            }
            $active["$name/$name.php"] = time();
        }
        update_site_option('active_sitewide_plugins', $active);
        return ['WP_PLUGIN_DIR' => $place];
    }

    private static function factory_user(): int
    {
        $user = wp_create_user('somebody', 'password', 'somebody@network.localhost');
        self::assertIsInt($user);
        add_user_to_blog(1, $user, 'administrator');
        return $user;
    }

    /** WordPress.org offers no update to a plugin whose header says that it is none of its own. */
    public function test_a_plugin_of_the_same_name_on_wordpress_org_is_no_update(): void
    {
        $asked = [];
        wp_installing(false);
        add_filter('pre_http_request', static function ($answer, $request, $url) use (&$asked) {
            str_contains($url, '//api.wordpress.org/plugins/update-check/') && $asked[] = json_decode($request['body']['plugins'], true)['plugins'];
            return new \WP_Error('offline', 'not in a test');
        }, 10, 3);
        delete_site_transient('update_plugins');
        // It warns that it was not answered.
        @wp_update_plugins();
        self::assertNotSame([], $asked);
        self::assertSame('false', $asked[0]['runcloud/runcloud.php']['UpdateURI']);
    }
}
