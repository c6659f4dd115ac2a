<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * The credentials are accepted, the access is not (403).
 *
 * @example
 *     catch (RunCloud\PermissionException $failure) {
 *         // The token belongs to another workspace, or an edge turned the request away.
 *     }
 */
class PermissionException extends Exception
{
}
