<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * The name is not a host name that can be used; nothing was sent.
 *
 * @example
 *     catch (RunCloud\InvalidDomainException $failure) {
 *         // "https://example.com/" is not a domain name that can be used: …
 *     }
 */
class InvalidDomainException extends Exception
{
}
