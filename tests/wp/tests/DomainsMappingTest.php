<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** Mapped domains appear in RunCloud, and unmapped ones disappear. */
final class DomainsMappingTest extends Scenario
{
    public function test_a_mapped_domain_is_added(): void
    {
        self::map_domain('shop.example.com', 1);
        $this->assertNothingAsked();
        self::run_queue();
        $this->assertAsked(['POST /domains']);
        $this->assertConverged();
        self::assertStringContainsString('shop.example.com was added', self::um_log());
        self::assertStringContainsString('shop.example.com was added', self::um_log('domain-shop.example.com'));
    }

    public function test_an_unmapped_domain_is_removed_by_the_id_it_got(): void
    {
        $this->fake()->seed(60);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        $this->fake()->clear_journal();
        self::unmap_domain('shop.example.com');
        self::run_queue();
        $asked = $this->fake()->asked();
        self::assertCount(2, $asked, 'read back and removed, not searched for');
        self::assertStringStartsWith('GET /domains/', $asked[0]);
        self::assertSame('DELETE' . substr($asked[0], 3), $asked[1]);
        $this->assertLacksDomain('shop.example.com');
    }

    public function test_a_domain_from_before_the_plugin_is_found_on_any_page_and_removed(): void
    {
        $this->fake()->seed(60);
        $this->fake()->change(add_domains: [['name' => 'shop.example.com']]);
        do_action('wu_remove_domain', 'shop.example.com', 1);
        self::run_queue();
        $this->assertLacksDomain('shop.example.com');
    }

    public function test_a_domain_that_is_there_already_is_adopted(): void
    {
        $this->fake()->change(add_domains: [['name' => 'shop.example.com']]);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::assertSame([], self::failures());
        self::unmap_domain('shop.example.com');
        self::run_queue();
        $this->assertConverged();
    }

    public function test_a_renamed_mapping_takes_the_old_name_away(): void
    {
        $domain = self::map_domain('old.example.com', 1);
        self::run_queue();
        $domain->set_domain('new.example.com');
        self::assertNotWPError($domain->save());
        self::run_queue();
        $this->assertHasDomain('new.example.com');
        $this->assertLacksDomain('old.example.com');
        self::unmap_domain('new.example.com');
        self::run_queue();
        $this->assertConverged();
    }

    public function test_a_rename_before_the_first_name_was_added_leaves_the_second_alone(): void
    {
        $domain = self::map_domain('old.example.com', 1);
        $domain->set_domain('new.example.com');
        $domain->save();
        self::run_queue();
        $this->assertConverged();
    }

    public function test_a_domain_that_is_mapped_again_is_added_again(): void
    {
        for ($round = 1; $round <= 2; $round++) {
            self::map_domain('shop.example.com', 1);
            self::run_queue();
            $this->assertHasDomain('shop.example.com');
            self::unmap_domain('shop.example.com');
            self::run_queue();
            $this->assertLacksDomain('shop.example.com');
        }
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        $this->assertConverged();
        self::assertSame(['shop.example.com' => 3], $this->additions());
    }

    public function test_a_name_in_unicode_is_added_as_dns_has_it(): void
    {
        do_action('wu_add_domain', 'Bücher.example.com.', 1);
        self::run_queue();
        $this->assertHasDomain('xn--bcher-kva.example.com');
        self::assertSame([], self::failures());
    }

    public function test_a_subdomain_site_is_added_once_although_it_is_announced_twice(): void
    {
        self::create_site('blog.network.localhost');
        self::assertCount(1, Queue::actions('wu_add_subdomain', 'pending'));
        self::assertCount(1, Queue::actions('wu_add_domain', 'pending'));
        self::run_queue();
        self::assertSame(1, \RunCloud\WordPress\row('domain', 'blog.network.localhost')['attempts'] + 1, 'the second announcement joins the first');
        $this->assertHasDomain('blog.network.localhost');
        self::assertSame(1, $this->count_asked('POST /domains'));
    }

    public function test_a_deleted_site_takes_all_its_domains_along(): void
    {
        $site = self::create_site('blog.network.localhost');
        self::map_domain('blog.example.com', $site);
        self::run_queue();
        $this->assertHasDomain('blog.example.com');
        wp_delete_site($site);
        self::run_queue();
        self::assertSame(['site-0001.example.net'], $this->domains());
        self::assertSame([], self::failures());
    }

    public function test_a_site_in_a_subdirectory_is_nothing_to_runcloud(): void
    {
        self::assertIsInt(wpmu_create_blog('network.localhost', '/blog/', 'Blog', 1));
        self::live_on();
        $this->assertNothingAsked();
    }

    public function test_a_subdomain_that_a_wildcard_covers_is_not_added(): void
    {
        $this->fake()->change(add_domains: [['name' => '*.network.localhost']]);
        self::create_site('blog.network.localhost');
        self::live_on();
        self::assertSame(0, $this->count_asked('POST /domains'));
        self::assertStringContainsString('covered by a wildcard', self::um_log('domain-blog.network.localhost'));
        self::map_domain('blog.example.com', 1);
        self::run_queue();
        $this->assertHasDomain('blog.example.com');
    }

    public function test_a_covered_subdomain_asks_for_no_certificate_when_its_dns_is_verified(): void
    {
        $this->fake()->change(add_domains: [['name' => '*.network.localhost']], basic_certificate: ['days' => 10]);
        Steering::dns('*', true);
        self::create_site('blog.network.localhost');
        self::live_through(HOUR_IN_SECONDS);
        $this->assertAsked([], reads: false);
    }

    public function test_a_wildcard_of_another_depth_or_domain_covers_nothing(): void
    {
        $this->fake()->change(add_domains: [['name' => '*.example.com'], ['name' => '*.blog.network.localhost']]);
        self::create_site('blog.network.localhost');
        self::run_queue();
        $this->assertHasDomain('blog.network.localhost');
    }

    public function test_deleting_a_covered_site_leaves_the_wildcard(): void
    {
        $this->fake()->change(add_domains: [['name' => '*.network.localhost']]);
        $site = self::create_site('blog.network.localhost');
        self::run_queue();
        wp_delete_site($site);
        self::run_queue();
        $this->assertHasDomain('*.network.localhost');
        self::assertSame([], self::failures());
    }

    public function test_that_there_is_no_wildcard_is_looked_up_once_for_many_sites(): void
    {
        foreach (['one', 'two', 'three'] as $name) {
            self::create_site("$name.network.localhost");
        }
        self::run_queue();
        self::assertSame(1, $this->count_asked('GET /domains'));
        self::assertSame(3, $this->count_asked('POST /domains'));
    }

    /** @dataProvider skips */
    public function test_a_filter_decides_on_subdomains(bool $skip): void
    {
        $this->fake()->change(add_domains: [['name' => $skip ? '*.example.com' : '*.network.localhost']]);
        add_filter('runcloud_skip_subdomain', fn () => $skip);
        self::create_site('blog.network.localhost');
        self::run_queue();
        self::assertSame($skip ? 0 : 1, $this->count_asked('POST /domains'));
    }

    public static function skips(): array
    {
        return ['to leave it out' => [true], 'to add it in spite of a wildcard' => [false]];
    }

    public function test_any_plugin_may_announce_a_domain_with_either_type_of_site_id(): void
    {
        do_action('wu_add_domain', 'x.example.com', 5);
        do_action('wu_add_domain', 'x.example.com', '5');
        do_action('wu_add_subdomain', 'X.Example.Com.', '5');
        $this->assertNothingAsked();
        self::run_queue();
        $this->assertAsked(['POST /domains']);
        $this->assertHasDomain('x.example.com');
        do_action('wu_remove_domain', 'x.example.com', '5');
        do_action('wu_remove_subdomain', 'x.example.com', 5);
        self::run_queue();
        $this->assertLacksDomain('x.example.com');
    }

    /** @dataProvider oddities */
    public function test_a_caller_outside_the_queue_is_never_thrown_at(string $host): void
    {
        do_action('wu_add_domain', $host, 5);
        do_action('wu_remove_domain', $host, 5);
        self::run_queue();
        self::assertStringContainsString('[ERROR]', self::um_log());
        self::assertStringContainsString('RunCloud:', self::notice());
        $this->assertAsked([], reads: false);
    }

    public static function oddities(): array
    {
        return [
            'nothing' => [''],
            'an address' => ['https://shop.example.com/a'],
            'an IP address' => ['192.0.2.7'],
            'one label' => ['localhost'],
            'more than the queue takes' => [str_repeat('a', 9000) . '.example.com'],
        ];
    }

    public function test_a_host_that_is_a_path_leads_no_log_astray(): void
    {
        $folder = WP_CONTENT_DIR . '/uploads/wu-logs';
        // So that the path would lead somewhere.
        wp_mkdir_p("$folder/domain-..");
        do_action('wu_add_domain', '../../astray.example.com', 5);
        self::run_queue();
        self::assertFileDoesNotExist(WP_CONTENT_DIR . '/uploads/astray.example.com.log');
        self::assertFileDoesNotExist("$folder/astray.example.com.log");
        self::assertStringContainsString('astray', self::um_log());
    }

    public function test_releases_that_ask_for_listeners_first_find_them(): void
    {
        self::needs_double('whether an event asks for listeners is the release\'s');
        \UM_Double\set_guard(true);
        self::assertTrue($this->wordpress('
            wpmu_create_blog("blog.network.localhost", "/", "Blog", 1);
            wu_create_domain(["domain" => "shop.example.com", "blog_id" => 1]);
            return true;
        ', environment: ['UM_DOUBLE_GUARD' => '1']));
        self::run_queue();
        $this->assertConverged();
    }

    public function test_the_primary_domain_is_never_removed(): void
    {
        do_action('wu_remove_domain', 'site-0001.example.net', 1);
        self::run_queue();
        $this->assertAsked([], reads: false);
        self::assertStringContainsString('site-0001.example.net was not removed', self::notice());
    }

    public function test_an_integration_that_is_off_sends_nothing(): void
    {
        $given = ['flags' => ['runcloud' => false]];
        $this->wordpress('update_network_option(null, "wu_host_integrations_enabled", $flags);', $given);
        $hooked = $this->wordpress('
            wu_create_domain(["domain" => "shop.example.com", "blog_id" => 1]);
            wu_get_domain_by_domain("shop.example.com")->delete();
            RunCloud\Tests\Queue::run();
            return has_action("wu_add_domain") || has_action("wu_remove_subdomain");
        ');
        self::assertFalse($hooked);
        $this->assertNothingAsked();
        self::assertSame([], Queue::actions(self::SETTLE));
    }
}
