<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * How asking for a certificate came out. Requested is not issued.
 *
 * @example
 *     $nothingToDo = $result->outcome === RunCloud\SslOutcome::Automatic;
 */
enum SslOutcome: string
{
    /** A redeploy of the present certificate was requested. */
    case RedeployRequested = 'redeploy-requested';

    /** The installation of a first certificate was requested. */
    case InstallRequested = 'install-requested';

    /** AutoSSL is on: RunCloud issues by itself, and nothing was sent. */
    case Automatic = 'automatic';

    /** A certificate of the owner's own is installed, and was left alone. */
    case CustomCertificate = 'custom-certificate';

    /** There is no certificate to redeploy, and none was asked for. */
    case NoCertificate = 'no-certificate';
}
