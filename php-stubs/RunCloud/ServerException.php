<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * RunCloud failed (5xx), or answered with what is no answer of its API.
 *
 * @example
 *     catch (RunCloud\ServerException $failure) {
 *         // $failure->retryable is true.
 *     }
 */
class ServerException extends Exception
{
}
