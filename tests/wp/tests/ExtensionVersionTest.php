<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/**
 * The plugin and the extension are updated one after the other: an older extension makes the plugin wait and say so, a newer
 * one works, and neither is a fatal error.
 */
final class ExtensionVersionTest extends Scenario
{
    private const TOO_OLD = 'The PHP extension runcloud 0.0.9 in this PHP (cli) is too old';
    /** All that a person can see or press, each as code that returns what it says. */
    private const SCREENS = [
        'doctor' => 'return array_column(examine(), "finding");',
        'doctor of a domain' => 'return array_column(follow("shop.example.com"), "finding");',
        'status' => 'return summary(examine_runcloud());',
        'Site Health' => 'return array_map(static fn ($test) => health($test), array_keys(health_tests()));',
        'debug information' => 'return add_debug_information([]);',
        'test button' => 'return test();',
        'notices' => 'return notices();',
        'page' => 'ob_start(); show_page(); return ob_get_clean();',
        'Test' => 'return carry_out("test", "");',
        'Refresh' => 'return carry_out("refresh", "connection") . carry_out("refresh", "names") . carry_out("refresh", "domains");',
        'Redeploy SSL' => 'return carry_out("redeploy", "");',
        'Sync now' => 'return carry_out("sync", "");',
        'Retry' => 'return carry_out("retry", "shop.example.com");',
        'Remove' => 'return carry_out("remove", "old.example.com");',
        'Diagnose' => 'return carry_out("follow", "shop.example.com");',
    ];

    public function test_an_older_extension_is_named_wherever_somebody_looks_and_breaks_nothing(): void
    {
        self::map_domain('shop.example.com', 1);
        $told = $this->look_everywhere('older');
        foreach (array_diff(array_keys(self::SCREENS), ['Sync now', 'debug information']) as $screen) {
            self::assertStringContainsString(self::TOO_OLD, $told[$screen], $screen);
        }
        self::assertStringContainsString('The sync has started', $told['Sync now']);
        self::assertStringContainsString('0.0.9', $told['debug information']);
        $this->assertNothingAsked();
    }

    public function test_an_older_extension_makes_the_jobs_wait_until_it_is_updated(): void
    {
        self::map_domain('shop.example.com', 1);
        $this->wordpress(Queue::RUN, environment: $this->with('older'));
        self::assertSame([0], array_column(self::waiting_rows(), 'attempts'));
        self::assertStringContainsString(self::TOO_OLD, self::notice());
        self::pass(5 * MINUTE_IN_SECONDS);
        self::run_queue();
        $this->assertConverged();
        self::assertSame('', self::notice());
    }

    public function test_an_older_extension_leaves_the_words_of_what_was_met_before(): void
    {
        self::assertSame('Refused.', $this->wordpress('return RunCloud\WordPress\in_words(["code" => "credentials-refused", "context" => [], "text" => "Refused."]);', environment: $this->with('older')));
    }

    public function test_a_newer_extension_is_taken_and_what_is_new_is_told_in_its_own_english(): void
    {
        self::map_domain('shop.example.com', 1);
        $told = $this->look_everywhere('newer');
        foreach ($told as $screen => $words) {
            self::assertStringNotContainsString('too old', $words, $screen);
        }
        self::assertStringContainsString('the something new broke in a new way.', $told['doctor']);
        self::assertStringContainsString('the something new broke in a new way. Mend the something new.', $told['page']);
        self::assertStringContainsString('inspect broke in a new way. Mend inspect.', $told['Diagnose']);
        self::assertStringContainsString('99.0.0', $told['status']);
        self::assertStringContainsString('RunCloud is connected.', $told['Test']);
    }

    public function test_a_failure_that_a_newer_extension_calls_retryable_is_tried_again(): void
    {
        self::map_domain('shop.example.com', 1);
        $this->wordpress(Queue::RUN, environment: $this->with('newer'));
        [$row] = self::waiting_rows(self::SETTLE);
        self::assertSame([1, 'fresh-trouble', 'addDomain'], [$row['attempts'], $row['error']['code'], $row['error']['context']['thing']]);
        self::assertStringContainsString('addDomain broke in a new way. Mend addDomain.', self::um_log());
        self::live_on();
        $this->assertConverged();
    }

    public function test_a_failure_that_a_newer_extension_calls_final_ends_with_its_reason(): void
    {
        $domain = self::map_domain('shop.example.com', 1);
        self::run_queue();
        $domain->delete();
        $this->wordpress(Queue::RUN, environment: $this->with('newer'));
        $row = \RunCloud\WordPress\row('domain', 'shop.example.com');
        self::assertSame(['failed', 1], [$row['state'], count(self::failures())]);
        // This process has an extension that does not know the code.
        self::assertSame('shop.example.com: removeDomain broke in a new way. Mend removeDomain.', \RunCloud\WordPress\told_of_row($row));
    }

    /** @return array<string, string> what each screen says, or the message of what it threw */
    private function look_everywhere(string $extension): array
    {
        $code = '
            require_once ABSPATH . "wp-admin/includes/admin.php";
            set_current_screen("toplevel_page_wp-ultimo-network");
            wp_set_current_user(1);
            require_once WP_PLUGIN_DIR . "/runcloud/inc/admin/page.php";
            require_once WP_PLUGIN_DIR . "/runcloud/inc/admin/class-domains-table.php";
            $told = [];
            foreach ($screens as $screen => $code) {
                try {
                    $said = eval("namespace RunCloud\\WordPress; $code");
                    $said = is_wp_error($said) ? $said->get_error_message() : $said;
                } catch (RunCloud\WordPress\Failure $failure) {
                    $said = $failure->getMessage();
                } catch (RunCloud\FreshException $failure) {
                    $said = $failure->getMessage();
                }
                $told[$screen] = html_entity_decode(is_string($said) ? strip_tags($said) : json_encode($said, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE));
            }
            return $told;
        ';
        return $this->wordpress($code, ['screens' => self::SCREENS], environment: $this->with($extension));
    }

    private function with(string $extension): array
    {
        return ['BED_BOOT' => dirname(__DIR__) . "/support/$extension-extension.php"] + $this->without_extension();
    }
}
