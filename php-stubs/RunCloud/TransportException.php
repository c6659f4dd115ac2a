<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * No complete answer arrived: DNS, connection, TLS or time. What may have had an effect is an
 * OutcomeUnknownException instead.
 *
 * @example
 *     catch (RunCloud\TransportException $failure) {
 *         // $failure->status is null.
 *     }
 */
class TransportException extends Exception
{
}
