<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** What the plugin costs the visitors of the network's sites. */
final class VisitorTest extends Scenario
{
    public function test_a_visitor_pays_no_query_and_loads_no_more_than_the_beginning(): void
    {
        $server = new WebServer(['BED_COUNT' => '1']);
        $with = self::cost($server);
        self::assertSame([], array_diff($with['files'], ['runcloud.php', 'bootstrap.php', 'credentials.php', ...self::adapters()]));
        self::assertContains('bootstrap.php', $with['files']);
        $active = get_network_option(null, 'active_sitewide_plugins');
        update_network_option(null, 'active_sitewide_plugins', array_diff_key($active, ['runcloud/runcloud.php' => 1]));
        $without = self::cost($server);
        self::assertSame([], $without['files']);
        self::assertLessThanOrEqual($without['queries'], $with['queries']);
    }

    public function test_an_event_in_a_visitors_request_is_taken_all_the_same(): void
    {
        $folder = Scratch::make('theme');
        try {
            // A customer maps a domain in a form of the front end.
            file_put_contents("$folder/front.php", '<?php add_action("template_redirect", static fn () => wu_create_domain(["domain" => "shop.example.com", "blog_id" => 1, "stage" => "checking-dns"]));');
            (new WebServer(['BED_FRONT' => "$folder/front.php"]))->visit('/');
        } finally {
            Scratch::remove($folder);
        }
        wp_cache_flush();
        self::run_queue();
        $this->assertHasDomain('shop.example.com');
    }

    /** The files that hold the classes that Ultimate Multisite asks in every request. */
    private static function adapters(): array
    {
        return self::generation() === 'registry'
            ? ['class-integration.php', 'class-domain-mapping.php', 'trait-form.php', 'trait-events.php']
            : ['class-provider.php', 'trait-form.php', 'trait-events.php'];
    }

    /** What the front page costs when all that is remembered is. */
    private static function cost(WebServer $server): array
    {
        $server->visit('/');
        $server->visit('/');
        self::assertSame(1, preg_match('/<!-- bed: (.*?) -->/', $server->visit('/'), $found));
        return json_decode($found[1], true);
    }
}
