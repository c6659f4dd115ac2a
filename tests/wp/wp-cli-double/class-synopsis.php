<?php

declare(strict_types=1);

namespace WP_CLI_Double;

use ReflectionClass;
use ReflectionMethod;
use WP_CLI;

/** What a subcommand takes, read from the comment of its method as WP-CLI's handbook describes it. */
final class Synopsis
{
    /** @var list<string> such as `<domain>`, `[--yes]`, `[--format=<format>]` */
    public readonly array $tokens;
    /** The comment without its decoration and tags. */
    public readonly string $text;
    public readonly string $method;

    public function __construct(ReflectionMethod $method)
    {
        $this->method = $method->getName();
        $lines = preg_replace('~^\s*(/\*\*|\*/|\* ?)~', '', explode("\n", (string) $method->getDocComment()));
        $tags = array_keys(preg_grep('/^@/', $lines));
        $this->text = trim(implode("\n", array_slice($lines, 0, $tags[0] ?? null)));
        preg_match_all('/^(\S.*)\n: /m', $this->text, $tokens);
        $this->tokens = $tokens[1];
    }

    /** @return array<string, self> by subcommand: every public method, as WP-CLI has it */
    public static function of_class(string $class): array
    {
        $all = [];
        foreach ((new ReflectionClass($class))->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
            if (!$method->isStatic() && !$method->isConstructor()) {
                $all[$method->getName()] = new self($method);
            }
        }
        return $all;
    }

    /** Refuses what the synopsis does not have, and fills in its defaults. */
    public function completed(array $words, array $options): array
    {
        $places = preg_grep('/^\[?<[a-z-]+>(\.\.\.)?\]?$/', $this->tokens);
        $needed = preg_grep('/^</', $places);
        if (count($words) < count($needed) || count($words) > count($places)) {
            fwrite(STDOUT, 'usage: wp … ' . implode(' ', $this->tokens) . "\n");
            count($words) > count($places) ? WP_CLI::error('Too many positional arguments: ' . implode(' ', array_slice($words, count($places)))) : WP_CLI::halt(1);
        }
        $known = [];
        foreach (array_diff($this->tokens, $places) as $token) {
            preg_match('/^\[--([a-z-]+)(=<[a-z-]+>)?\]$/', $token, $match) || WP_CLI::error("a synopsis that cannot be read: $token");
            $known[$match[1]] = $this->rules($token);
        }
        foreach (array_diff_key($options, $known) as $name => $value) {
            WP_CLI::error("Parameter errors:\n unknown --$name parameter");
        }
        foreach ($known as $name => [$default, $allowed]) {
            if (isset($options[$name]) && $allowed !== [] && !in_array($options[$name], $allowed, true)) {
                WP_CLI::error("Parameter errors:\n Invalid value specified for '$name'");
            }
            if (!isset($options[$name]) && $default !== null) {
                $options[$name] = $default;
            }
        }
        return $options;
    }

    /** @return array{0: ?string, 1: list<string>} the default and the values allowed, from the block between `---` */
    private function rules(string $token): array
    {
        $block = preg_match('/^' . preg_quote($token, '/') . '\n: [^\n]*(?:\n[^\n-][^\n]*)*\n---\n(.*?)\n---$/ms', $this->text, $match) ? $match[1] : '';
        preg_match_all('/^  - (\S+)$/m', $block, $allowed);
        return [preg_match('/^default: (\S+)$/m', $block, $default) ? $default[1] : null, $allowed[1]];
    }
}
