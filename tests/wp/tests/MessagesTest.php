<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use RunCloud\Reason;

use function RunCloud\WordPress\in_words;
use function RunCloud\WordPress\message;
use function RunCloud\WordPress\message_of;
use function RunCloud\WordPress\own_sentences;
use function RunCloud\WordPress\told_of_row;

/** Codes become sentences in the language of those who read them. */
final class MessagesTest extends Scenario
{
    private const TAKEN = ['domain' => 'shop.example.com', 'answer' => 'HTTP 422: {domain} was added. Try again.'];

    protected function tearDown(): void
    {
        unload_textdomain('runcloud', true);
        parent::tearDown();
    }

    public function test_without_a_translation_they_are_english(): void
    {
        self::assertSame('RunCloud refused the credentials (HTTP 401). ' . Reason::CredentialsRefused->nextStep(), in_words(message('credentials-refused', ['answer' => 'HTTP 401'])));
    }

    public function test_what_runcloud_says_is_not_touched(): void
    {
        self::speakSpanish();
        $told = in_words(message('domain-taken', self::TAKEN));
        self::assertStringStartsWith('shop.example.com pertenece a otra aplicación web (HTTP 422: {domain} was added. Try again.). Búscalo', $told);
    }

    public function test_what_it_is_about_stays_in_front(): void
    {
        self::speakSpanish();
        $refused = message('credentials-refused', ['answer' => 'HTTP 401']);
        self::assertStringStartsWith('a.example.com: RunCloud ha rechazado las credenciales (HTTP 401).', told_of_row(['task' => 'domain', 'host' => 'a.example.com', 'error' => $refused]));
        self::assertStringStartsWith('Certificado: RunCloud ha rechazado', told_of_row(['task' => 'certificate', 'host' => '', 'error' => $refused]));
        self::assertStringStartsWith('shop.example.com pertenece', told_of_row(['task' => 'domain', 'host' => 'shop.example.com', 'error' => message('domain-taken', self::TAKEN)]));
    }

    public function test_what_is_not_known_is_left_out(): void
    {
        self::assertSame('The connection to a.example:443 was refused.', strstr(in_words(message('connection-refused', ['host' => 'a.example:443'])), ' Check', true));
        self::assertSame('The connection to a.example:443 through the proxy b:3128 was refused.', strstr(in_words(message('connection-refused', ['host' => 'a.example:443', 'proxy' => 'b:3128'])), ' Check', true));
    }

    public function test_a_code_that_this_extension_does_not_know_is_told_as_it_was_met(): void
    {
        self::assertSame('Told by a newer one.', in_words(['code' => 'of-a-newer-one', 'context' => [], 'text' => 'Told by a newer one.']));
        self::assertSame('Anything.', in_words(message_of(new \RuntimeException('Anything.'))));
    }

    public function test_every_code_of_the_plugin_has_its_sentences_in_spanish(): void
    {
        $english = own_sentences();
        self::speakSpanish();
        foreach (own_sentences() as $code => $sentences) {
            foreach ($sentences as $at => $sentence) {
                null === $sentence ? self::assertNull($english[$code][$at]) : self::assertNotSame($english[$code][$at], $sentence, $code);
            }
            if (in_array(null, $sentences, true)) {
                self::assertNotNull(Reason::tryFrom($code), "$code is in place of a sentence that there is none of");
            }
        }
    }

    public function test_every_code_of_the_plugin_has_its_section_of_the_troubleshooting(): void
    {
        $page = (string) file_get_contents(dirname(__DIR__, 3) . '/docs/troubleshooting.md');
        foreach (own_sentences() as $code => $sentences) {
            foreach (Reason::tryFrom($code) === null ? $sentences : [] as $sentence) {
                $shown = preg_replace(['/\[|\]/', '/\{(\w+)\}/'], ['', '*$1*'], $sentence);
                self::assertMatchesRegularExpression("/^### `$code`\n[^#]*" . preg_quote($shown, '/') . '/m', $page, $code);
            }
        }
    }

    public function test_the_first_text_of_a_request_is_translated_too(): void
    {
        self::assertStringStartsWith('RunCloud ha rechazado las credenciales (HTTP 401).', $this->wordpress('
            add_filter("locale", static fn () => "es_ES");
            RunCloud\WordPress\load_translations();
            return RunCloud\WordPress\in_words(RunCloud\WordPress\message("credentials-refused", ["answer" => "HTTP 401"]));
        '));
    }

    public function test_what_a_worker_met_is_told_in_a_php_without_the_extension(): void
    {
        $told = $this->wordpress('return [extension_loaded("runcloud"), RunCloud\WordPress\in_words(["code" => "domain-taken", "context" => [], "text" => "It is taken."])];', environment: $this->without_extension());
        self::assertSame([false, 'It is taken.'], $told);
    }

    private static function speakSpanish(): void
    {
        self::assertTrue(load_textdomain('runcloud', WP_PLUGIN_DIR . '/runcloud/languages/runcloud-es_ES.mo'));
    }
}
