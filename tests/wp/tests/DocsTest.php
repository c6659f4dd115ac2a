<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use function RunCloud\Tests\Docs\commands;
use function RunCloud\Tests\Docs\runners;

require_once dirname(__DIR__) . '/wp-cli-double/CommandCase.php';
require_once dirname(__DIR__) . '/wp-cli-double/TlsServer.php';
require_once dirname(__DIR__, 2) . '/docs/pages.php';

/** Each command of wp runcloud in the docs does what it is shown for, in a network where all is well. */
final class DocsTest extends CommandCase
{
    private const HOST = 'shop.example.com';

    private ?TlsServer $server = null;

    protected function tearDown(): void
    {
        $this->server = null;
        parent::tearDown();
    }

    /** @dataProvider documented */
    public function test_a_command_of_the_docs_works(string $command, string $page): void
    {
        $trusting = $this->all_is_well();
        // What is meant to differ from what is there: one domain to add, one that no site uses.
        $differs = str_contains($command, ' sync') || str_contains($command, ' domains');
        if ($differs) {
            self::map_unseen('new.example.com');
            $this->have('old.example.com');
        }
        if (str_contains($command, ' add ')) {
            $this->fake()->change(remove_domains: [self::HOST]);
        }
        $line = preg_replace(['/^wp /', '/\*\w+\*|\b(DOMAIN|DOMINIO)\b/'], ['', self::HOST], $command);
        $ended = $this->wp($line, answer: "y\n", options: $trusting);
        self::assertSame(str_contains($line, '--dry-run') ? 2 : 0, $ended->status, "$page: $command\n$ended->out$ended->err");
        self::assertStringNotContainsString('Error:', $ended->err);

        $names = $this->domains();
        match (explode(' ', $line)[1]) {
            'add' => self::assertContains(self::HOST, $names),
            'remove' => self::assertNotContains(self::HOST, $names),
            'sync' => self::assertSame(
                [!str_contains($line, '--dry-run'), !str_contains($line, '--prune')],
                [in_array('new.example.com', $names, true), in_array('old.example.com', $names, true)],
            ),
            'domains' => self::assertStringContainsString('old.example.com', $ended->out),
            'redeploy' => self::assertNotSame([], preg_grep('~^PUT /ssl/\d+$~', $this->fake()->asked(reads: false))),
            'doctor', 'certificate', 'status' => self::assertNotSame('', $ended->out),
        };
    }

    /** @return array<string, array{0: string, 1: string}> */
    public function documented(): array
    {
        $documented = [];
        foreach (commands() as $command => $page) {
            if (runners($command) === ['wordpress']) {
                $documented[$command] = [$command, $page];
            }
        }
        return $documented;
    }

    /** @return list<string> options of a PHP that trusts the certificate which is served */
    private function all_is_well(): array
    {
        self::map_unseen(self::HOST);
        $this->have(self::HOST);
        $this->fake()->change(basic_certificate: ['days' => 60]);
        $this->outside['addresses'] = array_fill_keys([self::HOST, 'new.example.com'], ['192.0.2.1']);
        $this->server = TlsServer::with($this->file('server.pem'), [self::HOST], 90);
        $this->outside['https'][self::HOST] = $this->server->address;
        $authorities = file_get_contents($this->fake()->ready->ca_file) . file_get_contents($this->file('server.pem.ca'));
        return ['-d', 'runcloud.ca_file=' . $this->file('authorities.pem', $authorities)];
    }
}
