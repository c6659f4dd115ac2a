<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** Whatever comes late, twice or in the wrong order: in the end RunCloud has what is mapped. */
final class QueueChangeOfMindTest extends Scenario
{
    public function test_an_addition_that_failed_is_forgotten_when_the_domain_is_unmapped(): void
    {
        $this->outage();
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::assertCount(1, self::due_in());
        self::unmap_domain('shop.example.com');
        $this->fake()->clear_faults();
        $this->fake()->clear_journal();
        self::live_on();
        self::assertSame(0, $this->count_asked('POST /domains'));
        $this->assertConverged();
    }

    public function test_a_removal_that_failed_is_forgotten_when_the_domain_is_mapped_again(): void
    {
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        $this->outage();
        self::unmap_domain('shop.example.com');
        self::run_queue();
        self::assertCount(1, self::due_in());
        self::map_domain('shop.example.com', 1);
        $this->fake()->clear_faults();
        $this->fake()->clear_journal();
        self::live_on();
        self::assertSame(0, $this->count_asked('DELETE'));
        $this->assertConverged();
    }

    public function test_a_retry_asks_again_even_where_no_opposite_event_came(): void
    {
        $this->outage();
        do_action('wu_add_domain', 'shop.example.com', 1);
        do_action('wu_remove_domain', 'blog.example.com', 1);
        self::map_domain('blog.example.com', 1);
        self::run_queue();
        $this->fake()->clear_faults();
        self::live_on();
        $this->assertConverged();
    }

    /** @dataProvider orders */
    public function test_the_order_of_events_does_not_matter(bool $mapped, string ...$events): void
    {
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        $mapped || self::unmap_domain('shop.example.com');
        foreach ($events as $event) {
            do_action("wu_{$event}_domain", 'shop.example.com', 1);
            self::run_queue();
        }
        self::live_on();
        $this->assertConverged();
        self::assertSame([], self::failures());
    }

    public static function orders(): array
    {
        return [
            'mapped, told twice' => [true, 'add', 'add'],
            'mapped, and the removal comes last' => [true, 'add', 'remove'],
            'mapped, and the removal comes first' => [true, 'remove', 'add'],
            'mapped, back and forth' => [true, 'remove', 'add', 'remove', 'remove', 'add', 'remove'],
            'unmapped, told twice' => [false, 'remove', 'remove'],
            'unmapped, and the addition comes last' => [false, 'remove', 'add'],
            'unmapped, and the addition comes first' => [false, 'add', 'remove'],
            'unmapped, back and forth' => [false, 'add', 'remove', 'add', 'add', 'remove', 'add'],
        ];
    }

    /** @dataProvider ends */
    public function test_events_of_one_run_may_be_taken_in_any_order(bool $mapped): void
    {
        self::map_domain('shop.example.com', 1);
        self::unmap_domain('shop.example.com');
        $mapped && self::map_domain('shop.example.com', 1);
        $this->reverse_the_queue();
        self::live_on();
        $this->assertConverged();
    }

    public static function ends(): array
    {
        return ['mapped' => [true], 'unmapped' => [false]];
    }

    /** @dataProvider ends */
    public function test_the_order_does_not_matter_after_a_standstill_of_days(bool $mapped): void
    {
        $this->fake()->switch(ip_whitelisted: false);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::pass(20 * MINUTE_IN_SECONDS);
        self::unmap_domain('shop.example.com');
        self::run_queue();
        if ($mapped) {
            self::pass(20 * MINUTE_IN_SECONDS);
            self::map_domain('shop.example.com', 1);
            self::run_queue();
        }
        self::pass(3 * DAY_IN_SECONDS);
        $this->fake()->switch(ip_whitelisted: true);
        \RunCloud\WordPress\forget('pause');
        $this->reverse_the_queue();
        self::live_on();
        $this->assertConverged();
    }

    public function test_a_change_of_mind_while_a_job_is_running_is_not_lost(): void
    {
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::unmap_domain('shop.example.com');
        self::map_domain('shop.example.com', 1);
        $once = true;
        add_filter('runcloud_is_mapped', static function (bool $mapped) use (&$once) {
            if ($once && $mapped) {
                $once = false;
                self::unmap_domain('shop.example.com');
                // Another runner takes this event, now.
                wu_unschedule_all_actions('wu_remove_domain');
                do_action('wu_remove_domain', 'shop.example.com', 1);
            }
            return $mapped;
        });
        self::live_on();
        self::assertFalse($once);
        $this->assertConverged();
    }

    public function test_a_runner_sees_what_others_changed_after_it_began(): void
    {
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        do_action('wu_remove_domain', 'shop.example.com', 1);
        // This process knows the mapping by now, and that nobody has wanted the domain gone.
        self::assertNotFalse(wu_get_domain_by_domain('shop.example.com'));
        self::assertNotEmpty(\RunCloud\WordPress\row('domain', 'shop.example.com'));
        $this->start('
            do_action("wu_add_domain", "shop.example.com", 1);
            do_action("wu_add_domain", "blog.example.com", 1);
            return wu_get_domain_by_domain("shop.example.com")->delete();
        ')->wait();
        Queue::run();
        $this->assertLacksDomain('shop.example.com');
        $this->assertHasDomain('blog.example.com');
    }

    public function test_a_filter_can_speak_for_domains_that_ultimate_multisite_does_not_know(): void
    {
        add_filter('runcloud_is_mapped', static fn ($mapped, $host) => $mapped || $host === 'extra.example.com', 10, 2);
        $this->outage();
        do_action('wu_add_domain', 'extra.example.com', 1);
        self::run_queue();
        $this->fake()->clear_faults();
        self::live_on();
        $this->assertHasDomain('extra.example.com');
    }

    /** What is pending, the newest first. */
    private function reverse_the_queue(): void
    {
        global $wpdb;
        $table = $wpdb->get_blog_prefix(get_main_site_id()) . 'actionscheduler_actions';
        $wpdb->query("UPDATE $table SET priority = GREATEST(0, 200 - action_id) WHERE status = 'pending'");
        self::assertSame('', $wpdb->last_error);
    }
}
