<?php
/**
 * One call on a warm connection, the extension beside PHP's curl extension with one reused handle.
 *
 * Both talk to the same fake over TLS, turn by turn, and do the same work: send, check the status, decode.
 * Prints one line for each case: case, rounds, microseconds of each side (median of the rounds), ratio.
 */

declare(strict_types=1);

[, $ready] = $argv;
$fake = json_decode((string) file_get_contents($ready), flags: JSON_THROW_ON_ERROR);
$client = new RunCloud\Client($fake->server_id, $fake->app_id, token: $fake->token, apiUrl: $fake->api_url);

$handle = curl_init();
$curl = static function (string $method, string $path, ?array $body = null) use ($handle, $fake): mixed {
    curl_setopt_array($handle, [
        CURLOPT_URL => "{$fake->api_url}/v3/servers/{$fake->server_id}/webapps/{$fake->app_id}$path",
        CURLOPT_CUSTOMREQUEST => $method,
        CURLOPT_POSTFIELDS => $body === null ? null : json_encode($body),
        CURLOPT_HTTPGET => $body === null,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 30,
        CURLOPT_CONNECTTIMEOUT => 5,
        CURLOPT_CAINFO => $fake->ca_file,
        CURLOPT_USERAGENT => 'RunCloud-benchmark/1.0',
        CURLOPT_HTTPHEADER => [
            'Accept: application/json',
            'Content-Type: application/json',
            "Authorization: Bearer {$fake->token}",
        ],
    ]);
    $answer = curl_exec($handle);
    $status = curl_getinfo($handle, CURLINFO_RESPONSE_CODE);
    if (!is_string($answer) || $status !== 200) {
        throw new RuntimeException("curl: $status " . curl_error($handle));
    }
    return json_decode($answer, true, flags: JSON_THROW_ON_ERROR);
};

$serial = 0;
$fresh = static function () use (&$serial): string {
    return sprintf('bench-%d.example.com', ++$serial);
};

$cases = [
    'list 40 domains' => [
        static fn () => $client->domains(),
        static fn () => $curl('GET', '/domains?page=1&perPage=40'),
    ],
    'add a domain' => [
        static fn () => $client->addDomain($fresh(), false),
        static fn () => $curl('POST', '/domains', [
            'name' => $fresh(), 'www' => false, 'redirection' => 'none', 'type' => 'alias',
        ]),
    ],
];

$microseconds = static function (callable $call, int $times): float {
    $begun = hrtime(true);
    for ($i = 0; $i < $times; $i++) {
        $call();
    }
    return (hrtime(true) - $begun) / 1000 / $times;
};
$median = static function (array $values): float {
    sort($values);
    return $values[intdiv(count($values), 2)];
};

$rounds = 5;
$times = 400;
foreach ($cases as $case => [$ours, $theirs]) {
    if ($case === 'list 40 domains') {
        $microseconds($ours, 50);
        $microseconds($theirs, 50);
    }
    $a = $b = $ratios = [];
    for ($round = 0; $round < $rounds; $round++) {
        $a[] = $microseconds($ours, $times);
        $b[] = $microseconds($theirs, $times);
        $ratios[] = end($a) / end($b);
    }
    printf("  %-34s %8.0f µs %8.0f µs   %.2f\n", $case, $median($a), $median($b), $median($ratios));
}
