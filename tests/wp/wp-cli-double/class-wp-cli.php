<?php

declare(strict_types=1);

namespace WP_CLI {

    /** How a command ends before its end. */
    final class ExitException extends \Exception
    {
    }
}

namespace {

    use WP_CLI\ExitException;
    use WP_CLI_Double\Synopsis;

    /** What commands of other plugins extend. */
    abstract class WP_CLI_Command
    {
    }

    /** WP-CLI's static class, as far as a command of a plugin uses it. */
    final class WP_CLI
    {
        /** @var array<string, class-string> */
        private static array $commands = [];

        /** Commands that are no class belong to others. */
        public static function add_command(string $name, mixed $command, array $more = []): void
        {
            if (is_string($command) && class_exists($command)) {
                self::$commands[$name] = $command;
            }
        }

        /** Of its options, none is given: Ultimate Multisite asks for skip-plugins. */
        public static function get_config(string $key): mixed
        {
            return null;
        }

        public static function log(string $message): void
        {
            fwrite(STDOUT, "$message\n");
        }

        public static function success(string $message): void
        {
            fwrite(STDOUT, "Success: $message\n");
        }

        public static function warning(string $message): void
        {
            fwrite(STDERR, "Warning: $message\n");
        }

        public static function error(string $message): never
        {
            fwrite(STDERR, "Error: $message\n");
            self::halt(1);
        }

        public static function halt(int $status): never
        {
            throw new ExitException('', $status);
        }

        public static function line(string $text = ''): void
        {
            fwrite(STDOUT, "$text\n");
        }

        public static function colorize(string $text): string
        {
            return (string) preg_replace('/%[a-zA-Z0-9]/', '', $text);
        }

        /** Runs one command line; returns the exit code. */
        public static function run(array $line): int
        {
            $words = $options = [];
            foreach ($line as $argument) {
                if (preg_match('/^--(no-)?([^=]+)(?:=(.*))?$/s', $argument, $match)) {
                    $options[$match[2]] = $match[3] ?? ($match[1] === '');
                } else {
                    $words[] = $argument;
                }
            }
            $options = array_diff_key($options, array_flip(['path', 'url', 'allow-root', 'quiet', 'color']));
            try {
                $help = $words[0] === 'help' && array_shift($words);
                $name = array_shift($words);
                $class = self::$commands[$name] ?? self::error("'$name' is not a registered wp command. See 'wp help' for available commands.");
                $methods = Synopsis::of_class($class);
                $method = array_shift($words) ?? '';
                if ($help && $method === '') {
                    self::log((string) (new \ReflectionClass($class))->getDocComment());
                    return 0;
                }
                $synopsis = $methods[$method] ?? self::error("'$method' is not a registered subcommand of '$name'. See 'wp help $name' for available subcommands.");
                if ($help) {
                    self::log("NAME\n  wp $name $method\n\nSYNOPSIS\n  wp $name $method " . implode(' ', $synopsis->tokens) . "\n\n$synopsis->text");
                    return 0;
                }
                (new $class())->{$synopsis->method}($words, $synopsis->completed($words, $options));
                return 0;
            } catch (ExitException $end) {
                return $end->getCode();
            }
        }
    }
}
