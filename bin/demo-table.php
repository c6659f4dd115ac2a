<?php

declare(strict_types=1);

use RunCloud\Check;
use RunCloud\CheckStatus;
use RunCloud\Client;
use RunCloud\Domain;

/** The table that bin/demo.php prints: what was asked, what happened, HTTP requests and milliseconds. */
final class Table
{
    private const ASKED = 29;
    private const NUMBERS = 18;

    private readonly int $happened;
    private int $requests = 0;
    private float $milliseconds = 0;
    private int $unexpected = 0;

    public function __construct(private readonly Client $client)
    {
        $width = max(80, min(100, (int) (getenv('COLUMNS') ?: 100)));
        $this->happened = $width - self::ASKED - self::NUMBERS - 2;
        $this->line('asked', 'what happened', 'requests', 'ms');
        $this->rule();
    }

    /**
     * @param UnitEnum|class-string<Throwable>|null $expected the outcome or the exception that belongs here; null for any result
     * @param callable(): mixed $ask
     */
    public function row(string $asked, UnitEnum|string|null $expected, callable $ask, ?Client $client = null): void
    {
        $start = hrtime(true);
        try {
            $answer = $ask();
        } catch (Throwable $answer) {
        }
        $milliseconds = (hrtime(true) - $start) / 1e6;
        $requests = count(($client ?? $this->client)->exchanges());
        $this->requests += $requests;
        $this->milliseconds += $milliseconds;

        $words = self::words($answer);
        if (!self::isExpected($answer, $expected)) {
            $this->unexpected++;
            $words = "UNEXPECTED: $words";
        }
        $this->line($asked, $words, (string) $requests, number_format($milliseconds, 2, '.', ''));
    }

    /** Prints the sums and returns the exit status. */
    public function finish(): int
    {
        $this->rule();
        $this->line('', $this->unexpected === 0 ? '' : "$this->unexpected unexpected", (string) $this->requests, number_format($this->milliseconds, 2, '.', ''));
        return $this->unexpected === 0 ? 0 : 1;
    }

    private static function isExpected(mixed $answer, UnitEnum|string|null $expected): bool
    {
        return match (true) {
            $expected instanceof UnitEnum => !$answer instanceof Throwable && $answer->outcome === $expected,
            $expected === null => !$answer instanceof Throwable,
            default => $answer instanceof $expected,
        };
    }

    private static function words(mixed $answer): string
    {
        return match (true) {
            $answer instanceof Throwable => substr(strrchr('\\' . $answer::class, '\\'), 1) . ': ' . $answer->getMessage(),
            is_array($answer) && ($answer[0] ?? null) instanceof Check => self::checks($answer),
            is_array($answer) => self::names(array_map(fn (Domain $domain) => $domain->name, $answer)),
            default => self::outcome($answer->outcome) . ": $answer->message",
        };
    }

    private static function outcome(UnitEnum $outcome): string
    {
        return ucfirst(strtolower(preg_replace('/(?<!^)[A-Z]/', ' $0', $outcome->name)));
    }

    /** @param list<string> $names */
    private static function names(array $names): string
    {
        $more = count($names) > 4 ? ' and ' . count($names) - 3 . ' more' : '';
        return count($names) . ': ' . implode(', ', $more ? array_slice($names, 0, 3) : $names) . $more;
    }

    /** @param list<Check> $checks */
    private static function checks(array $checks): string
    {
        $fine = array_filter($checks, fn (Check $check) => $check->status === CheckStatus::Ok);
        $lines = ['Ok: ' . implode(', ', array_column($fine, 'name'))];
        foreach (array_diff_key($checks, $fine) as $check) {
            $lines[] = self::outcome($check->status) . ": $check->finding $check->nextStep";
        }
        return implode("\n", $lines);
    }

    private function line(string $asked, string $happened, string $requests, string $milliseconds): void
    {
        $left = explode("\n", wordwrap($asked, self::ASKED, "\n", true));
        $right = explode("\n", wordwrap($happened, $this->happened, "\n", true));
        foreach (range(0, max(count($left), count($right)) - 1) as $i) {
            $numbers = $i === 0 ? sprintf('%8s %8s', $requests, $milliseconds) : '';
            echo rtrim(sprintf('%-' . self::ASKED . "s  %-{$this->happened}s %s", $left[$i] ?? '', $right[$i] ?? '', $numbers)), "\n";
        }
    }

    private function rule(): void
    {
        echo str_repeat('-', self::ASKED), '  ', str_repeat('-', $this->happened), ' ', str_repeat('-', 8), ' ', str_repeat('-', 8), "\n";
    }
}
