<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use function RunCloud\WordPress\note_problems;

/** What an administrator of the network is told wherever that person is. */
final class NoticesTest extends Scenario
{
    public function test_each_problem_has_a_notice_with_a_way_to_its_solution(): void
    {
        note_problems(['extension-cli' => ['text' => 'The extension is not loaded.']]);
        note_problems(['credentials' => ['text' => 'The token is wrong.']]);
        self::assertSame(2, substr_count($this->html(), 'notice-error'));
        self::assertMatchesRegularExpression('~The token is wrong\. <a href="[^"]*page=wp-ultimo-hosting-integration-wizard[^"]*">Check the credentials</a>~', $this->html());
        self::assertMatchesRegularExpression('~The extension is not loaded\. <a href="[^"]*page=runcloud">~', $this->html());
        self::assertStringNotContainsString('is-dismissible', $this->html(), 'nothing works until these are solved');
        note_problems(['credentials' => []]);
        self::assertStringNotContainsString('The token', $this->html(), 'gone when the problem is');
    }

    public function test_many_domains_share_one(): void
    {
        foreach (range(1, 30) as $number) {
            self::fail_domain("shop-$number.example.com", ['text' => 'It is taken.']);
        }
        self::assertSame(1, substr_count($this->html(), '<div'));
        self::assertMatchesRegularExpression('/30 domains have problems\. The last one: shop-\d+\.example\.com: It is taken\./', $this->html());
        self::assertMatchesRegularExpression('~<a href="[^"]*page=runcloud(&amp;|&#038;)view=failed">~', $this->html());
    }

    public function test_what_can_wait_is_closed_by_each_for_themselves_until_it_says_something_else(): void
    {
        self::fail_domain('shop.example.com', ['text' => 'It is taken.']);
        note_problems(['credentials' => ['text' => 'The token is wrong.']]);
        self::assertSame(1, substr_count($this->html(), 'is-dismissible'));
        $this->as_user(1, static function (): void {
            \RunCloud\WordPress\dismiss('domains');
            \RunCloud\WordPress\dismiss('credentials');
        });
        self::assertStringNotContainsString('It is taken', $this->html());
        self::assertStringContainsString('The token is wrong', $this->html(), 'this cannot wait');
        $other = wp_insert_user(['user_login' => 'second', 'user_pass' => 'x', 'user_email' => 'second@example.com']);
        grant_super_admin($other);
        self::assertStringContainsString('It is taken', $this->html($other));
        self::fail_domain('blog.example.com', ['text' => 'It is taken, too.']);
        self::assertStringContainsString('blog.example.com', $this->html());
    }

    public function test_nobody_else_is_told_and_markup_stays_text(): void
    {
        note_problems(['credentials' => ['text' => '<img src=x onerror=alert(1)>']]);
        self::assertStringNotContainsString('<img', $this->html());
        self::assertStringContainsString('&lt;img', $this->html());
        $editor = wp_insert_user(['user_login' => 'eve', 'user_pass' => 'x', 'user_email' => 'eve@example.com', 'role' => 'administrator']);
        self::assertSame('', $this->html($editor));
        self::assertSame('', $this->html(0));
    }

    private function html(int $user = 1): string
    {
        return $this->as_user($user, static function (): string {
            ob_start();
            \RunCloud\WordPress\show_problems();
            return (string) ob_get_clean();
        });
    }

    private function as_user(int $user, callable $work): mixed
    {
        wp_set_current_user($user);
        try {
            return $work();
        } finally {
            wp_set_current_user(0);
        }
    }
}
