<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * The domain must not be removed: it is the primary one, or RunCloud does not tell.
 *
 * @example
 *     catch (RunCloud\ProtectedDomainException $failure) {
 *         // Make another domain the primary one in RunCloud's panel first.
 *     }
 */
class ProtectedDomainException extends Exception
{
}
