<?php
/**
 * Domain mappings through the plugin and Action Scheduler, beside Ultimate Multisite's built-in RunCloud integration.
 *
 * For each mapping, the built-in integration sends POST /domains and then GET /ssl/advanced, each on a TLS connection of
 * its own. Its side is measured twice: these requests alone, sent by ext/curl, and from the queue's jobs by WordPress's
 * HTTP functions, as in production. The plugin's side is all that the queue does until nothing is due. The boot of
 * WordPress is not counted. The three take turns on the same fake, each round in new processes.
 *
 * Prints a line for each comparison (milliseconds of the plugin, of the built-in integration, ratio: medians of the
 * rounds), then what was sent.
 *
 *   tests/wp/bed run php tests/bench/mappings.php
 */

declare(strict_types=1);

use RunCloud\Tests\{Database, Fake, Process};

const SUPPORT = __DIR__ . '/../wp/support/autoload.php';
const ROUNDS = 5;
const ROUND_TRIP = 25;
/** Runs all that is due; returns how long that took in milliseconds. */
const WORK = <<<'PHP'
    $begun = hrtime(true);
    RunCloud\Tests\Queue::run();
    return (hrtime(true) - $begun) / 1e6;
    PHP;

require SUPPORT;

$fake = Fake::of_bed();
$wordpress = static fn (string $code, array $given = []): mixed
    => (new Process('require_once ' . var_export(SUPPORT, true) . ";\n$code", $given))->wait(300);

/** Makes the fake as it was, without the 60 requests a minute that it announces: the plugin would keep to them. */
$reset = static function () use ($fake): void {
    $fake->reset();
    $fake->switch(rate_limit: 1_000_000);
};
/** TCP and TLS 1.3 each take a round trip before the first request. */
$far = static fn () => $fake->control('PUT', '/latency', ['ms' => ROUND_TRIP, 'connect_ms' => 2 * ROUND_TRIP]);
/** Maps so many domains, which the queue has not seen yet; returns their names. */
$map = static function (int $count) use ($wordpress, $reset): array {
    $hosts = array_map(static fn (int $number) => sprintf('shop-%04d.example.com', $number), range(1, $count));
    Database::restore();
    $reset();
    $wordpress(<<<'PHP'
        $site = wpmu_create_blog('shop.network.localhost', '/', 'Shop', 1, ['public' => 1], get_main_network_id());
        RunCloud\Tests\Queue::run();
        foreach ($hosts as $host) {
            $domain = wu_create_domain(['domain' => $host, 'blog_id' => $site, 'stage' => 'checking-dns', 'active' => true, 'primary_domain' => false, 'secure' => false]);
            is_wp_error($domain) && throw new RuntimeException($domain->get_error_message());
        }
        PHP, compact('hosts'));
    $reset();
    return $hosts;
};
/** Requests and TLS handshakes since the last reset, after a look whether RunCloud has the domains. */
$sent = static function (array $hosts) use ($fake): array {
    $missing = array_diff($hosts, array_column($fake->state()['domains'], 'name'));
    if ($missing !== []) {
        throw new RuntimeException(count($missing) . ' domains were not added, such as ' . reset($missing));
    }
    $journal = $fake->control('GET', '/journal');
    return [count($journal['entries']), $journal['handshakes']['full'] + $journal['handshakes']['resumed']];
};

$web_application = "{$fake->ready->api_url}/v3/servers/{$fake->ready->server_id}/webapps/{$fake->ready->app_id}";
$headers = ['Authorization' => "Bearer {$fake->ready->token}", 'Accept' => 'application/json', 'Content-Type' => 'application/json'];
// WordPress trusts a list of its own, which it reads for each request; the extension reads the system's, once.
$ca_file = getenv('BED') . '/bench-ca.pem';
file_put_contents($ca_file, file_get_contents(getenv('BED_WORDPRESS') . '/wp-includes/certificates/ca-bundle.crt') . file_get_contents($fake->ready->ca_file));
$given = compact('web_application', 'headers', 'ca_file');
$added = static fn (string $host): string => json_encode(['name' => $host, 'www' => true, 'redirection' => 'non-www', 'type' => 'alias']);
$curl = static function (string $method, string $path, ?string $body = null) use ($fake, $web_application, $headers): void {
    $handle = curl_init("$web_application$path");
    curl_setopt_array($handle, [
        CURLOPT_CUSTOMREQUEST => $method,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_FRESH_CONNECT => true,
        CURLOPT_FORBID_REUSE => true,
        CURLOPT_TIMEOUT => 100,
        CURLOPT_CAINFO => $fake->ready->ca_file,
        CURLOPT_USERAGENT => 'WordPress/6.8; https://network.localhost',
        CURLOPT_HTTPHEADER => array_map(static fn ($name, $value) => "$name: $value", array_keys($headers), $headers),
    ] + ($body === null ? [] : [CURLOPT_POSTFIELDS => $body]));
    $answer = curl_exec($handle);
    $status = curl_getinfo($handle, CURLINFO_RESPONSE_CODE);
    if (!is_string($answer) || $status !== 200) {
        throw new RuntimeException("$method $path: $status " . curl_error($handle));
    }
    json_decode($answer, flags: JSON_THROW_ON_ERROR);
};

$sides = [
    'plugin' => static fn (array $hosts): float => $wordpress(WORK),
    'alone' => static function (array $hosts) use ($curl, $added): float {
        $begun = hrtime(true);
        foreach ($hosts as $host) {
            $curl('POST', '/domains', $added($host));
            $curl('GET', '/ssl/advanced');
        }
        return (hrtime(true) - $begun) / 1e6;
    },
    'queue' => static fn (array $hosts): float => $wordpress(<<<'PHP'
        remove_all_actions('wu_add_domain');
        $send = static function (string $method, string $path, ?string $body = null) use ($web_application, $headers, $ca_file): void {
            $arguments = ['method' => $method, 'headers' => $headers, 'timeout' => 100, 'sslcertificates' => $ca_file];
            $response = wp_remote_request("$web_application$path", $arguments + array_filter(compact('body')));
            json_decode(wp_remote_retrieve_body($response), flags: JSON_THROW_ON_ERROR);
        };
        add_action('wu_add_domain', static function ($host) use ($send, $bodies): void {
            $send('POST', '/domains', $bodies[$host]);
            $send('GET', '/ssl/advanced');
        });
        PHP . "\n" . WORK, $given + ['bodies' => array_combine($hosts, array_map($added, $hosts))]),
];

$median = static function (array $values): float {
    sort($values);
    return $values[intdiv(count($values), 2)];
};
$times = $told = [];
for ($round = 0; $round < ROUNDS; $round++) {
    foreach ($sides as $side => $add) {
        $hosts = $map(20);
        $far();
        $times[$side][] = $add($hosts);
        $told[$side] = $sent($hosts);
    }
}
foreach (['alone' => "beside the built-in's requests alone", 'queue' => "beside the built-in in the same queue"] as $side => $label) {
    $ratios = array_map(static fn (float $ours, float $theirs) => $theirs / $ours, $times['plugin'], $times[$side]);
    printf("  %-36s %6.0f ms %8.0f ms   %.1f\n", $label, $median($times['plugin']), $median($times[$side]), $median($ratios));
}

$row = static function (string $label, int $mappings, array $sent, int $workers): void {
    [$requests, $handshakes] = $sent;
    printf("  %-36s %6.2f %11d %9d   %.2f\n", $label, $requests / $mappings, $requests, $workers, $handshakes / $workers);
};
print "\nWhat is sent   (requests for each mapping, requests, workers that sent them, TLS handshakes of each)\n";
$row('20 mappings, built-in', 20, $told['queue'], 1);
$row('20 mappings, plugin', 20, $told['plugin'], 1);

/** Has hours pass, until nobody asks RunCloud about the certificates any more. */
$with_certificates = static function (array $hosts) use ($wordpress, $sent): array {
    $seen = $sent($hosts);
    $workers = 1;
    for ($quiet = 0; $quiet < 3;) {
        $wordpress(<<<'PHP'
            $GLOBALS['wpdb']->query('UPDATE ' . RunCloud\WordPress\table() . ' SET due = GREATEST(due, 1800) - 1800');
            RunCloud\Tests\Queue::pass(1800);
            PHP);
        $wordpress(WORK);
        [$before, $seen] = [$seen, $sent($hosts)];
        $more = $seen !== $before;
        $workers += (int) $more;
        $quiet = $more ? 0 : $quiet + 1;
    }
    return [$seen, $workers];
};
foreach ([true, false] as $advanced) {
    // The certificate of all has room for 100 names, a domain and its www being two.
    $hosts = $map($advanced ? 200 : 40);
    $fake->change(advanced_ssl: $advanced, auto_ssl: $advanced);
    $wordpress(WORK);
    if ($advanced) {
        $row('200 mappings', 200, $sent($hosts), 1);
    }
    $label = $advanced ? '200 and their certificates (AutoSSL)' : '40 and their certificate (basic SSL)';
    $row($label, count($hosts), ...$with_certificates($hosts));
}
