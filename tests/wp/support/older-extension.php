<?php

/*
 * Boots WordPress in a PHP whose extension runcloud is of before this plugin: it has another constructor, and lacks methods,
 * properties, classes and cases. For a PHP that does not load the real one.
 */

namespace RunCloud {
    class Exception extends \RuntimeException
    {
    }

    class ConfigurationException extends Exception
    {
    }

    enum Reason: string
    {
        case CredentialsRefused = 'credentials-refused';
    }

    final class Client
    {
        public function __construct(int $server, int $app, string $token)
        {
            throw new ConfigurationException('A client of an extension that is too old was made.');
        }
    }
}

namespace {
    putenv('BED_OLD_EXTENSION=0.0.9');
    require __DIR__ . '/old-extension.php';
}
