<?php

/*
 * Prints the commands of the docs that a test has to run, each with the page that has it: COMMAND, a tab, PAGE.
 *
 *   php tests/docs/commands.php --of package|wordpress|scripts
 *
 * VERSION and NUMBER in a command stand for a version.
 */

declare(strict_types=1);

namespace RunCloud\Tests\Docs;

require __DIR__ . '/pages.php';

[, $option, $runner] = $argv + ['', '', ''];
if ($option !== '--of' || !in_array($runner, ['package', 'wordpress', 'scripts'], true)) {
    fwrite(STDERR, "usage: php tests/docs/commands.php --of package|wordpress|scripts\n");
    exit(2);
}
foreach (commands() as $command => $page) {
    if (runners($command) === [$runner]) {
        echo "$command\t$page\n";
    }
}
