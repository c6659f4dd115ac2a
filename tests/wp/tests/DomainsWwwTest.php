<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** Which domains are served with their www twin. */
final class DomainsWwwTest extends Scenario
{
    /** @dataProvider policies */
    public function test_the_networks_setting_is_followed_where_a_www_host_can_have_dns(string $setting, string $host, bool $www): void
    {
        wu_save_setting('auto_create_www_subdomain', $setting);
        self::map_domain($host, 1);
        self::run_queue();
        self::assertSame($www, $this->www_asked($host));
    }

    public static function policies(): array
    {
        return [
            'always, a registrable domain' => ['always', 'example.com', true],
            'always, below a two-part ending' => ['always', 'example.co.uk', true],
            'always, a subdomain of a customer' => ['always', 'shop.example.com', false],
            'always, a www host' => ['always', 'www.example.com', false],
            'never, a registrable domain' => ['never', 'example.com', false],
            'main_only, a registrable domain' => ['main_only', 'example.com', true],
            'main_only, below a two-part ending' => ['main_only', 'example.co.uk', true],
            'main_only, a subdomain of a customer' => ['main_only', 'shop.example.com', false],
        ];
    }

    public function test_a_subdomain_site_of_the_network_never_has_a_twin(): void
    {
        wu_save_setting('auto_create_www_subdomain', 'always');
        self::create_site('blog.network.localhost');
        self::run_queue();
        self::assertFalse($this->www_asked('blog.network.localhost'));
    }

    /** @dataProvider decisions */
    public function test_a_filter_has_the_last_word(?bool $filtered, string $host, bool $www): void
    {
        $seen = [];
        add_filter('runcloud_www', static function ($wanted, $host) use (&$seen, $filtered) {
            $seen[] = [$wanted, $host];
            return $filtered;
        }, 10, 2);
        self::map_domain($host, 1);
        self::run_queue();
        self::assertSame($www, $this->www_asked($host));
        self::assertSame([[null, $host]], $seen);
    }

    public static function decisions(): array
    {
        return [
            'with, for a subdomain' => [true, 'shop.example.com', true],
            'without, for a registrable domain' => [false, 'example.com', false],
            'as the extension decides' => [null, 'example.com', true],
        ];
    }

    public function test_with_the_twin_goes_a_redirection_to_the_bare_name(): void
    {
        self::map_domain('example.com', 1);
        self::run_queue();
        self::assertSame('non-www', $this->posted('example.com')['redirection']);
        self::unmap_domain('example.com');
        self::run_queue();
        $this->assertConverged();
    }

    private function www_asked(string $host): bool
    {
        return $this->posted($host)['www'];
    }

    private function posted(string $host): array
    {
        $posted = array_filter(array_column($this->fake()->journal(), 'body'), static fn ($body) => ($body['name'] ?? null) === $host);
        self::assertCount(1, $posted);
        return reset($posted);
    }

    /** RunCloud refuses a name that another entry serves; it is served all the same, until that entry goes. */
    public function test_a_www_host_that_another_entry_serves_is_in_place_and_added_when_that_goes(): void
    {
        $this->fake()->switch(served_is_taken: true);
        self::map_domain('example.org', 1);
        self::run_queue();
        self::map_domain('www.example.org', 1);
        self::run_queue();
        self::assertSame([], Queue::actions(self::SETTLE, 'failed'));
        self::assertStringContainsString('www.example.org is already served by example.org.', self::um_log());
        $this->assertLacksDomain('www.example.org');

        self::unmap_domain('example.org');
        self::run_queue();
        $this->assertLacksDomain('example.org');
        $this->assertHasDomain('www.example.org');
    }

    public function test_unmapping_a_www_host_leaves_the_entry_that_serves_it(): void
    {
        $this->fake()->switch(served_is_taken: true);
        self::map_domain('example.org', 1);
        self::map_domain('www.example.org', 1);
        self::run_queue();
        self::unmap_domain('www.example.org');
        self::run_queue();
        self::assertSame([], Queue::actions(self::SETTLE, 'failed'));
        $this->assertHasDomain('example.org');
    }
}
