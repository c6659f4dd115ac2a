<?php

declare(strict_types=1);

namespace RunCloud\Tests;

require_once __DIR__ . '/Output.php';

/**
 * Command lines of wp runcloud, each in a process of its own: by the double of WP-CLI, or by the real one where
 * WP_CLI_PHAR=/path names it: the archive, or its folder.
 */
abstract class CommandCase extends Scenario
{
    use Bulk;

    /** What the commands find outside, instead of DNS and port 443; hosts not named have no address and no server. */
    protected array $outside = ['addresses' => [], 'https' => [], 'protected' => []];

    private string $folder = '';

    protected function setUp(): void
    {
        parent::setUp();
        $this->folder = Scratch::make('command');
        copy(__DIR__ . '/outside.php', self::filters());
    }

    protected function tearDown(): void
    {
        // setUp() may have skipped the test before it made them.
        if ($this->folder !== '') {
            Scratch::remove(self::filters());
            Scratch::remove($this->folder);
        }
        parent::tearDown();
    }

    /** A file of the test's own. */
    protected function file(string $name, ?string $contents = null): string
    {
        $contents === null || file_put_contents("$this->folder/$name", $contents);
        return "$this->folder/$name";
    }

    /** Whether it is the real WP-CLI that runs. */
    protected static function is_real(): bool
    {
        return (bool) getenv('WP_CLI_PHAR');
    }

    /**
     * Runs a command line and waits for its end.
     *
     * @param string                $line        what stands behind `wp`, in words without quotes
     * @param string                $answer      what is typed
     * @param array<string, scalar> $constants   for wp-config.php
     * @param array<string, string> $environment such as PHPRC
     * @param list<string>          $options     of PHP
     */
    protected function wp(
        string $line,
        string $answer = '',
        array $constants = [],
        bool $credentials = true,
        array $environment = [],
        array $options = [],
    ): Output {
        $files = [['file', $this->file('in', $answer), 'r'], tmpfile(), tmpfile()];
        $status = proc_close($this->begin($line, $constants, $credentials, $environment, $options, $files));
        wp_cache_flush();
        array_map('rewind', array_slice($files, 1));
        return new Output($status, ...array_map(self::said(...), array_slice($files, 1)));
    }

    /** What was printed, without what PHP says of a WordPress that is newer than itself: the real one shows it. */
    private static function said($file): string
    {
        return preg_replace('/^Deprecated: +Optional parameter \$meta .*\n/m', '', stream_get_contents($file));
    }

    /**
     * Starts a command line; the other arguments are as for wp().
     *
     * @return resource the process
     */
    protected function begin(
        string $line,
        array $constants = [],
        bool $credentials = true,
        array $environment = [],
        array $options = [],
        array $files = [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w'], ['file', '/dev/null', 'w']],
    ): mixed {
        $environment += [
            'BED_CONSTANTS' => json_encode((object) $constants, JSON_THROW_ON_ERROR),
            'BED_CREDENTIALS' => $credentials ? 'constants' : 'none',
            'COMMAND_OUTSIDE' => json_encode($this->outside, JSON_THROW_ON_ERROR),
            // For the real one: the bed's wp-config.php, which the one beside WordPress only requires.
            'WP_CONFIG_PATH' => (string) getenv('BED_CONFIG'),
            'WP_CLI_CACHE_DIR' => $this->folder,
            'PAGER' => 'cat',
            // Empty, it would not be handed on.
            'PHP_INI_SCAN_DIR' => '/dev/null',
        ] + getenv();
        $real = (string) getenv('WP_CLI_PHAR');
        $program = match (true) {
            !self::is_real() => __DIR__ . '/wp.php',
            is_dir($real)    => "$real/php/boot-fs.php",
            default          => $real,
        };
        $command = [PHP_BINARY, ...$options, $program, '--path=' . getenv('BED_WORDPRESS'), '--url=network.localhost', '--allow-root', ...explode(' ', $line)];
        return proc_open($command, $files, $pipes, null, $environment);
    }

    /** Adds names to RunCloud past the plugin. */
    protected function have(string ...$names): void
    {
        $this->fake()->change(add_domains: array_map(static fn ($name) => ['name' => $name], $names));
    }

    /** Maps names as those from before the integration are: no job of the queue adds them. */
    protected static function map_unseen(string ...$names): void
    {
        self::map_all($names);
    }

    /** Empties the queue. */
    protected static function forget_jobs(): void
    {
        global $wpdb;
        $wpdb->query('DELETE FROM ' . $wpdb->get_blog_prefix(get_main_site_id()) . 'actionscheduler_actions');
    }

    /** The row of a check; the first of that name. */
    protected static function row(Output $output, string $check): array
    {
        foreach ($output->json() as $row) {
            if ($row['check'] === $check) {
                return $row;
            }
        }
        self::fail("there is no check $check:\n$output->out$output->err");
    }

    private static function filters(): string
    {
        return getenv('BED') . '/wp-content/mu-plugins/outside.php';
    }
}
