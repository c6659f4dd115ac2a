--TEST--
Every message has a code, its values, and texts that a translator can fill in
--FILE--
<?php
require __DIR__ . '/fake.inc';
/** What a translator does. */
function fill(string $text, array $values): string
{
    $known = static fn (string $part) => array_diff(preg_match_all('/{(\w+)}/', $part, $names) ? $names[1] : [], array_keys($values)) === [];
    $text = preg_replace_callback('/\[(.*?)\]/', static fn ($part) => $known($part[1]) ? $part[1] : '', $text);
    return strtr($text, array_combine(array_map(static fn ($name) => "{{$name}}", array_keys($values)), $values));
}

foreach (RunCloud\Reason::cases() as $reason) {
    if ($reason->finding() === '' || $reason->nextStep() === '') {
        echo "$reason->value has an empty text\n";
    }
}
$fake = Fake::plain();
$client = $fake->client();
$fake->reply(429, ['message' => '{domain} [x]'], ['retry-after' => '90']);
foreach (['first.example.com', 'taken-in-other-app.example.org', 'a b.example.com', 'shop.example.com'] as $name) {
    try {
        $result = $client->addDomain($name);
        $told = fill($result->reason->finding(), ['domain' => $result->domain]);
        echo $result->reason->value, ': ', $told === $result->message ? 'same' : $told, "\n";
    } catch (RunCloud\Exception $failure) {
        $told = fill("{$failure->reason->finding()} {$failure->reason->nextStep()}", $failure->context);
        echo $failure->reason->value, ': ', $told === $failure->getMessage() ? 'same' : $told, ' ', json_encode($failure->context), "\n";
        $fake->control('DELETE', '/faults');
    }
}
foreach ($client->diagnose() as $check) {
    $told = fill($check->code->finding(), $check->facts);
    echo $check->code->value, ': ', $told === $check->finding ? 'same' : $told, "\n";
}
$made = new RunCloud\Exception('made by a script');
var_dump($made->reason, $made->context, RunCloud\Reason::tryFrom('nothing'));
?>
--EXPECT--
rate-limited: same {"answer":"HTTP 429: {domain} [x]","status":429,"seconds":90}
domain-taken: same {"answer":"HTTP 422: The given data was invalid.; name: Domain already exists.","status":422,"domain":"taken-in-other-app.example.org"}
domain-with-space: same {"domain":"a b.example.com"}
domain-added: same
settings-complete: same
runcloud-reachable: same
credentials-accepted: same
server-online: same
web-application-found: same
domains-readable: same
ssl-basic-none: same
names-within-limit: same
NULL
array(0) {
}
NULL
