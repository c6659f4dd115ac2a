<?php

declare(strict_types=1);

/*
 * Prints the public surface: what others rely on, one item a line, in sections. Run by tests/surface/run.
 *
 *     php -n -d extension=tokenizer -d extension=/path/to/libruncloud.so print.php EXTENSION.json
 *
 * EXTENSION.json is what tests/stubs/surface.php prints of the extension.
 */

$root = dirname(__DIR__, 2);
$extension = json_decode((string) file_get_contents($argv[1]), true, 512, JSON_THROW_ON_ERROR);

/** @return list<string> files, sorted */
function files(string $folder, string $ending): array
{
    $files = [];
    foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($folder, FilesystemIterator::SKIP_DOTS)) as $file) {
        if (str_ends_with((string) $file, $ending)) {
            $files[] = (string) $file;
        }
    }
    sort($files);
    return $files;
}

function short(string $type): string
{
    return str_replace('RunCloud\\', '', $type);
}

function signature(array $function): string
{
    $parameters = array_map(static function (array $parameter): string {
        $attributes = implode('', array_map(static fn ($name) => "#[$name] ", $parameter['attributes']));
        $name = ($parameter['by reference'] ? '&' : '') . ($parameter['variadic'] ? '...' : '') . "\${$parameter['name']}";
        $default = $parameter['default'] === null ? '' : ' = ' . strtolower($parameter['default']);
        return $attributes . ltrim(short($parameter['type']) . " $name$default");
    }, $function['parameters']);
    return '(' . implode(', ', $parameters) . ')' . ($function['returns'] === '' ? '' : ': ' . short($function['returns']));
}

function functions(array $extension): array
{
    return array_map(static fn ($name) => $name . signature($extension['functions'][$name]), array_keys($extension['functions']));
}

function classes(array $extension): array
{
    $lines = [];
    foreach ($extension['classes'] as $class => $has) {
        $class = short($class);
        $kind = implode(' ', [...$has['modifiers'], $has['enum'] ? 'enum' : 'class']);
        $parent = $has['parent'] === null ? '' : ' extends ' . short($has['parent']);
        $interfaces = $has['interfaces'] === [] ? '' : ' implements ' . implode(', ', array_map(short(...), $has['interfaces']));
        $lines[] = "$class: $kind$parent$interfaces";
        foreach ($has['constants'] as $name => $value) {
            $lines[] = "$class::$name = " . (is_array($value) ? $value['case'] : var_export($value, true));
        }
        if ($has['enum']) {
            // PHP gives the rest to every enum, but for the methods of its own.
            $has['properties'] = [];
            $has['methods'] = array_diff_key($has['methods'], ['cases' => 1, 'from' => 1, 'tryFrom' => 1]);
        }
        foreach ($has['properties'] as $name => $property) {
            $lines[] = "$class::\$$name: " . implode(' ', [...$property['modifiers'], short($property['type'])]);
        }
        foreach ($has['methods'] as $name => $method) {
            $lines[] = "$class::$name" . signature($method) . ' ' . implode(' ', $method['modifiers']);
        }
    }
    return $lines;
}

/** The settings, with their defaults and where they can be changed. */
function settings(): array
{
    $lines = [];
    foreach (ini_get_all('runcloud', true) as $name => $entry) {
        $where = [INI_ALL => 'anywhere', INI_SYSTEM => 'in php.ini', INI_PERDIR | INI_SYSTEM => 'in php.ini and .user.ini'];
        $lines[] = "$name = \"{$entry['global_value']}\", can be set {$where[$entry['access']]}";
    }
    return $lines;
}

/** The constants and environment variables that are read. */
function constants(string $root): array
{
    $names = [];
    foreach ([...files("$root/src", '.rs'), ...files("$root/wp-plugin", '.php')] as $file) {
        preg_match_all('/\b(?:WU_)?RUNCLOUD_[A-Z_]*[A-Z]\b/', (string) file_get_contents($file), $found);
        array_push($names, ...$found[0]);
    }
    return array_values(array_unique($names));
}

/** The tokens of a file, without space and comments. */
function tokens(string $file): array
{
    $all = PhpToken::tokenize((string) file_get_contents($file));
    return array_values(array_filter($all, static fn (PhpToken $token) => !$token->isIgnorable()));
}

/** The arguments of the call whose opening parenthesis is at a place, as lists of tokens. */
function arguments(array $tokens, int $open): array
{
    $depth = 0;
    $arguments = [[]];
    for ($at = $open; $at < count($tokens); $at++) {
        $text = $tokens[$at]->text;
        $depth += in_array($text, ['(', '['], true) ? 1 : (in_array($text, [')', ']'], true) ? -1 : 0);
        if ($depth === 0) {
            break;
        }
        if ($text === ',' && $depth === 1) {
            $arguments[] = [];
        } elseif ($at > $open) {
            $arguments[count($arguments) - 1][] = $text;
        }
    }
    return array_values(array_filter($arguments));
}

function values(int $number): string
{
    return $number . ($number === 1 ? ' value' : ' values');
}

/** The hooks that the plugin fires for others, with the number of values that they get. */
function hooks(string $root): array
{
    $lines = [];
    foreach (files("$root/wp-plugin", '.php') as $file) {
        $tokens = tokens($file);
        foreach ($tokens as $at => $token) {
            $kind = ['apply_filters' => 'filter', 'do_action' => 'action'][$token->text] ?? null;
            if ($kind === null || $tokens[$at + 1]->text !== '(') {
                continue;
            }
            $arguments = arguments($tokens, $at + 1);
            $name = implode('', $arguments[0]);
            $name = preg_match("/^'(.*)'$/", $name, $match) === 1 ? $match[1] : throw new LogicException("$file fires a hook whose name is not written out: $name");
            $lines[] = "$name: $kind, " . values(count($arguments) - 1);
        }
    }
    return array_values(array_unique($lines));
}

/** The subcommands of wp runcloud, each with its arguments. */
function commands(string $root): array
{
    $lines = [];
    foreach (['class-command.php', 'trait-application-command.php'] as $file) {
        $code = (string) file_get_contents("$root/wp-plugin/inc/$file");
        preg_match_all('~/\*\*((?:(?!\*/).)*)\*/\s*public function (\w+)~s', $code, $methods, PREG_SET_ORDER);
        foreach ($methods as [, $comment, $name]) {
            if (str_starts_with($name, '__')) {
                continue;
            }
            $lines[] = "wp runcloud $name";
            preg_match_all('/^\s*\* (\[?(?:--\w|<)\S+)$/m', $comment, $options);
            array_push($lines, ...array_map(static fn ($option) => "wp runcloud $name $option", $options[1]));
            if (preg_match('/^\s*\* : [^:]*the columns[^:]*: (.*)\.$/mi', $comment, $columns) === 1) {
                preg_match_all('/^\s*\*   - (\w+)$/m', $comment, $formats);
                $lines[] = "wp runcloud $name: columns $columns[1]; formats " . implode(', ', $formats[1]);
            }
        }
    }
    return $lines;
}

function constant_of(string $code, string $name): string
{
    preg_match("/^const $name\\s*= '?([^';]*)'?;/m", $code, $match) || throw new LogicException("there is no constant $name");
    return $match[1];
}

/** The plugin's table. */
function table(string $root): array
{
    $code = (string) file_get_contents("$root/wp-plugin/inc/store.php");
    preg_match("/'CREATE TABLE ' \\. table\\(\\) \\. \" \\(\\n(.*?)\\n\\s*\\) \\{/s", $code, $match) || throw new LogicException('there is no CREATE TABLE');
    $columns = array_map(static fn ($line) => rtrim(trim($line), ','), explode("\n", $match[1]));
    preg_match("/base_prefix \\. '(\\w+)'/", $code, $name);
    return ["$name[1]: version " . constant_of($code, 'TABLE_VERSION'), ...array_map(static fn ($column) => "$name[1].$column", $columns)];
}

/** The jobs that the plugin has in the queue, with the number of values that they get. */
function jobs(string $root): array
{
    $code = (string) file_get_contents("$root/wp-plugin/inc/bootstrap.php");
    $lines = ['group ' . constant_of($code, 'GROUP')];
    foreach (['LOOP', 'REPORT'] as $name) {
        preg_match("/add_action\\($name, [^)]*?(?:, 10, (\\d+))?\\);/", $code, $match) || throw new LogicException("$name is not hooked");
        // WordPress passes one value where no number is given, and this job has none.
        $lines[] = constant_of($code, $name) . ': job, ' . values((int) ($match[1] ?? 0));
    }
    return $lines;
}

/** The codes of the plugin's own messages; those of the extension are the cases of Reason. */
function codes(string $root): array
{
    $code = strstr((string) file_get_contents("$root/wp-plugin/inc/messages.php"), 'function own_sentences()');
    preg_match_all("/^\t\t'([a-z-]+)'\\s*=> \\[/m", (string) $code, $match);
    $extensions = array_map(static fn (BackedEnum $case) => $case->value, RunCloud\Reason::cases());
    return array_values(array_diff($match[1], $extensions));
}

$sections = [
    'Functions of PHP' => functions($extension),
    'Classes of PHP, in the namespace RunCloud' => classes($extension),
    'Settings of php.ini' => settings(),
    'Constants and environment variables' => constants($root),
    'Hooks of the plugin' => hooks($root),
    'Commands of WP-CLI' => commands($root),
    'Table of the plugin' => table($root),
    'Queue jobs of the plugin' => jobs($root),
    "Codes of the plugin's own messages" => codes($root),
];
echo "# The public surface. A change needs an entry in CHANGELOG.md; then: tests/surface/run --write\n";
foreach ($sections as $title => $lines) {
    if ($lines === []) {
        throw new LogicException("nothing was found for '$title'");
    }
    sort($lines);
    echo "\n## $title\n", implode("\n", $lines), "\n";
}
