<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * How a web application keeps its certificates.
 *
 * @example
 *     $perDomain = $result->mode === RunCloud\SslMode::Advanced;
 */
enum SslMode: string
{
    /** One certificate for all domains. */
    case Basic = 'basic';

    /** One certificate for each domain. */
    case Advanced = 'advanced';
}
