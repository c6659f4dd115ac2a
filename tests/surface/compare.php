<?php

declare(strict_types=1);

/*
 * Prints what of the surface is new, gone or another, and is not named in the changelog's first section; ends with 1
 * if there is any.
 *
 *     php -n compare.php OLD NEW CHANGELOG
 *
 * What belongs to something new or gone, such as the methods of a new class, is named with that.
 */

/** The items of a snapshot: what each is called, and all of its lines. */
function items(string $file): array
{
    $items = [];
    foreach (file($file, FILE_IGNORE_NEW_LINES) as $line) {
        if ($line === '' || $line[0] === '#') {
            continue;
        }
        $name = preg_match('/^wp runcloud/', $line) === 1
            ? preg_replace('/:.*|[\[\]]|=.*/', '', $line)
            : preg_replace('/\(.*|: .*| = .*| .*/', '', $line);
        $items[$name][] = $line;
    }
    return $items;
}

/** What an item belongs to; itself, if to nothing. */
function owner(string $name): string
{
    return preg_replace('/::.*|^(wp runcloud \w+) .*|^(runcloud_domains)\..*/', '$1$2', $name);
}

function is_named(string $name, string $changelog): bool
{
    $word = preg_replace('/^wp runcloud (?:\w+ )?|^.*::|^runcloud_domains\./', '', $name);
    return preg_match('/(?<![\w$-])' . preg_quote($word, '/') . '(?![\w-])/', $changelog) === 1;
}

[, $old, $new, $changelog] = $argv;
[$old, $new] = [items($old), items($new)];
$section = preg_match('/^## .*?(?=^## |\z)/ms', (string) file_get_contents($changelog), $match) === 1 ? $match[0] : '';
$nameless = [];
foreach (array_keys($old + $new) as $name) {
    if (($old[$name] ?? null) === ($new[$name] ?? null) || is_named($name, $section)) {
        continue;
    }
    $owner = owner($name);
    if ($owner === $name || isset($old[$owner], $new[$owner]) || !is_named($owner, $section)) {
        $nameless[] = $name;
    }
}
echo implode('', array_map(static fn ($name) => "$name\n", $nameless));
exit($nameless === [] ? 0 : 1);
