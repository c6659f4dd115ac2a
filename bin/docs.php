<?php

/*
 * The generated parts of the docs; bin/docs runs this. A part stands between <!-- NAME: made by bin/docs --> and <!-- /NAME -->.
 * No part is written by hand, and nothing outside of them is changed.
 */

declare(strict_types=1);

define('ABSPATH', __DIR__);
// The plugin's own messages, with their English texts.
function __(string $text): string
{
    return $text;
}

$root = dirname(__DIR__);
$check = in_array('--check', $argv, true);
$stale = [];

/** Ends with a sentence about what does not fit together. */
function fail(string $why): never
{
    fwrite(STDERR, "docs: $why\n");
    exit(1);
}

/**
 * The filters of the plugin, from the comments where they are applied.
 *
 * @return array<string, array{about: string, parameters: list<array{type: string, name: string, about: string}>}>
 */
function filters(string $root): array
{
    $filters = [];
    foreach (new RegexIterator(new RecursiveIteratorIterator(new RecursiveDirectoryIterator("$root/wp-plugin/inc")), '/\.php$/') as $file) {
        $code = (string) file_get_contents((string) $file);
        preg_match_all('~/\*\*\s+\* Filters ((?:(?!\*/).)*?)\s+\*\s+(\* @param (?:(?!\*/).)*)\*/[^;]*?apply_filters\(\s*\'(\w+)\'~s', $code, $found, PREG_SET_ORDER);
        foreach ($found as [, $about, $parameters, $name]) {
            $plain = static fn (string $text): string => ucfirst(trim((string) preg_replace('/\s+\*?\s*/', ' ', $text)));
            preg_match_all('/@param (\S+)\s+\$(\w+)\s+([^@]*)/', $parameters, $parts, PREG_SET_ORDER);
            $filters[$name] = [
                'about' => $plain($about),
                'parameters' => array_map(static fn (array $part): array => ['type' => $part[1], 'name' => $part[2], 'about' => rtrim($plain($part[3]), ' *')], $parts),
            ];
        }
        preg_match_all('/apply_filters\(\s*\'(runcloud_\w+)\'/', $code, $applied);
        foreach ($applied[1] as $name) {
            $applied_at[$name][] = basename((string) $file);
        }
    }
    foreach ($applied_at ?? [] as $name => $files) {
        isset($filters[$name]) || fail("the filter $name (" . implode(', ', $files) . ') has no comment that begins with "Filters" where it is applied');
    }
    ksort($filters);
    return $filters;
}

/** The table of the filters. */
function filter_table(array $filters): string
{
    $rows = ['| filter | what it changes | value |', '|---|---|---|'];
    foreach ($filters as $name => ['about' => $about, 'parameters' => $parameters]) {
        [$value] = $parameters;
        $type = str_replace('|', ' or ', $value['type']);
        $more = array_map(static fn (array $parameter): string => " Also gets `\${$parameter['name']}` ({$parameter['type']}).", array_slice($parameters, 1));
        $rows[] = "| `$name` | $about | `\${$value['name']}` ($type): " . lcfirst($value['about']) . implode('', $more) . ' |';
    }
    return implode("\n", $rows) . "\n";
}

/**
 * The codes of docs/troubleshooting.md by section: the finding, and what to do.
 *
 * @return array<string, array<string, array{0: string, 1: string}>>
 */
function english_codes(string $root): array
{
    $codes = [];
    foreach (preg_split('/^## /m', (string) file_get_contents("$root/docs/troubleshooting.md")) as $section) {
        $heading = trim((string) strtok($section, "\n"));
        preg_match_all('/^### `([a-z0-9-]+)`\n\n> (.+)\n\n(.+)$/m', $section, $found, PREG_SET_ORDER);
        substr_count($section, "\n### ") === count($found) || fail("a code below \"$heading\" of docs/troubleshooting.md has not the form: heading, quoted finding, one line");
        foreach ($found as [, $code, $finding, $next]) {
            $codes[$heading][$code] = [$finding, $next];
        }
    }
    return $codes;
}

/** A text as the pages show it: without the brackets of what may be left out, and with its values in italics. */
function shown(string $text, array $names = []): string
{
    return (string) preg_replace_callback(
        '/\{(\w+)\}/',
        static fn (array $place): string => '*' . ($names === [] ? $place[1] : ($names[$place[1]] ?? fail("bin/docs.php does not know what {{$place[1]}} is called in Spanish"))) . '*',
        strtr($text, ['[' => '', ']' => '']),
    );
}

/** The Spanish texts as the pages show them, by the English ones; what has no text of its own is not there. */
function spanish_texts(string $root): array
{
    $names = [
        'setting' => 'ajuste', 'also' => 'otro', 'given' => 'valor', 'key' => 'clave', 'secret' => 'secreto', 'other' => 'otro', 'named' => 'indicada',
        'needed' => 'necesaria', 'form' => 'forma', 'file' => 'archivo', 'detail' => 'detalle', 'domain' => 'dominio', 'label' => 'parte',
        'answer' => 'respuesta', 'seconds' => 'segundos', 'host' => 'host', 'proxy' => 'proxy', 'cause' => 'causa', 'name' => 'nombre',
        'address' => 'dirección', 'names' => 'nombres', 'limit' => 'límite', 'server' => 'servidor', 'addresses' => 'direcciones',
        'elsewhere' => 'otras', 'validUntil' => 'fecha', 'until' => 'fecha', 'from' => 'fecha', 'issuer' => 'emisor', 'sapi' => 'sapi',
        'version' => 'versión', 'words' => 'motivo', 'domains' => 'dominios', 'job' => 'tarea', 'expected' => 'esperado', 'entry' => 'entrada',
        'count' => 'número', 'id' => 'id', 'type' => 'tipo', 'method' => 'método',
    ];
    $catalogue = (string) preg_replace('/"\n"/', '', (string) file_get_contents("$root/wp-plugin/languages/runcloud-es_ES.po"));
    preg_match_all('/^msgid "(.+)"\nmsgstr "(.+)"$/m', $catalogue, $found, PREG_SET_ORDER);
    foreach ($found as [, $english, $spanish]) {
        if (!str_contains($english, '%')) {
            $texts[shown(stripcslashes($english))] = shown(stripcslashes($spanish), $names);
        }
    }
    return $texts ?? [];
}

/** The Spanish sections of some codes: with what WordPress shows where the plugin knows better than the extension what to do. */
function spanish_codes(string $root, array $codes): string
{
    static $texts, $own;
    $texts ??= spanish_texts($root);
    if ($own === null) {
        require "$root/wp-plugin/inc/messages.php";
        $own = RunCloud\WordPress\own_sentences();
    }
    $page = '';
    foreach ($codes as $code => $sentences) {
        $page .= $page === '' ? '' : "\n";
        $page .= "### `$code`\n";
        foreach ($sentences as $at => $english) {
            $english = isset($own[$code][$at]) ? shown($own[$code][$at]) : $english;
            $page .= "\n" . ($at === 0 ? '> ' : '') . ($texts[$english] ?? fail("the Spanish translation lacks: $english")) . "\n";
        }
    }
    return $page;
}

/** Puts parts into a page; each that is made has to have its place, and each place its part. */
function write(string $page, array $parts): void
{
    global $root, $check, $stale;
    $old = (string) file_get_contents("$root/$page");
    $new = (string) preg_replace_callback(
        '/^(<!-- (\S+): made by bin\/docs -->\n)(.*?)^(<!-- \/\2 -->)$/ms',
        static function (array $place) use (&$parts, $page): string {
            $part = $parts[$place[2]] ?? fail("$page has a place for $place[2], which is not made");
            unset($parts[$place[2]]);
            return "$place[1]\n$part\n$place[4]";
        },
        $old,
    );
    $parts === [] || fail("$page has no place <!-- " . array_key_first($parts) . ': made by bin/docs -->');
    if ($new !== $old) {
        $stale[] = $page;
        $check || file_put_contents("$root/$page", $new);
    }
}

$filters = filters($root);
$count = count($filters);
write('docs/wordpress.md', ['hooks' => filter_table($filters)]);
write('docs/settings.md', ['ini' => "```ini\n" . file_get_contents("$root/php-stubs/runcloud.ini") . "```\n"]);
$parts = [];
foreach (english_codes($root) as $heading => $codes) {
    $parts[strtolower(strtr(preg_replace('/[^A-Za-z ]/', '', $heading), ' ', '-'))] = spanish_codes($root, $codes);
    $count += count($codes);
}
write('docs/es/troubleshooting.md', $parts);

foreach ($stale as $page) {
    fwrite(STDERR, $check ? "$page is out of date: run bin/docs\n" : "$page written\n");
}
echo "$count filters and messages\n";
exit($check && $stale ? 1 : 0);
