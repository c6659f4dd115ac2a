<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * How adding or removing a domain came out.
 *
 * @example
 *     $isNew = $result->outcome === RunCloud\Outcome::Added;
 */
enum Outcome: string
{
    /** The domain was attached to the web application by this call. */
    case Added = 'added';

    /** The domain was attached to this web application before. */
    case AlreadyPresent = 'already-present';

    /** The domain was detached by this call. */
    case Removed = 'removed';

    /** The domain was not attached to this web application. */
    case AlreadyAbsent = 'already-absent';
}
