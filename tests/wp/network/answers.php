<?php

/*
 * Answers a real Ultimate Multisite's questions to the outside, as RunCloud\Tests\Steering says, and notes what its own
 * RunCloud integration asks. The double has controls for that and is left alone.
 */

if (function_exists('UM_Double\core_calls')) {
    return;
}

$bed_answer = static function (string $kind, string $host): bool {
    $answers = get_network_option(null, 'bed_answers', [])[$kind] ?? [];
    return $answers[$host] ?? $answers['*'] ?? false;
};

// The extension speaks past WordPress, so what comes by here is core's.
add_filter('pre_http_request', static function ($response, array $arguments, string $url) use ($bed_answer) {
    $host = (string) wp_parse_url($url, PHP_URL_HOST);
    if (str_ends_with($host, 'runcloud.io')) {
        $calls = get_network_option(null, 'bed_core_calls', []);
        $calls[] = ['method' => $arguments['method'], 'url' => $url, 'body' => $arguments['body']];
        update_network_option(null, 'bed_core_calls', $calls);
        return ['headers' => [], 'body' => '{}', 'response' => ['code' => 200, 'message' => 'OK'], 'cookies' => [], 'filename' => null];
    }
    // Core asks a mapped host for the mapping's id, to see whether the host leads to itself.
    if (isset($arguments['body']['async_check_dns_nonce']) && $bed_answer('dns', $host)) {
        $body = (string) wp_json_encode(['id' => wu_get_domain_by_domain($host)->get_id()]);
        return ['headers' => [], 'body' => $body, 'response' => ['code' => 200, 'message' => 'OK'], 'cookies' => [], 'filename' => null];
    }
    return $response;
}, 10, 3);

// Core looks for certificates on port 443 and has no filter for it: a host that has one is done before core looks.
add_action('wu_async_process_domain_stage', static function ($id) use ($bed_answer) {
    $domain = wu_get_domain($id);
    if ($domain && $domain->get_stage() === 'checking-ssl-cert' && $bed_answer('ssl', $domain->get_domain())) {
        $domain->set_stage('done');
        $domain->set_secure(true);
        $domain->save();
    }
}, 5);
