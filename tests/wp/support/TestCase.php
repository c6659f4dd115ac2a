<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use PHPUnit\Framework\TestCase as PHPUnitTestCase;
use WP_Hook;

/**
 * A test in a WordPress that has booted in PHPUnit's own process.
 *
 * Each begins with database, uploads, hooks and fake RunCloud as the bed was made. What code keeps in static variables
 * stays from test to test; where that matters, or what happens while WordPress loads, use wordpress().
 */
abstract class TestCase extends PHPUnitTestCase
{
    /** @var array<string, WP_Hook>|null */
    private static ?array $hooks = null;
    /** @var list<Process> */
    private array $processes = [];
    private int $logged = 0;
    private ?string $ini = null;

    protected function setUp(): void
    {
        self::$hooks ??= self::copied($GLOBALS['wp_filter']);
        $GLOBALS['wp_filter'] = self::copied(self::$hooks);
        Database::restore();
        self::clear_uploads();
        wp_cache_flush();
        wp_set_current_user(0);
        $this->fake()->reset();
        $this->logged = strlen(Process::log());
    }

    protected function tearDown(): void
    {
        foreach ($this->processes as $process) {
            $process->kill();
        }
        $this->processes = [];
        if ($this->ini !== null) {
            Scratch::remove($this->ini);
            $this->ini = null;
        }
        while (ms_is_switched()) {
            restore_current_blog();
        }
        $_GET = $_POST = $_REQUEST = $_FILES = [];
    }

    /** PHP's complaints about the plugin in any process of the test are failures; PHPUnit sees those of its own alone. */
    protected function assertPostConditions(): void
    {
        $plugin = realpath(WP_PLUGIN_DIR . '/runcloud') ?: WP_PLUGIN_DIR . '/runcloud';
        preg_match_all('~^.* in ' . preg_quote($plugin, '~') . '/.*$~m', substr(Process::log(), $this->logged), $lines);
        self::assertSame([], $lines[0], 'PHP complained about the plugin');
    }

    protected function fake(): Fake
    {
        return Fake::of_bed();
    }

    /** registry or legacy, as Ultimate Multisite's classes tell; null where it is not loaded. */
    protected static function generation(): ?string
    {
        return match (true) {
            class_exists('WP_Ultimo\Integrations\Integration_Registry') => 'registry',
            class_exists('WP_Ultimo\Integrations\Host_Providers\Base_Host_Provider') => 'legacy',
            default => null,
        };
    }

    /** Skips the test in the other generation; an empty one means that either will do. */
    protected static function needs_um(string $generation = ''): void
    {
        if (!function_exists('wu_create_domain')) {
            self::markTestSkipped('there is no Ultimate Multisite in this bed');
        }
        if ($generation !== '' && self::generation() !== $generation) {
            self::markTestSkipped("this is about the $generation generation");
        }
    }

    protected static function needs_plugin(): void
    {
        if (!function_exists('RunCloud\WordPress\bootstrap')) {
            self::markTestSkipped('the plugin is not in this bed');
        }
    }

    /** Skips the test on a real Ultimate Multisite: what it is about is the double's alone, for the reason given. */
    protected static function needs_double(string $reason): void
    {
        if (!function_exists('UM_Double\install')) {
            self::markTestSkipped("only a double can: $reason");
        }
    }

    /** Makes a site of the network, as the network admin's screen does; returns its id. */
    protected static function create_site(string $host): int
    {
        $site = wpmu_create_blog($host, '/', $host, 1, ['public' => 1], get_main_network_id());
        self::assertIsInt($site, is_wp_error($site) ? $site->get_error_message() : '');
        return $site;
    }

    /** Maps a domain to a site, as Ultimate Multisite's screens and REST do. */
    protected static function map_domain(string $host, int $site, string $stage = 'checking-dns'): object
    {
        $domain = wu_create_domain(['domain' => $host, 'blog_id' => $site, 'stage' => $stage, 'active' => true, 'primary_domain' => false, 'secure' => false]);
        self::assertNotWPError($domain);
        return $domain;
    }

    protected static function unmap_domain(string $host): void
    {
        self::assertNotEmpty(wu_get_domain_by_domain($host)->delete());
    }

    /** Runs what is due in the queue, in this process; returns how many actions ran. */
    protected static function run_queue(): int
    {
        wp_cache_flush();
        return Queue::run();
    }

    /** Starts a queue runner in a process of its own; to be waited for, or killed. */
    protected function start_queue(): Process
    {
        return $this->start(Queue::RUN);
    }

    /** Starts a process with a WordPress of its own; arguments are Process's. It does not outlive the test. */
    protected function start(string $code, mixed ...$arguments): Process
    {
        return $this->processes[] = new Process('require_once ' . var_export(__DIR__ . '/autoload.php', true) . ";\n$code", ...$arguments);
    }

    /** Runs code in a freshly booted WordPress, and returns what it returns; arguments are Process's. */
    protected function wordpress(string $code, mixed ...$arguments): mixed
    {
        $returned = $this->start($code, ...$arguments)->wait();
        // Another process may have changed what this one remembers.
        wp_cache_flush();
        return $returned;
    }

    /** The environment of a PHP that does not load the extension. */
    protected function without_extension(): array
    {
        $lines = file((string) php_ini_loaded_file());
        $kept = preg_grep('/^extension=.*runcloud/', $lines, PREG_GREP_INVERT);
        self::assertCount(count($lines) - 1, $kept);
        $this->ini ??= Scratch::make('ini');
        file_put_contents("$this->ini/php.ini", implode('', $kept));
        return ['PHPRC' => $this->ini];
    }

    /** Waits until the condition is true, which another process makes so. */
    protected static function wait_until(callable $condition, string $what, float $seconds = 10.0): void
    {
        $end = microtime(true) + $seconds;
        while (!$condition() && microtime(true) < $end) {
            usleep(5000);
        }
        self::assertTrue((bool) $condition(), "$what: still not after $seconds s");
    }

    /** @return list<string> the names that the web application has, sorted */
    protected function domains(): array
    {
        $domains = array_filter($this->fake()->state()['domains'], fn (array $domain) => $domain['app'] === $this->fake()->ready->app_id);
        $names = array_column($domains, 'name');
        sort($names);
        return $names;
    }

    /**
     * What the fake was asked so far, in order.
     *
     * @param list<string> $expected such as `POST /domains`
     * @param bool         $reads    false leaves out GET
     */
    protected function assertAsked(array $expected, bool $reads = true): void
    {
        self::assertSame($expected, $this->fake()->asked($reads), 'what RunCloud was asked');
    }

    protected function assertNothingAsked(): void
    {
        $this->assertAsked([]);
    }

    protected function assertHasDomain(string $host): void
    {
        self::assertContains($host, $this->domains(), 'the domains of the web application');
    }

    protected function assertLacksDomain(string $host): void
    {
        self::assertNotContains($host, $this->domains(), 'the domains of the web application');
    }

    protected static function assertNotWPError(mixed $value): void
    {
        self::assertNotInstanceOf('WP_Error', $value, is_wp_error($value) ? implode("\n", $value->get_error_messages()) : '');
    }

    /** What Ultimate Multisite logged. */
    protected static function um_log(string $handle = 'integration-runcloud'): string
    {
        return (string) @file_get_contents(WP_CONTENT_DIR . "/uploads/wu-logs/$handle.log");
    }

    /** @param array<string, WP_Hook> $hooks */
    private static function copied(array $hooks): array
    {
        return array_map(static fn (WP_Hook $hook) => clone $hook, $hooks);
    }

    private static function clear_uploads(): void
    {
        Scratch::clear(WP_CONTENT_DIR . '/uploads');
    }
}
