<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * RunCloud does not accept the data (422 and other 4xx).
 *
 * @example
 *     catch (RunCloud\ValidationException $failure) {
 *         // $failure->errors['name'][0]: The name is invalid.
 *     }
 */
class ValidationException extends Exception
{
}
