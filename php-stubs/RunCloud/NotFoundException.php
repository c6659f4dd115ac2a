<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * Something addressed by its id or name does not exist (404): the server, the web application, the
 * domain or the certificate.
 *
 * @example
 *     catch (RunCloud\NotFoundException $failure) {
 *         // The message says which one.
 *     }
 */
class NotFoundException extends Exception
{
}
