<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * Anything that went wrong. The message says what happened and what to do next; what a program needs
 * to know is in the subclass and the properties, never in the words.
 *
 * @example
 *     try {
 *         runcloud_add_domain('shop.example.com');
 *     } catch (RunCloud\Exception $failure) {
 *         if ($failure->retryable) {
 *             try_again_in($failure->retryAfter ?? 90);
 *         }
 *     }
 */
class Exception extends \RuntimeException
{
    /** The code of the message; null in exceptions that PHP code makes. */
    public ?Reason $reason = null;

    /**
     * The values that the message is made from, such as `domain`, `host`, `setting`, `answer` (RunCloud's status and
     * words) or `seconds`; what is not known is left out.
     *
     * @var array<string, string|int|bool>
     */
    public array $context = [];

    /** The HTTP status that RunCloud answered with, if it did. */
    public ?int $status = null;

    /** Whether the same call may succeed later without anything being changed. */
    public bool $retryable = false;

    /** How many seconds RunCloud asks to wait, when it said so. */
    public ?int $retryAfter = null;

    /** @var array<string, list<string>> RunCloud's words for each field it refused */
    public array $errors = [];
}
