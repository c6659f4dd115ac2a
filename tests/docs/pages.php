<?php

declare(strict_types=1);

namespace RunCloud\Tests\Docs;

/*
 * What the docs tell people to type: the code blocks of all pages, the commands in them, and who runs each in a test.
 */

/** The folder of the project. */
function root(): string
{
    return dirname(__DIR__, 2);
}

/** @return list<string> the pages for people, below the project's folder */
function pages(): array
{
    $pages = ['README.md', 'README.es.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'wp-plugin/readme.txt'];
    foreach ([...glob(root() . '/docs/*.md'), ...glob(root() . '/docs/*/*.md')] as $file) {
        $pages[] = substr($file, strlen(root()) + 1);
    }
    return $pages;
}

function text(string $page): string
{
    return (string) file_get_contents(root() . "/$page");
}

/**
 * The code blocks of a page; one in a list is indented.
 *
 * @return list<array{line: int, language: string, info: string, code: string}>
 */
function blocks(string $page): array
{
    $text = text($page);
    preg_match_all('/^( *)```(\w*) ?([^\n]*)\n(.*?)^\1```$/ms', $text, $found, PREG_SET_ORDER | PREG_OFFSET_CAPTURE);
    return array_map(static fn (array $block): array => [
        'line' => substr_count($text, "\n", 0, $block[0][1]) + 1,
        'language' => $block[2][0],
        'info' => $block[3][0],
        'code' => (string) preg_replace('/^' . $block[1][0] . '/m', '', $block[4][0]),
    ], $found);
}

/** A page without its code blocks. */
function prose(string $page): string
{
    return (string) preg_replace('/^( *)```.*?^\1```$/ms', '', text($page));
}

/** @return list<string> what stands in backquotes in the prose of a page */
function spans(string $page): array
{
    preg_match_all('/`([^`\n]+)`/', prose($page), $found);
    return array_values(array_unique($found[1]));
}

/** @return list<string> the commands in the blocks of a page, without their comments */
function block_commands(string $page): array
{
    $commands = [];
    foreach (blocks($page) as ['language' => $language, 'code' => $code]) {
        foreach ($language === 'sh' ? explode("\n", trim($code)) : [] as $line) {
            $commands[] = trim((string) preg_replace('/\s+# .*$/', '', $line));
        }
    }
    return $commands;
}

/** Whether it is a command rather than a name. */
function is_command(string $span): bool
{
    return (bool) preg_match('~^(wp \w|sudo |\./install|bin/\w+(?!\S*\.php)|tests/\w+/(run|bed)\b|php --|pie |tar |sha256sum |systemctl |cargo |uname |ldd )~', $span)
        && !in_array($span, ['wp runcloud'], true);
}

/**
 * All commands, each once, with the page that has it first.
 *
 * @return array<string, string>
 */
function commands(): array
{
    $commands = [];
    foreach (array_diff(pages(), ['CHANGELOG.md']) as $page) {
        foreach ([...block_commands($page), ...array_filter(spans($page), is_command(...))] as $command) {
            $commands[$command] ??= $page;
        }
    }
    return $commands;
}

/**
 * The tests that run a command; it has to be exactly one.
 *
 * - package: the test of the archive, tests/package/run, by `php tests/docs/commands.php --of package`
 * - wordpress: tests/wp/tests/DocsTest.php
 * - scripts: check.php looks at their options, filters and files; CI runs the scripts themselves
 *
 * @return list<string>
 */
function runners(string $command): array
{
    $of = [
        'package' => '~^((sudo )?\./install( |$)|tar -|sha256sum |cd runcloud-|php --ri runcloud$|sudo systemctl reload |wp plugin install |pie install |bin/(package|version)( |$)|ldd --version$|uname -m$)~',
        'wordpress' => '~^wp runcloud \w~',
        'scripts' => '~^((sudo )?bin/(bench|demo|docs|install|languages|setup|test)|tests/(wp|browser|surface)/(run|bed)|cargo test)( |$)~',
    ];
    return array_keys(array_filter($of, static fn (string $pattern): bool => (bool) preg_match($pattern, $command)));
}

/** What GitHub makes of a heading for its address. */
function slug(string $heading): string
{
    $plain = (string) preg_replace(['/`|\*\*/', '/\[([^\]]*)\]\([^)]*\)/'], ['', '$1'], $heading);
    return str_replace(' ', '-', (string) preg_replace('/[^\p{L}\p{M}\p{N} _-]/u', '', strtr(strtolower(trim($plain)), ['Á' => 'á', 'É' => 'é', 'Í' => 'í', 'Ó' => 'ó', 'Ú' => 'ú', 'Ñ' => 'ñ'])));
}

/** @return list<string> the headings of a page */
function headings(string $page, string $level = '#+'): array
{
    preg_match_all("/^$level (.+)$/m", prose($page), $found);
    return $found[1];
}
