<?php
/** A hundred clients, a hundred calls, one process: how many TLS handshakes does the server see? */

declare(strict_types=1);

[, $ready] = $argv;
$fake = json_decode((string) file_get_contents($ready), flags: JSON_THROW_ON_ERROR);
$journal = static fn (string $method): string => (string) file_get_contents(
    "{$fake->control_url}/journal",
    context: stream_context_create(['http' => ['method' => $method]]),
);

$journal('DELETE');
for ($i = 0; $i < 100; $i++) {
    $client = new RunCloud\Client($fake->server_id, $fake->app_id, token: $fake->token, apiUrl: $fake->api_url);
    $client->domains();
}
$seen = json_decode($journal('GET'), flags: JSON_THROW_ON_ERROR);
printf("  %d requests, %d full and %d resumed TLS handshakes\n", count($seen->entries), $seen->handshakes->full, $seen->handshakes->resumed);
