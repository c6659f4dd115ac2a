<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use RuntimeException;

/** The bed's fake RunCloud, by its control interface; tests/fake-runcloud/README.md has the words. */
final class Fake
{
    private function __construct(public readonly \stdClass $ready)
    {
    }

    public static function of_bed(): self
    {
        static $fake = null;
        return $fake ??= new self(json_decode((string) file_get_contents((string) getenv('BED_FAKE')), flags: JSON_THROW_ON_ERROR));
    }

    /**
     * Sets switches by name.
     *
     * @example $fake->switch(rate_enforced: true, list_order: 'newest_first')
     */
    public function switch(mixed ...$switches): void
    {
        $this->control('PATCH', '/switches', $switches);
    }

    /**
     * Changes what RunCloud holds.
     *
     * @example $fake->change(add_domains: [['name' => 'a.example.com', 'www' => true]], server_online: false)
     */
    public function change(mixed ...$state): void
    {
        $this->control('PATCH', '/state', $state);
    }

    /** What RunCloud holds. */
    public function state(): array
    {
        return $this->control('GET', '/state');
    }

    /** Gives the web application so many domains, the primary one among them. */
    public function seed(int $domains): void
    {
        $this->control('POST', '/seed', ['domains' => $domains]);
    }

    /** Answers each request so much later. */
    public function latency(int $milliseconds): void
    {
        $this->control('PUT', '/latency', ['ms' => $milliseconds]);
    }

    /**
     * Arms a fault.
     *
     * Its path is a glob or a prefix: '*domains' is the list of domains.
     *
     * @example $fake->fault('stall', method: 'POST', path: '*domains', times: 1)
     */
    public function fault(array|string $effect, mixed ...$limits): void
    {
        $this->control('POST', '/faults', ['effect' => $effect] + $limits);
    }

    /** Arms an answer of the test's own; $limits as for a fault. */
    public function reply(int $status, array|string $body = [], array $headers = [], mixed ...$limits): void
    {
        $body = is_string($body) ? $body : json_encode((object) $body);
        $this->fault(['reply' => ['status' => $status, 'body' => $body, 'headers' => (object) $headers]], ...$limits);
    }

    public function clear_faults(): void
    {
        $this->control('DELETE', '/faults');
    }

    /** Closes every connection that clients keep open. */
    public function drop_connections(): void
    {
        $this->control('DELETE', '/connections');
    }

    /** State, switches, faults and journal as at the start; connections stay open. */
    public function reset(): void
    {
        $this->control('POST', '/reset');
    }

    /** @return list<array<string, mixed>> what arrived, oldest first */
    public function journal(): array
    {
        return $this->control('GET', '/journal')['entries'];
    }

    public function clear_journal(): void
    {
        $this->control('DELETE', '/journal');
    }

    /**
     * What was asked: the method, and the path below the web application.
     *
     * @param bool $reads false leaves out GET
     * @return list<string> such as `POST /domains`
     */
    public function asked(bool $reads = true): array
    {
        $app = "/servers/{$this->ready->server_id}/webapps/{$this->ready->app_id}";
        $asked = [];
        foreach ($this->journal() as $entry) {
            if ($reads || $entry['method'] !== 'GET') {
                $asked[] = $entry['method'] . ' ' . preg_replace('~^/api/v\d~', '', str_replace($app, '', $entry['path']));
            }
        }
        return $asked;
    }

    /** @return array<string, mixed> */
    public function control(string $method, string $path, ?array $body = null): array
    {
        $answer = file_get_contents($this->ready->control_url . $path, context: stream_context_create(['http' => [
            'method' => $method,
            'header' => 'Content-Type: application/json',
            'content' => $body === null ? '' : json_encode($body, JSON_THROW_ON_ERROR),
            'ignore_errors' => true,
            'timeout' => 10,
        ]]));
        if ($answer === false) {
            throw new RuntimeException("the fake RunCloud does not answer $method $path");
        }
        $json = json_decode($answer, true, 512, JSON_THROW_ON_ERROR) ?? [];
        return isset($json['message']) ? throw new RuntimeException("$method $path: {$json['message']}") : $json;
    }
}
