<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * Too many requests (429), and waiting did not fit the time budget.
 *
 * @example
 *     catch (RunCloud\RateLimitException $failure) {
 *         // Try again in $failure->retryAfter seconds.
 *     }
 */
class RateLimitException extends Exception
{
}
