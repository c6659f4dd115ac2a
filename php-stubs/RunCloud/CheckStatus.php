<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * How a check came out.
 *
 * @example
 *     $bad = array_filter($client->diagnose(), fn ($check) => $check->status === RunCloud\CheckStatus::Failed);
 */
enum CheckStatus: string
{
    /** As it should be. */
    case Ok = 'ok';

    /** It works, and something should be done about it. */
    case Warning = 'warning';

    /** It does not work. */
    case Failed = 'failed';

    /** It was not looked at, since an earlier check failed. */
    case Skipped = 'skipped';
}
