<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use RunCloud\Client;

use function RunCloud\WordPress\in_words;

/** The extension's English in the language of those who read it. */
final class WordsTest extends Scenario
{
    protected function setUp(): void
    {
        parent::setUp();
        self::assertTrue(load_textdomain('runcloud', WP_PLUGIN_DIR . '/runcloud/languages/runcloud-es_ES.mo'));
    }

    protected function tearDown(): void
    {
        unload_textdomain('runcloud', true);
        parent::tearDown();
    }

    public function test_without_a_translation_it_stays_as_it_is(): void
    {
        unload_textdomain('runcloud', true);
        self::assertSame('RunCloud refused the credentials (HTTP 401).', in_words('RunCloud refused the credentials (HTTP 401).'));
    }

    public function test_what_runcloud_says_is_not_touched(): void
    {
        $told = in_words('shop.example.com is held by another web application (HTTP 422: The server was added. Try again.). Find shop.example.com in RunCloud\'s other web applications, remove it there, and add it again.');
        self::assertStringContainsString('(HTTP 422: The server was added. Try again.)', $told);
        self::assertStringStartsWith('shop.example.com', $told);
        self::assertSpanish($told);
        self::assertSame('Something that nobody knows. Do it.', in_words('Something that nobody knows. Do it.'));
    }

    public function test_what_it_is_about_stays_in_front(): void
    {
        self::assertSame('shop.example.com: RunCloud ha rechazado las credenciales (HTTP 401).', in_words('shop.example.com: RunCloud refused the credentials (HTTP 401).'));
        self::assertSame('Certificado: RunCloud ha rechazado las credenciales (HTTP 401).', in_words('certificate: RunCloud refused the credentials (HTTP 401).'));
    }

    public function test_the_way_over_a_proxy_is_translated_with_the_failure(): void
    {
        $told = static fn (string $failure): string => in_words("No answer from RunCloud: $failure. Check this server's DNS resolver, runcloud.proxy and runcloud.api_url.");
        self::assertStringContainsString('la conexión con manage.runcloud.io:443 a través del proxy 10.0.0.1:3128 ha sido rechazada (os error 111).', $told('the connection to manage.runcloud.io:443 through the proxy 10.0.0.1:3128 was refused (os error 111)'));
        self::assertStringContainsString('no se ha podido resolver el nombre de host: el proxy proxy.example:3128.', $told('the host name of the proxy proxy.example:3128 could not be resolved'));
    }

    public function test_what_the_plugin_remembers_is_known_as_well(): void
    {
        foreach (['', ' DNS not verified yet: a.example.com, b.example.com.'] as $unready) {
            self::assertSpanish(in_words("certificate: RunCloud issued no certificate. RunCloud says: nothing.$unready Point the DNS of every domain to this server or remove those that do not, then press Redeploy SSL on the page RunCloud."));
        }
        self::assertSpanish(in_words('The PHP extension runcloud is not loaded in this PHP (cli). Run bin/install for it and reload PHP; until then its jobs are put off.'));
        self::assertSpanish(in_words('RunCloud for Ultimate Multisite is asleep: Ultimate Multisite is not active, too old or not set up. Activate it, or finish its setup.'));
    }

    public function test_the_first_text_of_a_request_is_translated_too(): void
    {
        self::assertSame(['RunCloud ha rechazado las credenciales (HTTP 401).'], $this->wordpress('
            add_filter("locale", static fn () => "es_ES");
            RunCloud\WordPress\load_translations();
            return [RunCloud\WordPress\in_words("RunCloud refused the credentials (HTTP 401).")];
        '));
    }

    public function test_everything_that_the_extension_says_is_known(): void
    {
        $said = [];
        $client = fn (mixed ...$other) => new Client(...$other + ['serverId' => $this->fake()->ready->server_id, 'appId' => $this->fake()->ready->app_id, 'token' => $this->fake()->ready->token, 'timeout' => 1.0]);
        $note = static function (callable $work) use (&$said): void {
            try {
                $done = $work();
                foreach (is_array($done) ? $done : [$done] as $one) {
                    array_push($said, ...array_filter([$one->message ?? '', $one->finding ?? '', $one->nextStep ?? '']));
                }
            } catch (\RunCloud\Exception $error) {
                $said[] = $error->getMessage();
            }
        };
        // Results, and what is told of each state.
        $add = static fn (string $name = 'shop.example.com') => $client()->addDomain($name);
        foreach ([$add, $add, static fn () => $client()->removeDomain('shop.example.com'), static fn () => $client()->removeDomain('shop.example.com'), static fn () => $client()->removeDomain('site-0001.example.net'), static fn () => $add('taken-in-other-app.example.org')] as $work) {
            $note($work);
        }
        foreach ([[], ['basic_certificate' => ['days' => 60]], ['basic_certificate' => ['method' => 'custom', 'days' => 60]], ['basic_certificate' => ['pending' => true]], ['advanced_ssl' => true], ['auto_ssl' => true], ['server_online' => false]] as $state) {
            $this->fake()->change(...$state);
            $note(static fn () => $client()->diagnose());
            $note(static fn () => $client()->redeploySsl());
            $note(static fn () => $client()->redeploySsl('site-0001.example.net', true));
        }
        $this->fake()->reset();
        $this->fake()->seed(120);
        $note(static fn () => $client()->diagnose());
        $note(static fn () => $client()->redeploySsl());
        $note(static fn () => $client()->redeploySsl(install: true));
        // Refusals.
        foreach ([[401], [403], [403, '<html><title>Forbidden</title></html>'], [404], [405], [409], [422, ['message' => 'no', 'errors' => ['name' => ['bad']]]], [429], [429, [], ['Retry-After' => '30']], [500], [503], [302, [], ['Location' => 'https://example.com/']], [200, '<html>'], [200, []]] as $answer) {
            foreach ([static fn () => $add(), static fn () => $client()->domains(), static fn () => $client()->diagnose(), static fn () => $client()->redeploySsl(), static fn () => $client()->removeDomain('x.example.com', 710), static fn () => $client()->certificate()] as $work) {
                $this->fake()->reply(...$answer);
                $note($work);
                $this->fake()->clear_faults();
            }
        }
        foreach (['WU_RUNCLOUD_SERVER_ID' => ['serverId' => 99999], 'WU_RUNCLOUD_APP_ID' => ['appId' => 99999]] as $other) {
            $note(static fn () => $client(...$other)->domains());
        }
        // No answer.
        foreach (['stall', 'stall_handshake', 'reset_before', 'reset_after', ['refuse_connections' => ['for_ms' => 300]]] as $fault) {
            foreach ([static fn () => $add(), static fn () => $client()->domains()] as $work) {
                try {
                    $this->fake()->fault($fault, times: 9);
                } catch (\RuntimeException) {
                    continue;
                }
                $this->fake()->drop_connections();
                $note($work);
                $this->fake()->clear_faults();
            }
        }
        foreach (['https://localhost:1/api', 'https://nowhere.invalid/api', 'ftp://x/', 'x', 'https://a:b@c.example/api', 'https://c.example/api?a', 'http://c.example/api'] as $url) {
            $note(static fn () => $client(apiUrl: $url)->domains());
        }
        // Settings and names.
        foreach ([['token' => null], ['token' => null, 'apiKey' => 'k'], ['token' => null, 'apiSecret' => 's'], ['token' => "a\nb"], ['apiVersion' => 'v9'], ['token' => null, 'apiKey' => 'k', 'apiSecret' => 's', 'apiVersion' => 'v3'], ['timeout' => -1.0], ['serverId' => 0]] as $other) {
            $note(static fn () => $client(...$other)->domains());
        }
        foreach (['', 'http://x.example', 'a/b', 'a b', "a\nb", 'a@b.example', 'a%20b', 'a.example:80', '192.0.2.1', '*.a.example', 'localhost', 'a..example', '-a.example', str_repeat('a', 64) . '.example', str_repeat('a.', 130) . 'example', 'a.1', "p\u{0430}ypal.example", "\xff.example"] as $name) {
            $note(static fn () => $add($name));
        }
        self::assertGreaterThan(80, count(array_unique($said)), 'the story itself');
        foreach (array_unique($said) as $english) {
            self::assertSpanish(in_words($english), $english);
        }
    }

    /** No word of English outside of what is quoted. */
    private static function assertSpanish(string $text, string $english = ''): void
    {
        $own = preg_replace(['/\((?:[^()]|\([^()]*\))*\)/', '/"[^"]*"/'], ' ', $text);
        self::assertDoesNotMatchRegularExpression('/\b(the|is|it|was|of|and|with|has|for|to|not|from|that|this|again|be)\b/i', $own, $english);
    }
}
