<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** What a command line came to. */
final class Output
{
    public function __construct(
        public readonly int $status,
        public readonly string $out,
        public readonly string $err,
    ) {
    }

    /** @return list<array<string, mixed>> */
    public function json(): array
    {
        return json_decode($this->out, true) ?? throw new \RuntimeException("no JSON:\n$this->out$this->err");
    }
}
