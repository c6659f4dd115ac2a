<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * What asking for a certificate did.
 *
 * A certificate that was requested is not issued yet: it exists minutes later, or not at all.
 *
 * @example
 *     $result = runcloud_redeploy_ssl();
 *     $lookLater = match ($result->outcome) {
 *         RunCloud\SslOutcome::RedeployRequested, RunCloud\SslOutcome::InstallRequested => true,
 *         default => false,
 *     };
 */
final readonly class SslResult
{
    /** How it came out. */
    public SslOutcome $outcome;

    /** The mode that the web application is in. */
    public SslMode $mode;

    /** The domain whose certificate it is; null in basic mode, where one serves all. */
    public ?string $domain;

    /** RunCloud's number of the certificate that was there before; a re-issue may change it. */
    public ?int $certificateId;

    /** The code of the message, for who shows it in another language. */
    public Reason $reason;

    /** The outcome as an English sentence. */
    public string $message;

    /** Only the extension makes these. */
    private function __construct()
    {
        throw new \LogicException('RunCloud\SslResult is provided by the runcloud extension.');
    }
}
