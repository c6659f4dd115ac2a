<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** What is left when the plugin is deleted. */
final class ResilienceUninstallTest extends Scenario
{
    public function test_what_the_plugin_stored_goes(): void
    {
        $this->leave_traces();
        self::assertGreaterThan(4, count($this->stored()));
        $this->uninstall();
        self::assertSame([], $this->stored());
    }

    public function test_what_is_ultimate_multisites_stays(): void
    {
        update_network_option(null, 'wu_hosting_credential_WU_RUNCLOUD_API_TOKEN', 'kept');
        $this->leave_traces();
        $this->uninstall();
        wp_cache_flush();
        self::assertSame('kept', get_network_option(null, 'wu_hosting_credential_WU_RUNCLOUD_API_TOKEN'));
        self::assertSame(['runcloud' => true], get_network_option(null, 'wu_host_integrations_enabled'));
        self::assertNotFalse(wu_get_domain_by_domain('shop.example.com'));
        self::assertNotEmpty(Queue::actions('wu_async_process_domain_stage', 'pending'));
    }

    public function test_no_job_is_left_in_the_queue(): void
    {
        $this->leave_traces();
        self::assertNotEmpty(self::waiting_jobs());
        $this->uninstall();
        self::assertSame([], self::waiting_jobs());
    }

    public function test_it_works_without_ultimate_multisite(): void
    {
        $this->leave_traces();
        $this->wordpress('update_site_option("active_sitewide_plugins", []);');
        self::assertFalse($this->wordpress('return function_exists("wu_unschedule_all_actions");'));
        $this->uninstall();
        self::assertSame([], $this->stored());
    }

    public function test_runcloud_is_not_asked(): void
    {
        $this->leave_traces();
        $this->fake()->clear_journal();
        $this->uninstall();
        $this->assertNothingAsked();
    }

    /** One of everything that the plugin remembers. */
    private function leave_traces(): void
    {
        $this->fake()->change(basic_certificate: ['days' => 10]);
        self::create_site('blog.network.localhost');
        self::map_domain('taken-in-other-app.example.org', 1);
        self::map_domain('shop.example.com', 1);
        self::run_queue();
        self::pass(60);
        self::run_queue();
        $this->fake()->switch(ip_whitelisted: false);
        self::map_domain('late.example.com', 1);
        self::map_domain('later.example.com', 1);
        self::run_queue();
        update_user_meta(1, 'runcloud_closed', ['domains' => 'x']);
        update_user_meta(1, 'runcloud_domains_per_page', 50);
        $GLOBALS['wpdb']->insert($GLOBALS['wpdb']->sitemeta, ['site_id' => 2, 'meta_key' => 'runcloud_table', 'meta_value' => 'of another network']);
    }

    /** @return list<string> */
    private function stored(): array
    {
        global $wpdb;
        return [
            ...$wpdb->get_col("SELECT meta_key FROM $wpdb->sitemeta WHERE meta_key LIKE '%runcloud%' AND meta_key NOT LIKE 'wu\\_%' AND meta_key NOT LIKE 'um\\_%'"),
            ...$wpdb->get_col("SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE 'runcloud%'"),
        ];
    }

    private function uninstall(): void
    {
        $this->wordpress('
            define("WP_UNINSTALL_PLUGIN", "runcloud/runcloud.php");
            require WP_PLUGIN_DIR . "/runcloud/uninstall.php";
        ');
    }
}
