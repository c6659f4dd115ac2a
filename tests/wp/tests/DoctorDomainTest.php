<?php

declare(strict_types=1);

namespace RunCloud\Tests;

require_once dirname(__DIR__) . '/wp-cli-double/CommandCase.php';
require_once dirname(__DIR__) . '/wp-cli-double/TlsServer.php';


/** wp runcloud doctor DOMAIN: the whole way of one name, up to the first thing that is wrong. */
final class DoctorDomainTest extends CommandCase
{
    private const HOST = 'shop.example.com';

    private ?TlsServer $server = null;

    protected function tearDown(): void
    {
        $this->server = null;
        parent::tearDown();
    }

    public function test_all_is_well(): void
    {
        $this->all_is_well();
        $followed = $this->follow();
        self::assertSame(0, $followed->status, $followed->out);
        self::assertSame(['mapping', 'stage', 'entry', 'dns', 'certificate', 'https'], array_column($followed->json(), 'check'));
        self::assertSame(['ok'], array_values(array_unique(array_column($followed->json(), 'status'))), $followed->out);
        self::assertSame([''], array_values(array_unique(array_column($followed->json(), 'next_step'))));
        self::assertStringContainsString('belongs to site 1, network.localhost/', self::row($followed, 'mapping')['finding']);
        $served = self::row($followed, 'https')['finding'];
        self::assertStringContainsString('The server presents a certificate for shop.example.com, other.example.com, valid from ' . gmdate('Y-m-d'), $served);
        self::assertStringContainsString(gmdate('Y-m-d', time() + 90 * DAY_IN_SECONDS), $served);
    }

    public function test_a_name_that_no_site_has(): void
    {
        $this->assertStops('mapping', 'is not mapped to any site', 'Map it');
        $this->assertNothingAsked();
    }

    public function test_a_name_whose_site_is_gone(): void
    {
        self::map_all([self::HOST], 77);
        $this->assertStops('mapping', 'is mapped to site 77, which has been deleted', 'Delete the mapping');
    }

    public function test_a_sites_own_address_counts_as_mapped(): void
    {
        $this->all_is_well('sub.network.localhost', false);
        self::add_sites(['sub.network.localhost']);
        self::assertSame('ok', self::row($this->follow('sub.network.localhost'), 'mapping')['status']);
        self::assertSame('ok', self::row($this->follow('sub.network.localhost'), 'stage')['status']);
    }

    public function test_a_mapping_that_is_switched_off(): void
    {
        $this->all_is_well();
        $GLOBALS['wpdb']->query("UPDATE {$GLOBALS['wpdb']->base_prefix}wu_domain_mappings SET active = 0");
        $this->assertStops('stage', 'It is inactive there', 'Activate it');
    }

    public function test_a_name_that_runcloud_does_not_have(): void
    {
        self::map_unseen(self::HOST);
        $this->assertStops('entry', 'has no entry for shop.example.com', 'wp runcloud add shop.example.com');
    }

    public function test_a_name_that_another_web_application_has(): void
    {
        self::map_domain('taken-in-other-app.example.org', 1, 'done');
        self::run_queue();
        $this->assertStops('entry', 'belongs to another web application', 'remove it there', 'taken-in-other-app.example.org');
    }

    public function test_a_name_that_a_wildcard_entry_serves(): void
    {
        $this->all_is_well('sub.network.localhost', false);
        self::add_sites(['sub.network.localhost']);
        $this->fake()->change(remove_domains: ['sub.network.localhost'], add_domains: [['name' => '*.network.localhost'], ['name' => 'network.localhost']]);
        $followed = $this->follow('sub.network.localhost');
        self::assertSame(0, $followed->status, $followed->out);
        self::assertStringContainsString('by the entry of *.network.localhost', self::row($followed, 'entry')['finding']);
        self::assertSame('ok', self::row($followed, 'dns')['status']);
    }

    public function test_dns_that_points_elsewhere_or_nowhere(): void
    {
        $this->all_is_well();
        $this->outside['addresses'][self::HOST] = ['203.0.113.9'];
        $this->assertStops('dns', 'points to 203.0.113.9, and 203.0.113.9 is not this server', 'Set the A record of shop.example.com to 192.0.2.1');
        $this->outside['addresses'][self::HOST] = ['192.0.2.1', '203.0.113.9'];
        $this->assertStops('dns', ', and 203.0.113.9 is not this server', '192.0.2.1');
        $this->outside['addresses'][self::HOST] = [];
        $this->assertStops('dns', 'has no address in DNS', '192.0.2.1');
    }

    public function test_cloudflares_proxy_is_a_finding_and_no_error(): void
    {
        $this->all_is_well();
        $this->outside['addresses'][self::HOST] = ['104.27.255.254', '2a06:98c7::1'];
        $followed = $this->follow();
        self::assertSame(0, $followed->status, $followed->out);
        $row = self::row($followed, 'dns');
        self::assertSame('warning', $row['status']);
        self::assertStringContainsString('Cloudflare', $row['finding']);
        self::assertSame('ok', self::row($followed, 'https')['status']);
        $this->outside['addresses'][self::HOST] = ['104.28.0.0'];
        $this->assertStops('dns', 'is not this server', '192.0.2.1');
    }

    public function test_a_second_address_of_ipv6_is_a_warning(): void
    {
        $this->all_is_well();
        $this->outside['addresses'][self::HOST] = ['192.0.2.1', '2001:db8::9'];
        self::assertSame('warning', self::row($this->follow(), 'dns')['status']);
        $this->outside['addresses'][self::HOST] = ['2001:db8::9'];
        $this->assertStops('dns', 'is not this server', '192.0.2.1');
    }

    public function test_no_certificate_in_runcloud(): void
    {
        $this->all_is_well();
        $this->fake()->change(basic_certificate: null);
        $this->assertStops('certificate', 'has no certificate for shop.example.com', 'wp runcloud redeploy shop.example.com');
    }

    public function test_an_expired_and_an_untrusted_certificate_in_runcloud(): void
    {
        $this->all_is_well();
        $this->fake()->change(basic_certificate: ['days' => -3]);
        $this->assertStops('certificate', 'expired on', 'wp runcloud redeploy');
        $this->fake()->change(basic_certificate: ['days' => 60, 'staging' => true]);
        $this->assertStops('certificate', 'staging environment', 'live one');
    }

    public function test_a_certificate_that_is_being_issued_is_no_failure_yet(): void
    {
        $this->all_is_well();
        $this->fake()->switch(issuance: 'never');
        $this->fake()->change(basic_certificate: ['pending' => true]);
        $row = self::row($this->follow(), 'certificate');
        self::assertSame('warning', $row['status']);
        self::assertStringContainsString('still issuing', $row['finding']);
    }

    public function test_nothing_listens_on_port_443(): void
    {
        $this->all_is_well();
        $this->outside['https'] = [];
        $this->assertStops('https', 'Nothing answers HTTPS for shop.example.com (Connection refused', 'firewall');
    }

    public function test_a_server_that_says_nothing_costs_seconds_and_no_more(): void
    {
        $this->all_is_well();
        $this->server = TlsServer::mute();
        $this->outside['https'][self::HOST] = $this->server->address;
        $begun = microtime(true);
        $this->assertStops('https', 'did not answer in time', 'web server');
        self::assertLessThan(9, microtime(true) - $begun);
    }

    public function test_the_certificate_that_is_served_is_for_other_names(): void
    {
        $this->all_is_well();
        $this->serve(['panel.example.net', '*.example.net', 'example.com', '*.com', '*.shop.example.com', "shop.example.com.evil.example"]);
        $this->assertStops('https', 'does not cover shop.example.com', 'wp runcloud redeploy shop.example.com');
    }

    public function test_a_wildcard_certificate_holds_one_label(): void
    {
        $this->all_is_well();
        $this->serve(['*.Example.com']);
        self::assertSame('ok', self::row($this->follow(), 'https')['status']);
    }

    public function test_the_certificate_that_is_served_has_expired(): void
    {
        $this->all_is_well();
        $this->serve([self::HOST], 0);
        $this->assertStops('https', 'that expired on', 'wp runcloud redeploy');
    }

    public function test_the_certificate_that_is_served_is_not_trusted(): void
    {
        $this->all_is_well();
        $followed = $this->wp('runcloud doctor ' . self::HOST . ' --format=json', options: ['-d', 'runcloud.ca_file=' . $this->fake()->ready->ca_file]);
        self::assertSame(1, $followed->status);
        self::assertStringContainsString('whose issuer is not trusted', self::row($followed, 'https')['finding']);
    }

    public function test_a_hostile_certificate_is_made_harmless(): void
    {
        $this->all_is_well();
        $this->serve([], name: "\e]0;owned\x07<img src=x onerror=alert(1)>");
        foreach (['table', 'json', 'csv', 'yaml'] as $format) {
            $followed = $this->follow(format: $format);
            self::assertSame(1, $followed->status);
            self::assertDoesNotMatchRegularExpression('/[^\P{C}\n\t]/u', $followed->out);
            self::assertStringContainsString('owned', $followed->out);
        }
    }

    public function test_that_um_gave_up_is_told_last_of_all(): void
    {
        $this->all_is_well();
        $GLOBALS['wpdb']->query("UPDATE {$GLOBALS['wpdb']->base_prefix}wu_domain_mappings SET stage = 'failed'");
        $this->outside['addresses'][self::HOST] = [];
        $this->assertStops('dns', 'has no address', 'A record to 192.0.2.1');
        self::assertSame('warning', self::row($this->follow(), 'stage')['status'], 'an effect of the DNS');
        $this->outside['addresses'][self::HOST] = ['192.0.2.1'];
        $row = self::row($this->follow(), 'stage');
        self::assertSame('failed', $row['status'], 'all else is right');
        self::assertStringContainsString('wp runcloud doctor --revive', $row['next_step']);
        $this->wp('runcloud doctor --revive');
        self::assertSame('checking-dns', wu_get_domain_by_domain(self::HOST)->get_stage());
        $followed = $this->follow();
        self::assertSame([0, 'warning'], [$followed->status, self::row($followed, 'stage')['status']]);
    }

    public function test_runcloud_that_cannot_be_asked_stops_it_there(): void
    {
        $this->all_is_well();
        $this->fake()->switch(ip_whitelisted: false);
        self::fail_domain(self::HOST, ['text' => 'It failed last week.']);
        $this->assertStops('entry', 'refused the credentials', 'heck the token');
        $followed = $this->wp('runcloud doctor ' . self::HOST . ' --format=json', environment: $this->without_extension());
        self::assertStringContainsString('is not loaded', self::row($followed, 'entry')['finding']);
    }

    public function test_it_takes_a_name_as_people_write_it(): void
    {
        $this->all_is_well();
        self::assertSame(0, $this->wp('runcloud doctor Shop.Example.COM. --format=json', options: $this->trusting())->status);
    }

    public function test_www_of_a_mapped_name_is_followed_by_its_mapping(): void
    {
        $this->all_is_well();
        $followed = $this->follow('www.' . self::HOST);
        self::assertSame(0, $followed->status, $followed->out);
        self::assertStringContainsString('shop.example.com belongs to site 1', self::row($followed, 'mapping')['finding']);
    }

    public function test_an_internationalised_name_is_followed_in_ascii(): void
    {
        $this->all_is_well('xn--bcher-kva.example.com');
        self::assertSame(0, $this->follow('bücher.example.com')->status);
    }

    /** Everything on the way of a host is right; what a test breaks is the only thing that is not. */
    private function all_is_well(string $host = self::HOST, bool $map = true): void
    {
        $map && self::map_unseen($host);
        $this->have($host);
        $this->fake()->change(basic_certificate: ['days' => 60]);
        $this->outside['addresses'][$host] = ['192.0.2.1'];
        $this->serve([$host, 'other.example.com'], host: $host);
    }

    private function serve(array $names, int $days = 90, string $name = 'tests', string $host = self::HOST): void
    {
        $this->server = TlsServer::with($this->file('server.pem'), $names, $days, $name);
        $this->outside['https'][$host] = $this->server->address;
    }

    /** Options of a PHP that trusts the certificate that is served, if one is. */
    private function trusting(): array
    {
        if (!is_file($this->file('server.pem.ca'))) {
            return [];
        }
        $authorities = file_get_contents($this->fake()->ready->ca_file) . file_get_contents($this->file('server.pem.ca'));
        return ['-d', 'runcloud.ca_file=' . $this->file('authorities.pem', $authorities)];
    }

    private function follow(string $host = self::HOST, string $format = 'json'): Output
    {
        return $this->wp("runcloud doctor $host --format=$format", options: $this->trusting());
    }

    /** It ends with 1 at a check, of which it says this; what is before is not failed, and what is behind not looked at. */
    private function assertStops(string $check, string $finding, string $next_step, string $host = self::HOST): void
    {
        $followed = $this->follow($host);
        self::assertSame(1, $followed->status);
        $row = self::row($followed, $check);
        self::assertSame('failed', $row['status'], $followed->out);
        self::assertStringContainsString($finding, $row['finding']);
        self::assertStringContainsString($next_step, $row['next_step']);
        $statuses = array_column($followed->json(), 'status');
        $at = array_search('failed', $statuses, true);
        self::assertSame($check, $followed->json()[$at]['check'], $followed->out);
        self::assertSame([], array_diff(array_slice($statuses, $at + 1), ['skipped']), $followed->out);
    }
}
