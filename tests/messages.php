<?php
/**
 * Every code has all that belongs to it: a page of docs/troubleshooting.md with its sentences, and a Spanish
 * translation that keeps its places. Run with the extension loaded.
 */

declare(strict_types=1);

$root = dirname(__DIR__);
$page = (string) file_get_contents("$root/docs/troubleshooting.md");
$plugin = (string) file_get_contents("$root/wp-plugin/inc/messages.php");
$problems = [];

/** The translations of a .po file by their English. */
function translations(string $file): array
{
    $text = preg_replace('/"\n"/', '', (string) file_get_contents($file));
    preg_match_all('/^msgid "(.*)"\nmsgstr "(.*)"$/m', $text, $entries);
    return array_combine(array_map('stripcslashes', $entries[1]), array_map('stripcslashes', $entries[2]));
}

/** The places of a text, sorted, with what is optional marked. */
function places(string $text): array
{
    preg_match_all('/\{\w+\}/', $text, $names);
    preg_match_all('/\[[^\]]*?(\{\w+\})[^\]]*\]/', $text, $optional);
    sort($names[0]);
    sort($optional[1]);
    return [$names[0], $optional[1]];
}

$spanish = translations("$root/wp-plugin/languages/runcloud-es_ES.po");
$sections = [];
foreach (preg_split('/^### /m', $page) as $section) {
    [$heading] = explode("\n", $section, 2);
    $sections[trim($heading, ' `')] = $section;
}
/** Those that tell that all is well, or what was done, need neither a next step nor a page. */
$fine = [
    'domain-added', 'domain-already-present', 'domain-served', 'domain-removed', 'domain-already-absent', 'ssl-redeploy-requested',
    'ssl-install-requested', 'ssl-automatic', 'ssl-custom-certificate', 'ssl-no-certificate', 'settings-complete',
    'runcloud-reachable', 'credentials-accepted', 'server-online', 'web-application-found', 'domains-readable', 'autossl-on',
    'ssl-advanced', 'ssl-basic', 'names-separate', 'names-within-limit', 'check-skipped', 'entry-found', 'entry-serving', 'dns-correct',
    'certificate-installed', 'https-trusted', 'https-no-address',
];
foreach (RunCloud\Reason::cases() as $reason) {
    $texts = array_filter([$reason->finding(), $reason->nextStep()]);
    foreach ($texts as $text) {
        if (($spanish[$text] ?? '') === '') {
            $problems[] = "$reason->value has no Spanish: $text";
        } elseif (places($spanish[$text]) !== places($text)) {
            $problems[] = "$reason->value has other places in Spanish: {$spanish[$text]}";
        }
    }
    if (in_array($reason->value, $fine, true) !== (count($texts) < 2)) {
        $problems[] = "$reason->value has " . count($texts) . ' texts';
    }
    foreach (count($texts) < 2 ? [] : $texts as $text) {
        $shown = preg_replace(['/\[|\]/', '/\{(\w+)\}/'], ['', '*$1*'], $text);
        if (!str_contains($sections[$reason->value] ?? '', $shown)) {
            $problems[] = "docs/troubleshooting.md has no section ### `$reason->value` with: $shown";
        }
    }
}
foreach (array_keys($sections) as $code) {
    // The plugin's own are looked at by its tests.
    $is_known = RunCloud\Reason::tryFrom($code) !== null || str_contains($plugin, "'$code'");
    if (preg_match('/^[a-z0-9]+(-[a-z0-9]+)+$/', $code) && !$is_known) {
        $problems[] = "docs/troubleshooting.md has a section of the unknown code $code";
    }
}
foreach ($problems as $problem) {
    echo $problem, "\n";
}
printf("%d codes looked at, %d problems\n", count(RunCloud\Reason::cases()), count($problems));
exit($problems ? 1 : 0);
