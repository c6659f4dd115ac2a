<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use RunCloud\Client;

/** The bed itself: what the other tests take for granted. */
final class SmokeTest extends TestCase
{
    public function test_the_network_is_a_subdomain_multisite(): void
    {
        self::assertTrue(is_multisite());
        self::assertTrue(is_subdomain_install());
        self::assertSame('http://network.localhost/', network_site_url());
        self::assertSame(['network.localhost'], array_column(get_sites(), 'domain'));
    }

    public function test_the_database_is_mariadb_and_the_beds_own(): void
    {
        global $wpdb;
        self::assertStringContainsString('MariaDB', $wpdb->get_var('SELECT VERSION()'));
        self::assertSame(getenv('BED_SOCKET'), $wpdb->get_var('SELECT @@socket'));
        self::assertSame('1', $wpdb->get_var('SELECT @@skip_networking'));
    }

    public function test_the_extension_reaches_the_fake_over_tls(): void
    {
        self::assertTrue(extension_loaded('runcloud'));
        $domains = Client::fromEnvironment()->domains();
        self::assertSame($this->domains(), array_map(static fn ($domain) => $domain->name, $domains));
        self::assertContains($this->fake()->journal()[0]['tls'], ['full', 'resumed', 'reused']);
        $this->assertAsked(['GET /domains?page=1&perPage=40']);
    }

    public function test_nothing_is_asked_when_wordpress_boots(): void
    {
        self::assertSame('network.localhost', $this->wordpress('return get_site()->domain;'));
        $this->assertNothingAsked();
    }

    public function test_what_the_bed_has_is_active_for_the_whole_network(): void
    {
        require_once ABSPATH . 'wp-admin/includes/plugin.php';
        self::assertEqualsCanonicalizing(array_keys(get_plugins()), array_keys(get_site_option('active_sitewide_plugins')));
    }

    public function test_ultimate_multisite_is_of_the_generation_asked_for(): void
    {
        self::needs_um();
        self::assertSame(getenv('UM_DOUBLE_GENERATION'), self::generation());
    }

    public function test_a_mapped_domain_reaches_the_queue_and_its_listeners(): void
    {
        self::needs_um();
        $site = self::create_site('shop.network.localhost');
        self::run_queue();
        $heard = [];
        add_action('wu_add_domain', static function (...$arguments) use (&$heard): void {
            $heard[] = $arguments;
        }, 1, 9);
        self::map_domain('shop.example.com', $site);
        self::assertSame(['pending'], array_column(self::adds('shop.example.com'), 'status'));
        self::run_queue();
        self::assertSame(['complete'], array_column(self::adds('shop.example.com'), 'status'));
        self::assertSame([['shop.example.com', $site]], $heard);
        self::unmap_domain('shop.example.com');
        self::assertCount(1, Queue::actions('wu_remove_domain', 'pending'));
    }

    public function test_the_queue_can_be_run_by_another_process(): void
    {
        self::needs_um();
        $site = self::create_site('shop.network.localhost');
        self::map_domain('shop.example.com', $site);
        self::assertGreaterThan(0, $this->start_queue()->wait());
        self::assertSame(['complete'], array_column(self::adds('shop.example.com'), 'status'));
    }

    public function test_time_passes_for_what_is_waiting(): void
    {
        self::needs_um();
        self::run_queue();
        add_action('bed_later', static fn () => null);
        wu_schedule_single_action(time() + 90, 'bed_later', [], 'bed');
        $status = static function (): array {
            // A real one has actions of its own that may be due.
            self::run_queue();
            return array_column(Queue::actions('bed_later'), 'status');
        };
        self::assertSame(['pending'], $status());
        Queue::pass(80);
        self::assertSame(['pending'], $status());
        Queue::pass(10);
        self::assertSame(['complete'], $status());
    }

    private static function adds(string $host): array
    {
        return array_values(array_filter(Queue::actions('wu_add_domain'), static fn (array $action) => in_array($host, $action['args'], true)));
    }

    public function test_a_site_that_one_test_makes(): void
    {
        self::assertSame(2, self::create_site('shop.network.localhost'));
        self::assertSame('shop.network.localhost', $this->wordpress('return get_site(2)->domain;'));
        file_put_contents(WP_CONTENT_DIR . '/uploads/left.txt', 'over');
        add_filter('left_over', '__return_true');
        $this->fake()->switch(ip_whitelisted: false);
    }

    /** @depends test_a_site_that_one_test_makes */
    public function test_is_gone_in_the_next_one(): void
    {
        global $wpdb;
        self::assertSame(1, get_sites(['count' => true]));
        self::assertSame([], $wpdb->get_col("SHOW TABLES LIKE 'wp\\_2\\_%'"));
        self::assertSame(2, self::create_site('blog.network.localhost'), 'ids begin again, too');
        self::assertFileDoesNotExist(WP_CONTENT_DIR . '/uploads/left.txt');
        self::assertFalse(has_filter('left_over'));
        self::assertNotEmpty(Client::fromEnvironment()->domains());
    }

    public function test_a_process_can_be_killed_in_the_middle_of_a_request(): void
    {
        $this->fake()->fault('stall', method: 'GET');
        $process = $this->start('return count(RunCloud\Client::fromEnvironment()->domains());');
        self::wait_until(fn () => $this->fake()->journal() !== [], 'the request arrives');
        self::assertTrue($process->is_running());
        $process->kill();
        self::assertFalse($process->is_running());
        $this->expectExceptionMessage('ended with status 137');
        $process->wait();
    }

    public function test_a_process_has_the_constants_it_is_given(): void
    {
        $code = 'return [$a, BED_CHECK, defined("WU_RUNCLOUD_API_TOKEN"), get_site()->domain];';
        self::create_site('shop.network.localhost');
        self::assertSame(
            [['b' => 1], 'yes', false, 'shop.network.localhost'],
            $this->wordpress($code, ['a' => ['b' => 1]], ['BED_CHECK' => 'yes'], credentials: false, environment: ['BED_HOST' => 'shop.network.localhost']),
        );
        self::assertTrue($this->wordpress('return defined("WU_RUNCLOUD_API_TOKEN");'));
    }
}
