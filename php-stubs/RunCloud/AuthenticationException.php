<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * RunCloud does not accept the credentials (401).
 *
 * @example
 *     catch (RunCloud\AuthenticationException $failure) {
 *         // Check the token, and the IP whitelist of the key if it has one.
 *     }
 */
class AuthenticationException extends Exception
{
}
