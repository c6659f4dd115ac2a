<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** The wizard's test button: who may press it, and what it says. */
final class ConnectionTest extends TestCase
{
    private const SECRETS = ['fake-token-for-tests', 'fake-key-for-tests', 'fake-secret-for-tests', 'not-the-token'];

    protected function setUp(): void
    {
        parent::setUp();
        self::needs_plugin();
    }

    public function test_all_is_well(): void
    {
        $answer = $this->press();
        self::assertTrue($answer['success']);
        self::assertSame('Access Authorized', $answer['data']['message']);
        self::assertNotContains(false, array_column($this->fake()->journal(), 'accepted'));
        self::assertSame([], $this->fake()->asked(reads: false), 'a test changes nothing');
    }

    public function test_a_subscriber_is_refused_and_nothing_is_asked(): void
    {
        $user = wp_create_user('somebody', 'password', 'somebody@network.localhost');
        add_user_to_blog(1, $user, 'subscriber');
        $this->assertRefused($user);
    }

    public function test_the_administrator_of_one_site_is_refused_too(): void
    {
        $user = wp_create_user('somebody', 'password', 'somebody@network.localhost');
        add_user_to_blog(1, $user, 'administrator');
        $this->assertRefused($user);
    }

    public function test_a_wrong_token(): void
    {
        $answer = $this->press(['WU_RUNCLOUD_API_TOKEN' => 'not-the-token']);
        $this->assertFails('/credentials|token/i', '/API Management|API token|token/', $answer);
        self::assertContains(401, array_column($this->fake()->journal(), 'status'));
    }

    public function test_a_server_that_is_not_this_accounts(): void
    {
        $answer = $this->press(['WU_RUNCLOUD_SERVER_ID' => '99999']);
        $this->assertFails('/server/i', '/WU_RUNCLOUD_SERVER_ID|server ID/i', $answer);
    }

    public function test_a_web_application_that_is_not_on_the_server(): void
    {
        $answer = $this->press(['WU_RUNCLOUD_APP_ID' => '99999']);
        $this->assertFails('/web application/i', '/WU_RUNCLOUD_APP_ID|web application ID/i', $answer);
    }

    public function test_an_id_that_is_no_number(): void
    {
        $answer = $this->press(['WU_RUNCLOUD_APP_ID' => 'my-app']);
        $this->assertFails('/WU_RUNCLOUD_APP_ID is not a number/', '/address of the web application.+ page in your RunCloud dashboard/', $answer);
        $this->assertNothingAsked();
    }

    public function test_runcloud_cannot_be_reached(): void
    {
        $start = microtime(true);
        $answer = $this->press(options: ['-d', 'runcloud.api_url=https://127.0.0.1:1/api']);
        $this->assertFails('/connect|reach/i', '/firewall|network|connect|again/i', $answer);
        self::assertLessThan(15, microtime(true) - $start, 'a person is waiting');
    }

    public function test_the_server_is_offline(): void
    {
        $this->fake()->change(server_online: false);
        $this->assertFails('/RunCloud cannot reach the server/', '/agent is started/', $this->press());
    }

    public function test_an_address_that_is_not_allowed(): void
    {
        $this->fake()->switch(ip_whitelisted: false);
        $this->assertFails('/./', '/IP address/i', $this->press());
    }

    /** @dataProvider evil_words */
    public function test_what_runcloud_says_stays_text(int $status, string $path): void
    {
        $this->fake()->reply($status, ['message' => 'Sorry <img src=x onerror=alert(1)> & "so" on'], ['Content-Type' => 'application/json'], path: $path);
        $answer = $this->press();
        self::assertFalse($answer['success']);
        self::assertDoesNotMatchRegularExpression('/[<>]/', $answer['data']['message']);
        self::assertStringContainsString('Sorry', $answer['data']['message']);
        self::assertStringContainsString('&amp;', $answer['data']['message'], 'and is escaped as text');
    }

    public function evil_words(): array
    {
        return ['about the web application' => [422, '*webapps*'], 'about the server' => [400, '/servers/*']];
    }

    public function test_names_that_runcloud_holds_stay_text(): void
    {
        $this->fake()->reply(200, ['id' => 10101, 'name' => '<img src=x onerror=alert(1)>', 'ipAddress' => '<b>1</b>', 'online' => false, 'connected' => false], ['Content-Type' => 'application/json'], path: '/servers/10101$');
        $answer = $this->press();
        self::assertFalse($answer['success']);
        self::assertDoesNotMatchRegularExpression('/[<>]/', $answer['data']['message']);
        self::assertStringContainsString('RunCloud cannot reach the server', $answer['data']['message']);
    }

    public function test_the_extension_is_missing(): void
    {
        $folder = Scratch::make('ini');
        try {
            file_put_contents("$folder/php.ini", preg_replace('/^extension=.*runcloud.*$/m', '', (string) file_get_contents(getenv('PHPRC') . '/php.ini')));
            $answer = $this->press(environment: ['PHPRC' => $folder]);
        } finally {
            Scratch::remove($folder);
        }
        $this->assertFails('/extension runcloud is not loaded in this PHP \(cli\)/', '/sudo .\/install/', $answer);
        $this->assertNothingAsked();
    }

    public function test_a_key_without_its_secret_is_named(): void
    {
        $ids = ['WU_RUNCLOUD_SERVER_ID' => '10101', 'WU_RUNCLOUD_APP_ID' => '646'];
        $key = $this->press(['WU_RUNCLOUD_API_KEY' => 'fake-key-for-tests'] + $ids, credentials: false);
        $this->assertFails('/WU_RUNCLOUD_API_SECRET/', '/./', $key);
        $secret = $this->press(['WU_RUNCLOUD_API_SECRET' => 'fake-secret-for-tests'] + $ids, credentials: false);
        $this->assertFails('/WU_RUNCLOUD_API_KEY|apiKey|API key/', '/./', $secret);
        $this->assertNothingAsked();
    }

    public function test_an_id_that_is_missing_is_not_called_wrong(): void
    {
        $code = 'try { RunCloud\WordPress\client(); } catch (RunCloud\ConfigurationException $error) { return $error->getMessage(); }';
        self::assertStringContainsString('WU_RUNCLOUD_SERVER_ID is missing.', $this->wordpress($code, credentials: false));
        self::assertStringContainsString('WU_RUNCLOUD_APP_ID is not a number.', $this->wordpress($code, [], ['WU_RUNCLOUD_APP_ID' => 'my-app']));
    }

    public function test_success_takes_back_what_was_told_of_the_credentials(): void
    {
        $problems = ['credentials' => ['text' => 'They are wrong.']];
        \RunCloud\WordPress\note('pause', '', ['state' => 'failed', 'error' => $problems['credentials'], 'data' => ['mark' => 'other']]);
        $this->press(['WU_RUNCLOUD_API_TOKEN' => 'not-the-token']);
        self::assertSame($problems, \RunCloud\WordPress\problems());
        $this->press();
        self::assertSame([], \RunCloud\WordPress\problems());
    }

    /** Presses it in a process of its own, and gives the decoded answer. */
    private function press(array $constants = [], int $user = 1, mixed ...$more): array
    {
        $answer = $this->wordpress('wp_set_current_user($user); return RunCloud\Tests\Pages::test_button("runcloud");', compact('user'), $constants, ...$more);
        self::assertSame(200, $answer['status']);
        self::assertIsArray($answer['json'], $answer['body']);
        foreach (self::SECRETS as $secret) {
            self::assertStringNotContainsString($secret, $answer['body']);
        }
        return $answer['json'];
    }

    private function assertFails(string $finding, string $next_step, array $answer): void
    {
        self::assertFalse($answer['success']);
        self::assertMatchesRegularExpression($finding, $answer['data']['message']);
        self::assertMatchesRegularExpression($next_step, $answer['data']['message']);
        self::assertDoesNotMatchRegularExpression('/[<>]/', $answer['data']['message']);
        getenv('SHOW') && fwrite(STDERR, $answer['data']['message'] . "\n");
    }

    private function assertRefused(int $user): void
    {
        $answer = $this->press(user: $user);
        self::assertSame(['success' => false, 'data' => ['message' => 'Only a network administrator can test the connection.']], $answer);
        $this->assertNothingAsked();
    }
}
