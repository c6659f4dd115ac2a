<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * The request may or may not have taken effect, and looking failed too. Calling again does no harm.
 *
 * @example
 *     catch (RunCloud\OutcomeUnknownException $failure) {
 *         // $failure->retryable is true.
 *     }
 */
class OutcomeUnknownException extends Exception
{
}
