<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use RunCloud\Plan;

/** Many domains at once, without the events that Ultimate Multisite would announce each with. */
trait Bulk
{
    private const PRIMARY = 'site-0001.example.net';

    protected function setUp(): void
    {
        parent::setUp();
        // The fake counts down from 60 in a minute even where it does not refuse.
        $this->fake()->switch(rate_limit: 1_000_000);
    }

    /** @return list<string> shop-0001.example.com and so on */
    protected static function names(int $count, string $pattern = 'shop-%04d.example.com'): array
    {
        return array_map(static fn (int $number) => sprintf($pattern, $number), $count > 0 ? range(1, $count) : []);
    }

    /** Puts mappings into the table, as those from before the integration are. */
    protected static function map_all(array $hosts, int $site = 1): void
    {
        global $wpdb;
        $now = gmdate('Y-m-d H:i:s');
        $rows = array_map(static fn (string $host) => $wpdb->prepare('(%d, %s, 1, 0, 0, %s, %s, %s)', $site, $host, 'done', $now, $now), $hosts);
        foreach (array_chunk($rows, 500) as $chunk) {
            $wpdb->query("INSERT INTO {$wpdb->base_prefix}wu_domain_mappings (blog_id, domain, active, primary_domain, secure, stage, date_created, date_modified) VALUES " . implode(', ', $chunk));
            self::assertSame('', $wpdb->last_error);
        }
        wp_cache_flush();
    }

    /** Puts sites into the table that have no mapping, as those from before 2.4.0 are. */
    protected static function add_sites(array $hosts): void
    {
        global $wpdb;
        $rows = array_map(static fn (string $host) => $wpdb->prepare("(1, %s, '/', NOW(), NOW())", $host), $hosts);
        $wpdb->query("INSERT INTO $wpdb->blogs (site_id, domain, path, registered, last_updated) VALUES " . implode(', ', $rows));
        self::assertSame('', $wpdb->last_error);
        wp_cache_flush();
    }

    /** Gives RunCloud domains; `www` as the extension would add them, unless told. */
    protected function runcloud_has(array $hosts, bool $www = false): void
    {
        $this->fake()->change(add_domains: array_map(static fn (string $host) => ['name' => $host, 'www' => $www], $hosts));
    }

    /** @return array<string, list<string>> the names in each part of a plan */
    protected static function parts(Plan $plan): array
    {
        $parts = ['toAdd' => $plan->toAdd];
        foreach (['inPlace', 'extra', 'protected', 'wwwDiffers'] as $part) {
            $parts[$part] = array_column($plan->$part, 'name');
        }
        return array_map(static function (array $names) {
            sort($names);
            return $names;
        }, $parts);
    }

    /** @return array<string, string> what a sync with the plan of now left undone */
    protected static function sync(bool $prune = false, ?array &$told = null): array
    {
        $told = [];
        $plan = \RunCloud\WordPress\drift();
        return \RunCloud\WordPress\sync($plan, $prune ? array_keys(\RunCloud\WordPress\prunable($plan)) : [], static function (string $host, string $sentence, bool $done) use (&$told): void {
            $told[] = [$host, $done, $sentence];
        })['failed'];
    }

    /** @return array<string, int> how many names each part of a plan has */
    protected static function counts(): array
    {
        return array_map('count', self::parts(\RunCloud\WordPress\drift()));
    }

    /** RunCloud lacks nothing that is mapped, and nothing else. */
    protected static function assertNoDrift(): void
    {
        self::assertSame([0, 0], [self::counts()['toAdd'], self::counts()['extra']], 'missing and extra');
    }
}
