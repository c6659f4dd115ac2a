<?php

declare(strict_types=1);

namespace RunCloud\Tests;

require_once dirname(__DIR__) . '/wp-cli-double/CommandCase.php';

use function RunCloud\WordPress\row;

/** wp runcloud add, remove and redeploy. */
final class CommandChangeTest extends CommandCase
{
    public function test_add_adds_now_and_has_the_certificate_follow(): void
    {
        self::map_unseen('shop.example.com');
        self::fail_domain('shop.example.com', ['text' => 'an earlier failure.']);
        $added = $this->wp('runcloud add Shop.Example.com.');
        self::assertSame([0, "Success: shop.example.com was added.\n", ''], [$added->status, $added->out, $added->err]);
        $this->assertHasDomain('shop.example.com');
        self::assertGreaterThan(0, row('domain', 'shop.example.com')['runcloud_id']);
        self::assertSame('noted', row('certificate', 'shop.example.com')['state']);
        self::assertEqualsWithDelta([60], self::due_in(self::REDEPLOY), 10);
        self::assertSame('', self::notice(), 'the earlier failure is solved');
        self::assertStringContainsString('shop.example.com was added', self::um_log());

        $again = $this->wp('runcloud add shop.example.com');
        self::assertSame(0, $again->status);
        self::assertStringContainsString('Success: ', $again->out);
        self::assertSame(['shop.example.com' => 1], $this->additions());
    }

    public function test_add_follows_the_www_policy(): void
    {
        self::map_unseen('example.org', 'deep.example.org');
        $this->wp('runcloud add example.org');
        $this->wp('runcloud add deep.example.org');
        $bodies = array_column(array_column(array_filter($this->fake()->journal(), static fn ($entry) => $entry['method'] === 'POST'), 'body'), 'www', 'name');
        self::assertEquals(['example.org' => true, 'deep.example.org' => false], $bodies);
    }

    public function test_adding_what_no_site_has_is_done_with_a_warning(): void
    {
        $added = $this->wp('runcloud add stray.example.com');
        self::assertSame(0, $added->status);
        self::assertStringContainsString('No site in this network uses stray.example.com', $added->err);
        $this->assertHasDomain('stray.example.com');
    }

    public function test_a_name_that_another_web_application_has_is_told(): void
    {
        self::map_unseen('taken-in-other-app.example.org');
        $refused = $this->wp('runcloud add taken-in-other-app.example.org');
        self::assertSame(1, $refused->status);
        self::assertStringContainsString('belongs to another web application', $refused->err);
        self::assertSame('', $refused->out);
    }

    public function test_what_is_no_domain_is_refused_and_nothing_sent(): void
    {
        foreach (['http://shop.example.com/', '192.0.2.1', "shop.example.com\e[31m", 'localhost'] as $name) {
            $refused = $this->wp("runcloud add $name");
            self::assertSame(1, $refused->status, $name);
            self::assertStringContainsString('such as shop.example.com.', $refused->err);
            self::assertStringNotContainsString("\e", $refused->err);
        }
        $this->assertNothingAsked();
    }

    public function test_remove_removes_what_no_site_has_without_a_question(): void
    {
        $this->have('old.example.com');
        $removed = $this->wp('runcloud remove old.example.com');
        self::assertSame([0, "Success: old.example.com was removed.\n"], [$removed->status, $removed->out]);
        $this->assertLacksDomain('old.example.com');
        self::assertSame(0, $this->wp('runcloud remove old.example.com')->status, 'twice is no error');
    }

    public function test_remove_asks_before_it_takes_a_site_off_the_air(): void
    {
        self::map_unseen('shop.example.com');
        $this->have('shop.example.com');
        $asked = $this->wp('runcloud remove shop.example.com', answer: "n\n");
        self::assertStringContainsString('A site in this network uses shop.example.com', $asked->out);
        $this->assertHasDomain('shop.example.com');
        $this->wp('runcloud remove shop.example.com', answer: "y\n");
        $this->assertLacksDomain('shop.example.com');
        $this->have('shop.example.com');
        self::assertSame(0, $this->wp('runcloud remove shop.example.com --yes')->status);
        $this->assertLacksDomain('shop.example.com');
    }

    public function test_a_question_that_nobody_can_answer_is_an_error_that_names_the_option(): void
    {
        self::map_unseen('shop.example.com');
        $this->have('shop.example.com', 'stray.example.com');
        foreach (['remove shop.example.com', 'sync --prune'] as $line) {
            $asked = $this->wp("runcloud $line");
            self::assertSame(1, $asked->status, $line);
            self::assertStringContainsString('Nobody can answer this question', $asked->err);
            self::assertStringContainsString('--yes', $asked->err);
        }
        $this->assertAsked([], reads: false);
    }

    public function test_what_is_never_removed_is_refused_before_the_question(): void
    {
        self::map_unseen('site-0001.example.net');
        $this->have('network.localhost');
        foreach (['site-0001.example.net' => 'was not removed, because it is the primary domain of the web application', 'network.localhost' => 'is the domain of this network.'] as $host => $why) {
            $refused = $this->wp("runcloud remove $host", answer: "y\n");
            self::assertSame(1, $refused->status, $host);
            self::assertSame('', $refused->out, 'no question');
            self::assertStringContainsString("$host $why", $refused->err);
            $this->assertHasDomain($host);
        }
        $this->assertAsked([], reads: false);
    }

    public function test_the_primary_domain_is_never_removed(): void
    {
        $refused = $this->wp('runcloud remove site-0001.example.net --yes');
        self::assertSame(1, $refused->status);
        self::assertStringContainsString('is the primary domain', $refused->err);
        $this->assertHasDomain('site-0001.example.net');
    }

    public function test_a_name_that_a_job_is_settling_is_left_to_it(): void
    {
        self::hold('domain', 'shop.example.com');
        foreach (['add', 'remove'] as $command) {
            $refused = $this->wp("runcloud $command shop.example.com");
            self::assertSame(1, $refused->status);
            self::assertStringContainsString('A queue job is working on', $refused->err);
        }
        $this->assertAsked([], reads: false);
    }

    public function test_redeploy_requests_the_certificate_and_sees_that_it_comes(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        $requested = $this->wp('runcloud redeploy');
        self::assertSame(0, $requested->status, $requested->err);
        self::assertStringStartsWith('Success: ', $requested->out);
        self::assertSame(1, $this->count_asked('PUT /ssl'));
        self::assertEqualsWithDelta([120], self::due_in(self::LOOK), 10);
        self::live_on();
        self::assertStringContainsString('has issued the certificate', self::um_log());
    }

    public function test_redeploy_warns_when_it_was_requested_often(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        \RunCloud\WordPress\note('certificate', '', ['data' => ['redeploys' => array_fill(0, 4, time() - 60)]]);
        $requested = $this->wp('runcloud redeploy');
        self::assertSame(0, $requested->status);
        self::assertStringContainsString('several times in the last hour', $requested->err);
    }

    public function test_redeploy_of_one_domain_in_advanced_mode(): void
    {
        $this->have('shop.example.com');
        $this->fake()->change(advanced_ssl: true);
        self::assertSame(1, $this->wp('runcloud redeploy')->status);
        self::assertSame([], self::due_in(self::LOOK));
        self::assertSame('', self::notice(), 'whoever asked was told');
        $requested = $this->wp('runcloud redeploy shop.example.com');
        self::assertSame(0, $requested->status, $requested->err);
        self::assertSame(['shop.example.com'], array_column(self::waiting_rows(self::LOOK), 'host'));
    }

    public function test_a_certificate_of_the_owners_own_is_left_alone_and_told(): void
    {
        $this->fake()->change(basic_certificate: ['method' => 'custom', 'days' => 10]);
        $refused = $this->wp('runcloud redeploy');
        self::assertSame(1, $refused->status);
        self::assertStringContainsString('Error: ', $refused->err);
        self::assertSame(0, $this->count_asked('PUT'));
    }
}
