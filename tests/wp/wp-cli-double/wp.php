<?php

declare(strict_types=1);

/*
 * A double of WP-CLI: php wp.php [--path=…] [--url=HOST] [--allow-root] COMMAND… runs a command of a plugin in the bed's
 * WordPress, with the arguments, outputs and exit codes that WP-CLI has. What it cannot do it refuses.
 */

define('WP_CLI', true);

require __DIR__ . '/class-wp-cli.php';
require __DIR__ . '/class-synopsis.php';
require __DIR__ . '/utils.php';

foreach (preg_grep('/^--url=/', $argv) as $wp_cli_double_url) {
    putenv('BED_HOST=' . substr($wp_cli_double_url, 6));
}

// WordPress and its plugins declare globals by plain assignment.
require getenv('BED_BOOT');

exit(WP_CLI::run(array_slice($argv, 1)));
