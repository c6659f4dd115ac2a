<?php

/*
 * The docs keep their word: each command is run by a test, links lead somewhere, names are those of the code, and both languages
 * say the same. examples.php runs the PHP in them. Run with the extension and tokenizer loaded.
 */

declare(strict_types=1);

namespace RunCloud\Tests\Docs;

use ParseError;
use ReflectionClass;
use ReflectionEnum;
use ReflectionExtension;
use RegexIterator;
use RecursiveDirectoryIterator;
use RecursiveIteratorIterator;

require __DIR__ . '/pages.php';

$problems = [];
$say = static function (string $page, string $what) use (&$problems): void {
    $problems[] = "$page: $what";
};

// Commands: exactly one test runs each.
$commands = commands();
foreach ($commands as $command => $page) {
    $runners = runners($command);
    count($runners) === 1 || $say($page, $runners === [] ? "no test runs: $command" : "several tests run: $command (" . implode(', ', $runners) . ')');
}
foreach (array_keys($commands, true) as $command) {
    runners($command) === ['scripts'] && ($why = script_problem($command)) && $say($commands[$command], "$command: $why");
}

/** Why a command of this checkout is none; null when it is one. */
function script_problem(string $command): ?string
{
    $words = explode(' ', (string) preg_replace('/^sudo /', '', $command));
    $program = array_shift($words);
    $rest = implode(' ', $words);
    if ($program === 'cargo') {
        $test = (string) end($words);
        return shell_exec('grep -rlw ' . escapeshellarg("fn $test") . ' ' . escapeshellarg(root() . '/tests/core') . ' ' . escapeshellarg(root() . '/src')) ? null : "there is no test $test";
    }
    if (!is_executable(root() . "/$program")) {
        return "there is no program $program";
    }
    [$own, $filters] = explode('-- ', $rest . ' ') + [1 => ''];
    $help = (string) shell_exec(escapeshellarg(root() . "/$program") . ' --help 2>&1');
    foreach (preg_grep('/^--\w/', explode(' ', $own)) as $option) {
        if (!str_contains($help, explode('=', $option)[0])) {
            return "$program --help does not know $option";
        }
    }
    if ($program === 'bin/test') {
        preg_match_all('/^    "([^:"]+):\w+:/m', text('bin/test'), $steps);
        foreach (preg_grep('/^[a-z]/', $words) as $filter) {
            if (!preg_grep('/' . preg_quote($filter, '/') . '/', $steps[1])) {
                return "bin/test has no step $filter";
            }
        }
    }
    if (preg_match('/--filter (\w+)/', $filters, $class) && !is_file(root() . "/tests/wp/tests/$class[1].php")) {
        return "there is no test $class[1]";
    }
    if ($program === 'tests/browser/run' && !glob(root() . '/tests/browser/*' . trim($filters) . '*.test.mjs')) {
        return 'there is no such test';
    }
    return null;
}

// PHP parses. What can be run is run by examples.php.
$parsed = 0;
foreach (pages() as $page) {
    foreach (blocks($page) as ['line' => $line, 'language' => $language, 'info' => $info, 'code' => $code]) {
        in_array($language, ['', 'sh', 'php', 'text', 'ini'], true) || $say($page, "line $line: the language $language is not looked at by any test");
        $info === '' || ($language === 'php' && $info === 'fragment') || $say($page, "line $line: \"$info\" means nothing");
        if ($language === 'php') {
            $parsed++;
            try {
                token_get_all(str_starts_with($code, '<?php') ? $code : "<?php\n$code", TOKEN_PARSE);
            } catch (ParseError $error) {
                $say($page, "line $line: the PHP does not parse: {$error->getMessage()}");
            }
        }
    }
}
$demo = array_filter(blocks('docs/php.md'), static fn (array $block): bool => strlen($block['code']) > 500 && str_contains(text('bin/demo.php'), trim($block['code'])));
$demo !== [] || $say('docs/php.md', 'the script of bin/demo that it shows is not the one in bin/demo.php');

// Links and files.
$links = 0;
foreach (pages() as $page) {
    preg_match_all('/\]\(([^)\s]+)\)/', prose($page), $found);
    foreach (preg_grep('/^https?:/', $found[1], PREG_GREP_INVERT) as $link) {
        $links++;
        [$path, $anchor] = explode('#', $link) + [1 => ''];
        $target = $path === '' ? root() . "/$page" : realpath(dirname(root() . "/$page") . "/$path");
        if ($target === false || !str_starts_with($target, root())) {
            $say($page, "the link $link leads nowhere");
        } elseif ($anchor !== '' && !in_array($anchor, array_map(slug(...), headings(substr($target, strlen(root()) + 1))), true)) {
            $say($page, "the link $link leads to no heading");
        }
    }
    foreach ($page === 'CHANGELOG.md' ? [] : spans($page) as $span) {
        if (preg_match('~^(src|tests|php-stubs|wp-plugin|docs)/[\w./-]*$~', $span) && !file_exists(root() . "/$span")) {
            $say($page, "there is no $span");
        }
    }
}

// The front page.
$readme = text('README.md');
substr_count($readme, "\n") < 200 || $say('README.md', 'it has 200 lines or more');
$top = implode("\n", array_slice(explode("\n", $readme), 0, 40));
foreach (["\nbin/demo ", "\nbin/test ", 'not affiliated'] as $wanted) {
    str_contains($top, $wanted) || $say('README.md', 'its first 40 lines lack: ' . trim($wanted));
}

// Names of the extension.
$extension = new ReflectionExtension('runcloud');
$reference = text('docs/php.md') . text('docs/settings.md');
$names = [...array_keys($extension->getFunctions()), ...array_keys($extension->getINIEntries())];
foreach ($extension->getClasses() as $class) {
    if ($class->isSubclassOf(\RunCloud\Exception::class)) {
        $names[] = $class->getShortName();
    } elseif ($class->name === \RunCloud\Client::class) {
        array_push($names, ...array_diff(array_map(static fn ($method) => $method->name, $class->getMethods()), ['__construct']));
    }
}
foreach ($names as $name) {
    str_contains($reference, $name) || $say('docs/php.md', "it does not name $name");
}
foreach ($extension->getClasses() as $class) {
    $parts = match (true) {
        $class->name === \RunCloud\Reason::class => [],
        $class->isEnum() => array_keys($class->getConstants()),
        $class->name === \RunCloud\Exception::class => ['reason', 'context', 'status', 'retryable', 'retryAfter', 'errors'],
        $class->isSubclassOf(\Throwable::class) => [],
        default => array_map(static fn ($property) => $property->name, $class->getProperties()),
    };
    if ($class->name === \RunCloud\Exception::class) {
        foreach ($parts as $part) {
            str_contains($reference, "| `\$$part` |") || $say('docs/php.md', "it does not explain \$$part of an exception");
        }
    } elseif ($parts) {
        $row = "| `{$class->getShortName()}` | " . implode(', ', array_map(static fn ($part) => "`$part`", $parts)) . ' |';
        str_contains($reference, $row) || $say('docs/php.md', "it lacks the line: $row");
    }
    array_push($names, ...$parts);
}

// Names of the plugin, in both languages.
$command = text('wp-plugin/inc/class-command.php') . text('wp-plugin/inc/trait-application-command.php');
preg_match_all('/public function (\w+)\(\$args/', $command, $subcommands);
preg_match_all('/^\t \* \[--([\w-]+)/m', $command, $options);
preg_match_all('/^\| `(runcloud_\w+)` \|/m', text('docs/wordpress.md'), $filters);
foreach (['docs/wordpress.md', 'docs/es/wordpress.md'] as $page) {
    foreach ($subcommands[1] as $name) {
        preg_grep("/^wp runcloud $name\b/", block_commands($page)) || $say($page, "it does not show wp runcloud $name");
    }
    foreach (array_unique($options[1]) as $name) {
        preg_match("/--$name(?![\\w-])/", text($page)) || $say($page, "it does not show --$name");
    }
    preg_match_all('/^\| `(runcloud_\w+)` \|/m', text($page), $told);
    $told[1] === $filters[1] || $say($page, 'its filters are not those of docs/wordpress.md');
}
preg_match_all('/^\* `(runcloud_\w+)`/m', text('wp-plugin/readme.txt'), $told);
sort($told[1]);
$told[1] === $filters[1] || $say('wp-plugin/readme.txt', 'its filters are not those of docs/wordpress.md');
foreach (array_keys($extension->getINIEntries()) as $name) {
    str_contains(text('docs/es/settings.md'), "| `$name` |") || $say('docs/es/settings.md', "it lacks $name");
}

// English and Spanish: the same commands in the same order.
$mirrors = ['README.md' => 'README.es.md'];
foreach (glob(root() . '/docs/es/*.md') as $file) {
    $mirrors['docs/' . basename($file)] = 'docs/es/' . basename($file);
}
foreach ($mirrors as $english => $spanish) {
    block_commands($english) === block_commands($spanish) || $say($spanish, "its commands are not those of $english");
}
// Sections: those for developers are English alone.
$english_alone = ['README.md' => 1, 'docs/install.md' => 1];
foreach ($mirrors as $english => $spanish) {
    $extra = count(headings($english, '##')) - count(headings($spanish, '##'));
    $extra === ($english_alone[$english] ?? 0) || $say($spanish, "it has not the sections of $english");
}

// What CONTRIBUTING.md and SECURITY.md say of the code; that the files of the five steps exist is looked at above.
preg_match('/^## Add an API call in five steps$(.*?)^## /ms', text('CONTRIBUTING.md'), $steps);
preg_match_all('/^(\d)\. (.*?)(?=^\d\. |\n\n`|\z)/ms', $steps[1] ?? '', $each, PREG_SET_ORDER);
count($each) === 5 || $say('CONTRIBUTING.md', count($each) . ' steps, not five');
foreach ($each as [, $number, $step]) {
    preg_match('~`(src|tests|php-stubs|docs)/~', $step) || $say('CONTRIBUTING.md', "step $number names no file");
}
foreach (new RegexIterator(new RecursiveIteratorIterator(new RecursiveDirectoryIterator(root() . '/src')), '/\.rs$/') as $file) {
    $path = substr((string) $file, strlen(root()) + 1);
    if (!str_starts_with($path, 'src/php/') && preg_match('/^(?!\s*\/\/).*\bunsafe\b/m', text($path))) {
        $say('SECURITY.md', "$path contains unsafe, and only src/php may");
    }
}

foreach ($problems as $problem) {
    echo $problem, "\n";
}
printf("%d commands, %d PHP blocks, %d links and %d names looked at, %d problems\n", count($commands), $parsed, $links, count($names), count($problems));
exit($problems ? 1 : 0);
