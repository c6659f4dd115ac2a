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
     * Serves a certificate that signs itself.
     *
     * @param string   $file  where certificate and key are kept; it is a certificate authority for itself
     * @param string[] $names its DNS names; none leaves the common name alone
     * @param int      $days  until its end, from now; with 0 it has expired when it is served
     */
    public static function with(string $file, array $names, int $days = 90, string $common_name = 'tests'): self
    {
        $alternative = $names === [] ? '' : 'subjectAltName = ' . implode(', ', array_map(static fn ($name) => "DNS:$name", $names));
        file_put_contents("$file.cnf", "[req]\ndistinguished_name = dn\n[dn]\n[ext]\nbasicConstraints = CA:true\n$alternative\n");
        $options = ['config' => "$file.cnf", 'x509_extensions' => 'ext', 'digest_alg' => 'sha256', 'private_key_bits' => 384, 'private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1'];
        $key = openssl_pkey_new($options);
        $request = openssl_csr_new(['commonName' => $common_name], $key, $options);
        $certificate = openssl_csr_sign($request, null, $key, $days, $options, random_int(1, PHP_INT_MAX));
        openssl_x509_export($certificate, $certificate_pem);
        openssl_pkey_export($key, $key_pem, null, $options);
        file_put_contents($file, $certificate_pem . $key_pem);
        return new self($file, 'serve');
    }

    /** Takes connections and never says a word. */
    public static function mute(): self
    {
        return new self('', 'mute');
    }
}
