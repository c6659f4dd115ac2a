<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use RuntimeException;

/** A web server's port 443 on the loopback interface, with a certificate of its own making. */
final class TlsServer
{
    /** Takes connections and lets them go; tells its address first. A second argument of `mute` says nothing at all. */
    private const SERVE = <<<'PHP'
        $context = stream_context_create(['ssl' => ['local_cert' => $argv[1]]]);
        $server = stream_socket_server('tcp://127.0.0.1:0', context: $context);
        echo stream_socket_get_name($server, false), "\n";
        while ($connection = stream_socket_accept($server, -1)) {
            $kept[] = $connection;
            if ($argv[2] !== 'mute') {
                @stream_socket_enable_crypto($connection, true, STREAM_CRYPTO_METHOD_TLS_SERVER);
                $kept = [];
            }
        }
        PHP;

    /** HOST:PORT */
    public readonly string $address;

    private readonly mixed $process;

    private function __construct(string $certificate, string $manner)
    {
        $process = proc_open([PHP_BINARY, '-n', '-r', self::SERVE, '--', $certificate, $manner], [['file', '/dev/null', 'r'], ['pipe', 'w'], ['file', '/dev/null', 'w']], $pipes);
        $this->process = $process !== false ? $process : throw new RuntimeException('PHP could not be started');
        $this->address = trim((string) fgets($pipes[1]));
    }

    public function __destruct()
    {
        proc_terminate($this->process, 9);
        proc_close($this->process);
    }

    /**
     * Serves a certificate of an authority of its own.
     *
     * @param string   $file  where certificate and key are kept; `$file.ca` is the authority
     * @param string[] $names its DNS names; none leaves the common name alone
     * @param int      $days  until its end, from now; with 0 it has expired when it is served
     */
    public static function with(string $file, array $names, int $days = 90, string $common_name = 'tests'): self
    {
        $alternative = $names === [] ? '' : 'subjectAltName = ' . implode(', ', array_map(static fn ($name) => "DNS:$name", $names));
        file_put_contents("$file.cnf", "[req]\ndistinguished_name = dn\n[dn]\n[ca]\nbasicConstraints = CA:true\n[ext]\n$alternative\n");
        $options = ['config' => "$file.cnf", 'digest_alg' => 'sha256', 'private_key_bits' => 384, 'private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1'];
        [$authority, $authority_key] = self::signed("$common_name authority", null, null, 90, $options + ['x509_extensions' => 'ca']);
        [$certificate, $key] = self::signed($common_name, $authority, $authority_key, $days, $options + ['x509_extensions' => 'ext']);
        openssl_x509_export($authority, $authority_pem);
        openssl_x509_export($certificate, $certificate_pem);
        openssl_pkey_export($key, $key_pem, null, $options);
        file_put_contents("$file.ca", $authority_pem);
        file_put_contents($file, $certificate_pem . $authority_pem . $key_pem);
        return new self($file, 'serve');
    }

    /** A certificate and its key; without an authority it signs itself. */
    private static function signed(string $name, ?\OpenSSLCertificate $authority, ?\OpenSSLAsymmetricKey $signs, int $days, array $options): array
    {
        $key = openssl_pkey_new($options);
        $request = openssl_csr_new(['commonName' => $name], $key, $options);
        return [openssl_csr_sign($request, $authority, $signs ?? $key, $days, $options, random_int(1, PHP_INT_MAX)), $key];
    }

    /** Takes connections and never says a word. */
    public static function mute(): self
    {
        return new self('', 'mute');
    }
}
