<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * The domain is held by another web application in RunCloud.
 *
 * @example
 *     catch (RunCloud\ConflictException $failure) {
 *         // Remove it there, then add it again.
 *     }
 */
class ConflictException extends Exception
{
}
