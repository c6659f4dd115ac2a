<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** PHP's own web server for the bed's network, as long as this object lives. */
final class WebServer
{
    private readonly mixed $process;

    private readonly string $address;

    /** @param array<string, string> $environment added to the bed's */
    public function __construct(array $environment)
    {
        $errors = tmpfile();
        $this->process = proc_open(
            [PHP_BINARY, '-S', '127.0.0.1:0', '-t', getenv('BED') . '/www', dirname(__DIR__) . '/network/router.php'],
            [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w'], $errors],
            $pipes,
            null,
            $environment + getenv(),
        );
        $said = stream_get_meta_data($errors)['uri'];
        $end = microtime(true) + 10;
        while (!preg_match('~\((http://127\.0\.0\.1:\d+)\) started~', (string) file_get_contents($said), $match)) {
            microtime(true) < $end || throw new \RuntimeException('The web server did not start: ' . file_get_contents($said));
            usleep(10_000);
        }
        $this->address = $match[1];
    }

    public function __destruct()
    {
        proc_terminate($this->process, 9);
        proc_close($this->process);
    }

    /** The page at a path of the network's main site, as a visitor gets it. */
    public function visit(string $path): string
    {
        $context = stream_context_create(['http' => ['header' => 'Host: network.localhost', 'ignore_errors' => true]]);
        return (string) file_get_contents($this->address . $path, context: $context);
    }
}
