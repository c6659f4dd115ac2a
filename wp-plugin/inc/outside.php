<?php
/**
 * What the world sees of a host: its addresses in DNS, and the certificate on its port 443.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** Seconds for the connection to a host's port 443, and as many for the handshake. */
const HTTPS_TIMEOUT = 5;

/** Cloudflare's own addresses (https://www.cloudflare.com/ips/). */
const CLOUDFLARE = [
	'173.245.48.0/20', '103.21.244.0/22', '103.22.200.0/22', '103.31.4.0/22', '141.101.64.0/18', '108.162.192.0/18',
	'190.93.240.0/20', '188.114.96.0/20', '197.234.240.0/22', '198.41.128.0/17', '162.158.0.0/15', '104.16.0.0/13',
	'104.24.0.0/14', '172.64.0.0/13', '131.0.72.0/22', '2400:cb00::/32', '2606:4700::/32', '2803:f800::/32',
	'2405:b500::/32', '2405:8100::/32', '2a06:98c0::/29', '2c0f:f248::/32',
];

/**
 * The server's addresses: the one that RunCloud has of it, else those that it asks DNS to point to for the
 * first of these names that it has.
 */
function server_addresses(array $names): array {
	if ('' === server_address() && is_old('connection')) {
		look_again('connection');
	}
	if ('' !== server_address()) {
		return [server_address()];
	}
	// A RunCloud that is out of reach is not asked for each name.
	foreach ('ok' === (seen('connection')['data']['domains']['status'] ?? '') ? $names : [] as $name) {
		try {
			$records = array_filter(client()->dnsRecords($name), static fn ($record) => in_array($record->type, ['A', 'AAAA'], true));
			return array_values(array_unique(array_map(static fn ($record) => $record->content, $records)));
		} catch (\RunCloud\Exception $error) {
			continue;
		}
	}
	return [];
}

/** A host's addresses in DNS; null when there was no answer, which is not the answer that there is none. */
function addresses(string $host): ?array {
	/**
	 * Filters the addresses of a host in place of asking DNS.
	 *
	 * @param string[]|false|null $addresses Null asks DNS; false stands for no answer.
	 * @param string              $host      The host name.
	 */
	$addresses = apply_filters('runcloud_addresses', null, $host);
	if (null !== $addresses) {
		return false === $addresses ? null : (array) $addresses;
	}
	// Without an answer it is false, and a PHP warning.
	$ipv4 = @dns_get_record("$host.", DNS_A); // phpcs:ignore WordPress.PHP.NoSilencedErrors
	$ipv6 = @dns_get_record("$host.", DNS_AAAA); // phpcs:ignore WordPress.PHP.NoSilencedErrors
	return is_array($ipv4) ? array_values(array_unique([...array_column($ipv4, 'ip'), ...array_column($ipv6 ?: [], 'ipv6')])) : null;
}

/** Compares a host's addresses with the server's. */
function examine_addresses(string $host, array $server): array {
	$addresses = addresses($host);
	if (null === $addresses) {
		/* translators: %s: a domain */
		return finding('dns', 'warning', sprintf(__('The DNS of %s could not be asked from here.', 'runcloud'), $host), __('Ask it from elsewhere, and see this server\'s resolver in /etc/resolv.conf.', 'runcloud'));
	}
	$elsewhere = array_diff($addresses, $server);
	$proxied   = array_filter($elsewhere, static fn ($address) => in_networks($address, CLOUDFLARE));
	$ipv4      = array_filter($elsewhere, static fn ($address) => ! str_contains($address, ':'));
	/* translators: 1: a domain, 2: addresses */
	$told = sprintf(__('%1$s points to %2$s.', 'runcloud'), $host, some($addresses));
	/* translators: 1: a domain, 2: addresses */
	$set = sprintf(__('Set its DNS record, wherever the domain is managed: %1$s A %2$s', 'runcloud'), $host, implode(', ', $server));
	return match (true) {
		! $addresses         => finding('dns', 'failed', sprintf(
			/* translators: %s: a domain */
			__('%s has no address in DNS.', 'runcloud'),
			$host
		), $set),
		! $elsewhere         => finding('dns', 'ok', $told),
		$proxied == $elsewhere => finding('dns', 'warning', $told . ' ' . __('That is Cloudflare\'s proxy, which hides whether the server is behind it.', 'runcloud'), __('Do nothing if HTTPS works; else see that Cloudflare has the server\'s address, and SSL mode Full.', 'runcloud')), // phpcs:ignore WordPress.PHP.StrictComparisons -- the same keys and strings in any order.
		! $ipv4 && count($elsewhere) < count($addresses) => finding('dns', 'warning', $told . ' ' . __('RunCloud does not name the server\'s IPv6 address.', 'runcloud'), __('See that it is this server\'s, or remove the AAAA record: Let\'s Encrypt looks there first.', 'runcloud')),
		default              => finding('dns', 'failed', $told . ' ' . sprintf(
			/* translators: %s: addresses */
			__('That is not this server: %s.', 'runcloud'),
			some($elsewhere)
		), $set),
	};
}

/** Whether an address is in one of the networks. */
function in_networks(string $address, array $networks): bool {
	$bits = static fn ($packed) => implode('', array_map(static fn ($byte) => sprintf('%08b', ord($byte)), str_split($packed)));
	$own  = inet_pton($address);
	foreach ($own ? $networks : [] as $network) {
		[$base, $length] = explode('/', $network);
		$base            = inet_pton($base);
		if (strlen($base) === strlen($own) && 0 === strncmp($bits($base), $bits($own), (int) $length)) {
			return true;
		}
	}
	return false;
}

/**
 * The certificate that a host serves, whatever is wrong with it.
 *
 * @param string $host    The host name.
 * @param bool   $trusted Whether its issuer has to be trusted.
 * @return array|string As openssl_x509_parse() has it; or why there is none.
 */
function served_certificate(string $host, bool $trusted = false) {
	/**
	 * Filters where a host's certificate is looked at.
	 *
	 * @param string $address HOST:443.
	 * @param string $host    The host name.
	 */
	$address = apply_filters('runcloud_https_address', "$host:443", $host);
	$context = stream_context_create(['ssl' => ['capture_peer_cert' => true, 'verify_peer' => $trusted, 'verify_peer_name' => false, 'peer_name' => $host]]);
	$said    = '';
	// PHP tells what went wrong in the handshake by warnings alone.
	set_error_handler(static function ($level, $message) use (&$said) { // phpcs:ignore WordPress.PHP.DevelopmentFunctions
		$said = $said ?: $message;
		return true;
	});
	$socket = stream_socket_client("ssl://$address", $code, $reason, HTTPS_TIMEOUT, STREAM_CLIENT_CONNECT, $context);
	restore_error_handler();
	if ( ! $socket) {
		return $reason ?: preg_replace('/^\w+\(\): /', '', $said);
	}
	$certificate = openssl_x509_parse(stream_context_get_params($socket)['options']['ssl']['peer_certificate']);
	fclose($socket);
	return $certificate ?: __('its certificate cannot be read', 'runcloud');
}

/** The DNS names of a certificate. */
function certificate_names(array $certificate): array {
	preg_match_all('/(?:^|, )DNS:([^,]+)/', $certificate['extensions']['subjectAltName'] ?? '', $names);
	return $names[1] ?: (array) ($certificate['subject']['CN'] ?? []);
}

/** Whether a certificate's name is this host's; a wildcard stands for one label. */
function covers(string $name, string $host): bool {
	$name = strtolower($name);
	return $name === $host || (str_starts_with($name, '*.') && substr($name, 1) === strstr($host, '.'));
}
