<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * One thing that diagnose() looked at.
 *
 * @example
 *     foreach ($client->diagnose() as $check) {
 *         echo "{$check->status->value}: $check->finding $check->nextStep\n";
 *     }
 */
final readonly class Check
{
    /** `settings`, `connection`, `credentials`, `server`, `web application`, `domains`, `ssl` or `certificate names`. */
    public string $name;

    /** How it came out. */
    public CheckStatus $status;

    /** The code of what was found. */
    public Reason $code;

    /** What was found, as a sentence. */
    public string $finding;

    /** What to do next, as a sentence; null when there is nothing to do. */
    public ?string $nextStep;

    /**
     * What was found, for a program; what is not known is left out.
     *
     * Of `server`: `name`, `address`, `online`. Of `web application`: `name`. Of `domains`: `count`. Of `ssl`: `mode`
     * (`basic` or `advanced`), `automatic` (AutoSSL) and, in basic mode, the certificate's `method` and `validUntil`.
     * Of `certificate names`: `names` and `limit`. Of a check that failed: the values of its code, as an exception's `$context`.
     *
     * @var array<string, string|int|bool>
     */
    public array $facts;

    /** Only the extension makes these. */
    private function __construct()
    {
        throw new \LogicException('RunCloud\Check is provided by the runcloud extension.');
    }
}
