<?php
/**
 * The README keeps its word: every PHP block parses, bin/demo's script is the one it shows, and each function,
 * setting and exception of the extension is named in it. Run with the extension loaded.
 */

declare(strict_types=1);

$root = dirname(__DIR__);
$readme = (string) file_get_contents("$root/README.md");
$problems = [];

preg_match_all('/^```php\n(.*?)^```$/ms', $readme, $blocks);
foreach ($blocks[1] as $block) {
    try {
        token_get_all(str_starts_with($block, '<?php') ? $block : "<?php\n$block", TOKEN_PARSE);
    } catch (ParseError $error) {
        $problems[] = "a PHP block does not parse: {$error->getMessage()}\n$block";
    }
}

$demo = (string) file_get_contents("$root/bin/demo.php");
if (!array_filter($blocks[1], static fn (string $block): bool => strlen($block) > 500 && str_contains($demo, trim($block)))) {
    $problems[] = 'the script it shows is not the one in bin/demo.php';
}

$extension = new ReflectionExtension('runcloud');
$exceptions = array_filter($extension->getClassNames(), static fn (string $class): bool => is_subclass_of($class, RunCloud\Exception::class));
$methods = array_map(static fn (ReflectionMethod $method): string => $method->name, (new ReflectionClass(RunCloud\Client::class))->getMethods());
$named = [
    ...array_map(static fn (string $class): string => substr($class, strlen('RunCloud\\')), $exceptions),
    ...array_keys($extension->getFunctions()),
    ...array_keys($extension->getINIEntries()),
    ...array_diff($methods, ['__construct']),
];
foreach ($named as $name) {
    if (!str_contains($readme, $name)) {
        $problems[] = "it does not name $name";
    }
}

foreach ($problems as $problem) {
    echo "README.md: $problem\n";
}
printf("%d names and %d PHP blocks looked at, %d problems\n", count($named), count($blocks[1]), count($problems));
exit($problems ? 1 : 0);
