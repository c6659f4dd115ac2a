<?php
/**
 * Tells what the library is made of: `licences` as text, `sbom` as CycloneDX 1.5.
 *
 *   php bin/contents.php licences|sbom METADATA TREE MOMENT
 *
 * METADATA is a file with what `cargo metadata` says, TREE one with what `cargo tree` says of the normal dependencies, each as
 * "NAME vVERSION". cargo-cyclonedx knows the metadata alone, in which the features of build scripts' dependencies are one with the
 * library's: it names openssl, which is not in it. MOMENT is the Unix time to be written.
 */

declare(strict_types=1);

[, $what, $metadata, $tree, $moment] = $argv;
$root = dirname(__DIR__);
set_error_handler(static fn (int $level, string $words) => throw new ErrorException($words));

$contained = [];
foreach (file($tree, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) as $line) {
    [$name, $version] = explode(' ', $line);
    $contained["$name " . ltrim($version, 'v')] = true;
}
$metadata = json_decode(file_get_contents($metadata), true, flags: JSON_THROW_ON_ERROR);
$crates = [];
foreach ($metadata['packages'] as $package) {
    $name = "$package[name] $package[version]";
    if (isset($contained[$name])) {
        $crates[$package['id']] = $package + ['texts' => glob(dirname($package['manifest_path']) . '/{LICEN[CS]E,COPYING,NOTICE,COPYRIGHT}*', GLOB_BRACE)];
        unset($contained[$name]);
    }
}
if ($contained) {
    throw new RuntimeException('not found in the metadata: ' . implode(', ', array_keys($contained)));
}
uasort($crates, static fn (array $a, array $b): int => [$a['name'], $a['version']] <=> [$b['name'], $b['version']]);

/** Every crate with its licence, then each text once. */
function licences(array $crates): string
{
    $list = "This library contains the following crates. The texts of their licences are below.\n\n";
    $texts = [];
    foreach ($crates as $crate) {
        $name = "$crate[name] $crate[version]";
        $list .= sprintf("%-36s %s\n", $name, $crate['license'] ?? 'see its text');
        foreach (array_filter($crate['texts'], is_file(...)) as $file) {
            $texts[trim((string) file_get_contents($file))][] = "$name (" . basename($file) . ')';
        }
    }
    foreach ($texts as $text => $names) {
        $list .= sprintf("\n%s\n%s\n\n%s\n", str_repeat('-', 80), implode("\n", $names), $text);
    }
    return $list;
}

/** Where a crate is from, as package-URL. */
function purl(array $crate): string
{
    return "pkg:cargo/$crate[name]@$crate[version]";
}

function sbom(array $crates, array $metadata, string $lock, int $moment): string
{
    preg_match_all('/^name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "(.+)"$/m', $lock, $found, PREG_SET_ORDER);
    $checksums = [];
    foreach ($found as [, $name, $version, $checksum]) {
        $checksums["$name $version"] = $checksum;
    }
    $components = $dependencies = [];
    foreach ($crates as $id => $crate) {
        $checksum = $checksums["$crate[name] $crate[version]"] ?? null;
        $components[$id] = array_filter([
            'type' => 'library',
            'bom-ref' => purl($crate),
            'name' => $crate['name'],
            'version' => $crate['version'],
            'description' => trim(preg_replace('/\s+/', ' ', $crate['description'] ?? '')),
            'licenses' => isset($crate['license']) ? [['expression' => str_replace('/', ' OR ', $crate['license'])]] : null,
            'hashes' => $checksum ? [['alg' => 'SHA-256', 'content' => $checksum]] : null,
            'purl' => purl($crate),
        ]);
    }
    foreach ($metadata['resolve']['nodes'] as $node) {
        if (isset($crates[$node['id']])) {
            $needs = array_intersect_key($crates, array_flip(array_column($node['deps'], 'pkg')));
            $dependencies[] = ['ref' => purl($crates[$node['id']]), 'dependsOn' => array_values(array_map(purl(...), $needs))];
        }
    }
    $own = $metadata['resolve']['root'];
    $self = $components[$own];
    unset($components[$own]);
    return json_encode([
        'bomFormat' => 'CycloneDX',
        'specVersion' => '1.5',
        'version' => 1,
        'metadata' => ['timestamp' => gmdate('Y-m-d\TH:i:s\Z', $moment), 'component' => $self],
        'components' => array_values($components),
        'dependencies' => $dependencies,
    ], JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR) . "\n";
}

echo match ($what) {
    'licences' => licences(array_diff_key($crates, [$metadata['resolve']['root'] => 0])),
    'sbom' => sbom($crates, $metadata, file_get_contents("$root/Cargo.lock"), (int) $moment),
};
