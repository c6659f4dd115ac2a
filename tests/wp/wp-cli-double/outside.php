<?php

/* A plugin for the tests of wp runcloud: the world outside is as COMMAND_OUTSIDE, JSON, says. */

(static function (): void {
    $outside = json_decode(getenv('COMMAND_OUTSIDE') ?: '{}', true) + ['addresses' => [], 'https' => [], 'protected' => []];
    add_filter('runcloud_addresses', static fn ($none, $host) => $outside['addresses'][$host] ?? [], 10, 2);
    // Nothing listens on port 1.
    add_filter('runcloud_https_address', static fn ($address, $host) => $outside['https'][$host] ?? '127.0.0.1:1', 10, 2);
    add_filter('runcloud_protected_domains', static fn ($kept) => [...$kept, ...$outside['protected']]);
})();
