<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/**
 * What Ultimate Multisite finds outside, and what its own RunCloud integration does.
 *
 * The double has controls for it. A real copy is answered from the network option bed_answers, in every process, by
 * network/answers.php.
 */
final class Steering
{
    /** Whether a host's DNS leads here, as its checks find; '*' is every host without an answer of its own. */
    public static function dns(string $host, bool $right): void
    {
        function_exists('UM_Double\set_dns') ? \UM_Double\set_dns($host, $right) : self::answer('dns', $host, $right);
    }

    /** Whether a host has a valid certificate, as its checks find; '*' as above. */
    public static function ssl(string $host, bool $valid): void
    {
        function_exists('UM_Double\set_ssl') ? \UM_Double\set_ssl($host, $valid) : self::answer('ssl', $host, $valid);
    }

    /** @return list<array> what reached core's own RunCloud integration: a method and its arguments, or an HTTP request */
    public static function core_calls(): array
    {
        return function_exists('UM_Double\core_calls') ? \UM_Double\core_calls() : get_network_option(null, 'bed_core_calls', []);
    }

    private static function answer(string $kind, string $host, bool $answer): void
    {
        $answers = get_network_option(null, 'bed_answers', []);
        $answers[$kind][$host] = $answer;
        update_network_option(null, 'bed_answers', $answers);
    }
}
