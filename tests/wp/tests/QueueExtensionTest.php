<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** The queue may be run by a PHP that has no extension, or an old one: nothing is lost, and somebody is told. */
final class QueueExtensionTest extends Scenario
{
    public function test_a_runner_without_the_extension_puts_the_jobs_off_and_tells_which_php_lacks_it(): void
    {
        $this->assertPutOff($this->without_extension(), 'is not loaded in this PHP (cli)');
    }

    public function test_a_runner_with_an_old_extension_puts_the_jobs_off_and_tells_the_versions(): void
    {
        $old = ['BED_BOOT' => dirname(__DIR__) . '/support/old-extension.php', 'BED_OLD_EXTENSION' => '0.0.9'];
        $this->assertPutOff($old, 'runcloud 0.0.9 in this PHP (cli) is too old');
    }

    public function test_days_without_the_extension_cost_no_attempt(): void
    {
        self::map_domain('shop.example.com', 1);
        $without = $this->without_extension();
        for ($day = 1; $day <= 3; $day++) {
            $this->wordpress(Queue::RUN, environment: $without);
            self::pass(DAY_IN_SECONDS);
        }
        self::assertSame([0], array_column(self::waiting_rows(), 'attempts'));
        self::live_on();
        $this->assertConverged();
    }

    public function test_redeploys_and_looks_wait_for_the_extension_as_well(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        $without = $this->without_extension();
        foreach ([self::REDEPLOY => 60, self::LOOK => 120] as $hook => $wait) {
            self::pass($wait);
            $this->wordpress(Queue::RUN, environment: $without);
            self::assertCount(1, self::due_in($hook));
            self::assertEqualsWithDelta([300], self::loop_due_in(), 5);
            self::pass(300);
            self::run_queue();
        }
        self::live_on();
        self::assertSame(1, $this->count_asked('PUT /ssl'));
        self::assertStringContainsString('has issued the certificate', self::um_log());
    }

    public function test_nothing_else_breaks_without_the_extension(): void
    {
        $without = $this->without_extension();
        $tested = $this->wordpress('
            wp_set_current_user(1);
            $result = RunCloud\WordPress\test();
            return is_wp_error($result) ? $result->get_error_message() : $result;
        ', environment: $without);
        self::assertStringContainsString('is not loaded in this PHP', $tested);
        $this->wordpress('do_action("wu_add_domain", "x.example.com", 5);', environment: $without);
        self::assertCount(1, self::waiting_jobs());
    }

    private function assertPutOff(array $environment, string $told): void
    {
        self::map_domain('shop.example.com', 1);
        self::map_domain('blog.example.com', 1);
        $this->wordpress(Queue::RUN, environment: $environment);
        $this->assertNothingAsked();
        self::assertCount(2, self::due_in());
        self::assertSame([], self::failures());
        self::assertStringContainsString($told, self::notice());
        self::pass(5 * MINUTE_IN_SECONDS);
        $this->wordpress(Queue::RUN);
        $this->assertConverged();
        self::assertSame('', self::notice());
    }
}
