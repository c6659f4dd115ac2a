<?php

declare(strict_types=1);

namespace WP_CLI\Utils;

use WP_CLI;

/** An option's value, or the default. */
function get_flag_value(array $options, string $name, mixed $default = null): mixed
{
    return $options[$name] ?? $default;
}

/** Prints rows as WP-CLI does into a pipe. */
function format_items(string $format, iterable $rows, array|string $fields): void
{
    // The real one looks at the first row for these, and at that of an iterator only on its way.
    $refusing = is_array($rows) ? ['table', 'csv', 'json'] : ['table', 'csv'];
    $rows = is_array($rows) ? $rows : iterator_to_array($rows);
    $fields = array_map('trim', is_array($fields) ? $fields : explode(',', $fields));
    $refusing = $rows !== [] && in_array($format, $refusing, true);
    foreach ($refusing ? array_diff($fields, array_keys(reset($rows))) : [] as $field) {
        WP_CLI::error("Invalid field: $field.");
    }
    $picked = array_map(static fn (array $row) => array_combine($fields, array_map(static fn ($field) => $row[$field] ?? null, $fields)), array_values($rows));
    match ($format) {
        'count' => print(count($rows)),
        'json' => print(json_encode($picked, JSON_THROW_ON_ERROR)),
        'yaml' => print("---\n" . implode('', array_map(__NAMESPACE__ . '\yaml', $picked))),
        'csv' => array_map(static fn (array $row) => fputcsv(STDOUT, $row), [$fields, ...$picked]),
        'table' => print(implode('', array_map(static fn (array $row) => implode("\t", $row) . "\n", [$fields, ...$picked]))),
        default => WP_CLI::error("Invalid format: $format"),
    };
}

/** One row, every value quoted. */
function yaml(array $row): string
{
    $lines = array_map(static fn ($name, $value) => "  $name: " . json_encode((string) $value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE) . "\n", array_keys($row), $row);
    return "- \n" . implode('', $lines);
}

/** A bar that shows nothing, as into a pipe; it tells a test, by a file, how far it got. */
function make_progress_bar(string $message, int $count): object
{
    return new class($message, $count) {
        private int $done = 0;

        public function __construct(private readonly string $message, private readonly int $count)
        {
        }

        public function tick(): void
        {
            $this->tell('', ++$this->done);
        }

        public function finish(): void
        {
            $this->tell(' finished', $this->done);
        }

        private function tell(string $how, int $done): void
        {
            if (getenv('WP_CLI_DOUBLE_PROGRESS')) {
                file_put_contents(getenv('WP_CLI_DOUBLE_PROGRESS'), "$this->message $done of $this->count$how\n", FILE_APPEND);
            }
        }
    };
}
