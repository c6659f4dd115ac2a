<?php

/*
 * Boots WordPress in a PHP whose extension runcloud is of after this plugin: all that fails there is an exception, and all
 * that is found has a code and a status, that this plugin never heard of. For a PHP that does not load the real one.
 */

namespace RunCloud {
    class Exception extends \RuntimeException
    {
        public ?Reason $reason = null;
        public array $context = [];
        public ?int $status = null;
        public bool $retryable = false;
        public ?int $retryAfter = null;
        public array $errors = [];
    }

    class ConfigurationException extends Exception
    {
    }

    final class FreshException extends Exception
    {
        public function __construct(string $thing, bool $retryable)
        {
            parent::__construct("$thing broke in a new way. Mend $thing.");
            $this->reason = Reason::FreshTrouble;
            $this->context = ['thing' => $thing, 'weight' => 7];
            $this->retryable = $retryable;
        }
    }

    enum Reason: string
    {
        case FreshTrouble = 'fresh-trouble';
        case EntryMissing = 'entry-missing';
        case DomainEmpty = 'domain-empty';

        public function finding(): string
        {
            return '{thing} broke in a new way.';
        }

        public function nextStep(): ?string
        {
            return 'Mend {thing}[, which is {colour}].';
        }
    }

    enum CheckStatus: string
    {
        case Ok = 'ok';
        case Failed = 'failed';
        case Warning = 'warning';
        case Skipped = 'skipped';
        case Remark = 'remark';
    }

    final class Check
    {
        public readonly Reason $code;
        public readonly array $facts;

        public function __construct(public readonly string $name, public readonly CheckStatus $status)
        {
            $this->code = Reason::FreshTrouble;
            $this->facts = ['thing' => "the $name"];
        }
    }

    final class Client
    {
        public function __construct(int $serverId, int $appId, mixed ...$credentials)
        {
        }

        public function exchanges(): array
        {
            return [];
        }

        public function diagnose(): array
        {
            return [new Check('domains', CheckStatus::Remark), new Check('something new', CheckStatus::Warning)];
        }

        public function __call(string $name, array $arguments): mixed
        {
            throw new FreshException($name, $name !== 'removeDomain');
        }
    }
}

namespace {
    putenv('BED_OLD_EXTENSION=99.0.0');
    require __DIR__ . '/old-extension.php';
}
