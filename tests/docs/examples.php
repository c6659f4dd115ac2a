<?php

/*
 * Runs the PHP of the docs against the fake RunCloud, each block in a process of its own; a ```text block right behind it is what it
 * prints. A block marked as ```php fragment is only parsed, by check.php. Run with the extension loaded and FAKE_RUNCLOUD set.
 */

declare(strict_types=1);

namespace RunCloud\Tests\Docs;

use Fake;
use RunCloud\Tests\Scratch;

require __DIR__ . '/pages.php';
require dirname(__DIR__) . '/phpt/fake.inc';
require dirname(__DIR__) . '/support/Scratch.php';

$folder = Scratch::make('docs');
register_shutdown_function(static fn () => Scratch::remove($folder));
file_put_contents("$folder/names.txt", "shop.example.com\nblog.example.com\n");
chdir($folder);

$run = $failed = $compared = 0;
foreach (pages() as $page) {
    $blocks = blocks($page);
    foreach ($blocks as $at => ['line' => $line, 'language' => $language, 'info' => $info, 'code' => $code]) {
        if ($language !== 'php' || $info === 'fragment') {
            continue;
        }
        $fake = Fake::start();
        $placeholders = [
            "'WU_RUNCLOUD_API_KEY', '…'" => "'WU_RUNCLOUD_API_KEY', '{$fake->ready->key}'",
            "'WU_RUNCLOUD_API_SECRET', '…'" => "'WU_RUNCLOUD_API_SECRET', '{$fake->ready->secret}'",
            "'…'" => "'{$fake->ready->token}'",
        ];
        $code = strtr((string) preg_replace('/^<\?php\n/', '', $code), $placeholders);
        $arguments = preg_match('/^\/\/ php (\S+(?: \S+)*)$/m', $code, $usage) ? explode(' ', $usage[1]) : ['example.php'];
        $printed = $fake->run('$argv = ' . var_export($arguments, true) . ";\n$code", status: $status);
        $fake->stop();
        $run++;
        $follows = $blocks[$at + 1] ?? null;
        $expected = $follows && $follows['language'] === 'text' && $follows['line'] === $line + substr_count($blocks[$at]['code'], "\n") + 3 ? $follows['code'] : null;
        $compared += $expected === null ? 0 : 1;
        if ($status !== 0 || preg_match('/^(PHP )?(Warning|Notice|Deprecated|Fatal error):/m', $printed) || ($expected !== null && $printed !== $expected)) {
            $failed++;
            echo "$page:$line ended with $status and printed:\n", preg_replace('/^/m', '    ', $printed), $expected === null ? '' : "and not:\n" . preg_replace('/^/m', '    ', $expected), "\n";
        }
    }
}
printf("%d examples run, the output of %d compared, %d failed\n", $run, $compared, $failed);
exit($failed === 0 && $run > 0 && $compared > 0 ? 0 : 1);
