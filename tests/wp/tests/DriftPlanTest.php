<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use function RunCloud\WordPress\desired;
use function RunCloud\WordPress\drift;
use function RunCloud\WordPress\prunable;

/** What is mapped is compared with what RunCloud has, to the name. */
final class DriftPlanTest extends Scenario
{
    use Bulk;

    public function test_a_thousand_domains_come_out_exactly(): void
    {
        $mapped = [...self::names(900), ...self::names(100, 'brand-%04d.com')];
        self::map_all($mapped);
        self::add_sites(['blog.network.localhost', 'news.network.localhost']);
        $missing = [...array_slice($mapped, 100, 30), ...array_slice($mapped, 950, 7)];
        $differs = [...array_slice($mapped, 10, 4), ...array_slice($mapped, 910, 5)];
        $in_place = array_values(array_diff($mapped, $missing));
        $extra = self::names(12, 'gone-%02d.example.org');
        // Registrable names have a www, others have none; the nine have it the other way about.
        $with_www = static fn (string $host) => str_starts_with($host, 'brand-') !== in_array($host, $differs, true);
        $this->runcloud_has(array_values(array_filter($in_place, $with_www)), true);
        $this->runcloud_has([...array_filter($in_place, static fn ($host) => !$with_www($host)), ...$extra]);
        $this->runcloud_has(['*.network.localhost']);
        sort($differs);
        sort($missing);
        sort($in_place);

        $plan = drift($unusable);

        self::assertSame([
            'toAdd' => $missing,
            'inPlace' => $in_place,
            'extra' => $extra,
            'protected' => ['*.network.localhost', self::PRIMARY],
            'wwwDiffers' => $differs,
        ], self::parts($plan));
        self::assertSame([37, 963, 12, 2, 9], [count($missing), count($in_place), count($extra), 2, count($differs)], 'the story itself');
        self::assertSame([], $unusable);
        $this->assertAsked(array_map(static fn (int $page) => "GET /domains?page=$page&perPage=40", range(1, 25)));

        $this->fake()->clear_journal();
        $done = \RunCloud\WordPress\sync($plan, array_keys(\RunCloud\WordPress\prunable($plan)), static fn () => null);
        self::assertSame(['added' => 37, 'present' => 0, 'removed' => 12, 'busy' => 0, 'left' => 0, 'failed' => []], $done);
        $asked = $this->fake()->asked(reads: false);
        self::assertSame(array_fill(0, 37, 'POST /domains'), array_slice($asked, 0, 37));
        self::assertCount(12, preg_grep('~^DELETE /domains/\d+$~', array_slice($asked, 37)));
        self::assertCount(49, $asked);
        self::assertSame(12, $this->count_asked('GET /domains/'), 'each is read back before it goes');
        self::assertEqualsCanonicalizing($missing, array_keys($this->additions()));
        self::assertNoDrift();
        self::assertSame(9, self::counts()['wwwDiffers'], 'told, not touched');
    }

    public function test_www_is_sent_as_the_policy_says(): void
    {
        self::map_all(['brand.com', 'shop.brand.com']);
        self::sync();
        $www = array_column(array_column($this->fake()->journal(), 'body'), 'www', 'name');
        self::assertSame(['brand.com' => true, 'shop.brand.com' => false], $www);
    }

    public function test_a_network_that_wants_no_www_adds_none(): void
    {
        self::map_all(['brand.com']);
        add_filter('runcloud_www', '__return_false');
        self::sync();
        self::assertSame([false], array_values(array_filter(array_column(array_column($this->fake()->journal(), 'body'), 'www'), 'is_bool')));
    }

    public function test_a_list_that_takes_longer_than_an_operation_may_gets_its_time(): void
    {
        $this->fake()->seed(1000);
        $this->fake()->latency(40);
        \RunCloud\WordPress\budget(0.5);
        try {
            drift();
            self::assertSame(1000, \RunCloud\WordPress\count_rows('seen <> %s', ''));
            $rows = array_column(\RunCloud\WordPress\examine_runcloud(), 'status', 'check');
            self::assertSame(['ok', 'failed'], [$rows['domains'], $rows['certificate names']]);
        } finally {
            \RunCloud\WordPress\budget(\RunCloud\WordPress\BUDGET);
        }
    }

    public function test_a_runcloud_that_does_not_answer_gets_no_more_than_an_operation(): void
    {
        $this->fake()->fault('stall');
        \RunCloud\WordPress\budget(0.3);
        try {
            $rows = array_column(\RunCloud\WordPress\examine_runcloud(), 'status', 'check');
            self::assertSame(['failed', 'skipped'], [$rows['connection'], $rows['domains']]);
            $this->expectException(\RunCloud\TransportException::class);
            drift();
        } finally {
            \RunCloud\WordPress\budget(\RunCloud\WordPress\BUDGET);
            self::assertLessThan(5, count($this->fake()->journal()));
        }
    }

    public function test_more_than_a_hundred_mappings_and_sites_are_seen(): void
    {
        self::map_all(self::names(130));
        self::add_sites(self::names(120, 'site-%03d.network.localhost'));
        self::assertCount(250, desired());
    }

    public function test_the_networks_own_host_is_none_of_them(): void
    {
        self::map_all(['network.localhost', 'shop.example.com']);
        self::assertSame(['shop.example.com' => null], desired());
    }

    public function test_a_mapping_whose_site_is_gone_counts_for_nothing(): void
    {
        self::map_all(['shop.example.com']);
        self::map_all(['left.example.com'], site: 4711);
        $this->runcloud_has(['shop.example.com', 'left.example.com']);
        $plan = drift();
        self::assertSame(['left.example.com'], array_column($plan->extra, 'name'));
        self::assertSame(['left.example.com'], array_keys(prunable($plan)));
    }

    public function test_a_name_that_is_none_does_not_hide_the_others(): void
    {
        self::map_all(['shop.example.com', 'under_score.example.com', 'brand.com']);
        self::add_sites(['localhost', '12345']);
        $plan = drift($unusable);
        self::assertSame(['brand.com', 'shop.example.com'], self::parts($plan)['toAdd']);
        self::assertEqualsCanonicalizing(['under_score.example.com', 'localhost', 12345], array_keys($unusable));
        self::assertStringContainsString('"under_score" of "under_score.example.com" is not allowed', $unusable['under_score.example.com']);
        self::assertSame(1, $this->count_asked('GET'), 'finding out sends nothing');
    }

    public function test_filters_change_what_is_wanted_and_what_may_go(): void
    {
        self::map_all(['shop.example.com', 'not-here.example.com']);
        self::add_sites(['blog.network.localhost']);
        $this->runcloud_has(['old.example.com', 'Kept.example.com', 'blog.network.localhost', 'www.shop.example.com', 'network.localhost', 'www.network.localhost']);
        add_filter('runcloud_desired_domains', static fn (array $hosts) => [...array_diff($hosts, ['not-here.example.com']), 'landing.example.com']);
        add_filter('runcloud_protected_domains', static fn (array $names) => [...$names, 'kept.example.com']);
        add_filter('runcloud_skip_subdomain', '__return_true');
        $plan = drift();
        self::assertSame(['landing.example.com', 'shop.example.com'], self::parts($plan)['toAdd']);
        self::assertCount(6, $plan->extra);
        self::assertSame(['old.example.com'], array_keys(prunable($plan)), 'nothing that a site answers to');
    }

    public function test_the_sites_of_another_network_are_neither_wanted_nor_in_danger(): void
    {
        global $wpdb;
        $wpdb->insert($wpdb->site, ['domain' => 'second.localhost', 'path' => '/']);
        $network = $wpdb->insert_id;
        $wpdb->insert($wpdb->blogs, ['site_id' => $network, 'domain' => 'second.localhost', 'path' => '/', 'registered' => gmdate('Y-m-d H:i:s'), 'last_updated' => gmdate('Y-m-d H:i:s')]);
        self::map_all(['theirs.example.com'], $wpdb->insert_id);
        $this->runcloud_has(['second.localhost', 'theirs.example.com', 'nobodys.example.com']);
        self::map_all(['absent.example.com'], (int) $wpdb->get_var("SELECT MAX(blog_id) FROM $wpdb->blogs"));
        $plan = drift();
        self::assertSame([], $plan->toAdd);
        self::assertSame(['nobodys.example.com'], array_keys(prunable($plan)));
    }
}
