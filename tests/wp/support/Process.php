<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use RuntimeException;

/**
 * Another PHP process of the bed, with a WordPress freshly booted.
 *
 * What is decided while WordPress loads (which integration is enabled, where its credentials come from) can be tested
 * in one of these alone, and so can what a process leaves behind that is killed.
 */
final class Process
{
    private const CODE = <<<'PHP'
        require getenv('BED_BOOT');
        $returned = (static function (string $code, array $given) {
            extract($given);
            return eval($code);
        })($argv[1], json_decode($argv[2], true, 512, JSON_THROW_ON_ERROR));
        file_put_contents('php://fd/3', json_encode($returned, JSON_THROW_ON_ERROR | JSON_PARTIAL_OUTPUT_ON_ERROR));
        PHP;

    private readonly mixed $process;
    /** @var array<int, resource> */
    private array $files;
    private readonly int $logged;
    private ?int $status = null;

    /**
     * Starts one.
     *
     * @param string                $code        runs after WordPress has loaded; what it returns is what wait() gives
     * @param array<string, mixed>  $given       variables for it
     * @param array<string, scalar> $constants   for wp-config.php
     * @param bool                  $credentials whether wp-config.php has the fake RunCloud's token and ids
     * @param array<string, string> $environment such as BED_HOST, the site to boot; UM_DOUBLE_GENERATION
     * @param list<string>          $options     of PHP, such as `-d`, `runcloud.timeout=1`
     */
    public function __construct(
        string $code,
        array $given = [],
        array $constants = [],
        bool $credentials = true,
        array $environment = [],
        array $options = [],
    ) {
        $environment += [
            'BED_CONSTANTS' => json_encode((object) $constants, JSON_THROW_ON_ERROR),
            'BED_CREDENTIALS' => $credentials ? 'constants' : 'none',
        ] + getenv();
        $this->logged = strlen(self::log());
        $this->files = array_map(static fn () => tmpfile(), [1 => null, 2 => null, 3 => null]);
        $command = [PHP_BINARY, ...$options, '-r', self::CODE, '--', $code, json_encode((object) $given, JSON_THROW_ON_ERROR)];
        $process = proc_open($command, [0 => ['file', '/dev/null', 'r']] + $this->files, $pipes, null, $environment);
        $this->process = $process !== false ? $process : throw new RuntimeException('PHP could not be started');
    }

    public function __destruct()
    {
        $this->kill();
    }

    /** Waits for its end, and returns what the code returned, as JSON has it. */
    public function wait(float $seconds = 30.0): mixed
    {
        $end = microtime(true) + $seconds;
        while ($this->is_running()) {
            if (microtime(true) > $end) {
                $this->kill();
                throw new RuntimeException("a process was still running after $seconds s\n" . $this->said());
            }
            usleep(2000);
        }
        $returned = $this->contents(3);
        if ($this->status !== 0 || $returned === '') {
            throw new RuntimeException("a process ended with status $this->status\n" . $this->said());
        }
        return json_decode($returned, true, 512, JSON_THROW_ON_ERROR);
    }

    /** Ends it as `kill -9` does: nothing in it gets another turn. */
    public function kill(): void
    {
        if (!$this->is_running()) {
            return;
        }
        proc_terminate($this->process, 9);
        while ($this->is_running()) {
            usleep(1000);
        }
    }

    public function is_running(): bool
    {
        if ($this->status === null) {
            $status = proc_get_status($this->process);
            // The exit status can be had once only.
            $this->status = $status['running'] ? null : ($status['signaled'] ? 128 + $status['termsig'] : $status['exitcode']);
        }
        return $this->status === null;
    }

    /** What it printed. */
    public function output(): string
    {
        return $this->contents(1);
    }

    private function said(): string
    {
        return $this->contents(1) . $this->contents(2) . substr(self::log(), $this->logged);
    }

    private function contents(int $file): string
    {
        rewind($this->files[$file]);
        return (string) stream_get_contents($this->files[$file]);
    }

    /** WordPress's log of PHP's errors, which all processes write. */
    public static function log(): string
    {
        return (string) @file_get_contents(getenv('BED') . '/debug.log');
    }
}
