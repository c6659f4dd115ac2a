<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * The operations on one web application of one server.
 *
 * Every operation is idempotent, has one time budget (`runcloud.timeout`) and repeats by itself what
 * may be repeated. Clients are cheap: connections belong to the process, not to the object. A client
 * can be neither cloned, serialised nor extended, and shows nothing of itself in a dump.
 *
 * Arguments have to be of the declared types whether or not the calling file is in strict mode.
 *
 * @example
 *     $client = new RunCloud\Client(serverId: 123, appId: 456, token: $token);
 *     $result = $client->addDomain('shop.example.com');
 *     if ($result->outcome === RunCloud\Outcome::Added) {
 *         $client->redeploySsl();
 *     }
 */
final class Client
{
    /**
     * Makes a client; nothing is sent.
     *
     * @param int $serverId RunCloud's number of the server: manage.runcloud.io/servers/NUMBER
     * @param int $appId RunCloud's number of the web application
     * @param string|null $token a workspace's API token (API v3); wins over key and secret
     * @param string|null $apiKey a personal API key, together with $apiSecret (API v2)
     * @param string|null $apiSecret the secret of $apiKey
     * @param string|null $apiVersion `v2` or `v3`; by default the one that the credentials belong to
     * @param string|null $apiUrl instead of `runcloud.api_url`; https, or http to this machine alone
     * @param float|null $timeout seconds for one operation with all its retries, waits and pages,
     *     above 0 and up to 3600; instead of `runcloud.timeout`
     *
     * @throws ConfigurationException when a value is missing or unusable; it is named
     */
    public function __construct(
        int $serverId,
        int $appId,
        #[\SensitiveParameter] ?string $token = null,
        #[\SensitiveParameter] ?string $apiKey = null,
        #[\SensitiveParameter] ?string $apiSecret = null,
        ?string $apiVersion = null,
        ?string $apiUrl = null,
        ?float $timeout = null,
    ) {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Makes a client from WU_RUNCLOUD_SERVER_ID, WU_RUNCLOUD_APP_ID and either WU_RUNCLOUD_API_TOKEN
     * or WU_RUNCLOUD_API_KEY with WU_RUNCLOUD_API_SECRET; nothing is sent.
     *
     * Each is taken from the PHP constant of that name if it is a non-empty string or an integer, else
     * from the environment variable, as of now.
     *
     * @throws ConfigurationException when one is missing or unusable; it is named
     */
    public static function fromEnvironment(): Client
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Attaches a domain to the web application.
     *
     * Adding twice is no error: the second time the outcome is `Outcome::AlreadyPresent`.
     *
     * @param string $domain a host name, internationalised or ASCII: no URL, port, path or IP address
     * @param bool|null $www whether `www.$domain` is served too; by default only for a registrable
     *     domain such as example.com, never for a subdomain
     *
     * @throws InvalidDomainException when $domain is no such name; nothing was sent
     * @throws ConflictException when another web application holds the domain
     * @throws OutcomeUnknownException when the answer was lost and could not be looked up
     * @throws Exception the other failures; see its subclasses
     */
    public function addDomain(string $domain, ?bool $www = null): DomainResult
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Detaches a domain from the web application.
     *
     * Removing twice is no error: the second time the outcome is `Outcome::AlreadyAbsent`. Only the
     * entry of exactly this name is removed, never a wildcard or parent that covers it.
     *
     * @param string $domain a host name
     * @param int|null $id the id it had when it was added: saves a search, and is verified first
     *
     * @throws InvalidDomainException when $domain is no such name; nothing was sent
     * @throws ProtectedDomainException when it is the primary domain
     * @throws OutcomeUnknownException when the answer was lost and could not be looked up
     * @throws Exception the other failures; see its subclasses
     */
    public function removeDomain(string $domain, ?int $id = null): DomainResult
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Requests that the certificate be issued again, so that it holds the domains of today.
     *
     * Requested is not issued: RunCloud works in the background, for minutes, and may fail. Look at
     * certificate() and activity() later.
     *
     * @param string|null $domain needed where the web application is in advanced SSL mode, and ignored
     *     in basic mode, where one certificate serves all
     * @param bool $install whether to install a first Let's Encrypt certificate where there is none
     *     (basic mode; in advanced mode a domain without one always gets one)
     *
     * @throws InvalidDomainException in advanced mode without a domain
     * @throws NotFoundException in advanced mode when the domain is not attached
     * @throws Exception the other failures; see its subclasses
     */
    public function redeploySsl(?string $domain = null, bool $install = false): SslResult
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Reads the certificate that serves a domain; null when there is none.
     *
     * @param string|null $domain needed in advanced SSL mode, ignored in basic mode
     *
     * @throws InvalidDomainException in advanced mode without a domain
     * @throws NotFoundException in advanced mode when the domain is not attached
     * @throws Exception the other failures; see its subclasses
     */
    public function certificate(?string $domain = null): ?Certificate
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Lists all domains of the web application, all pages, in RunCloud's order.
     *
     * @return list<Domain>
     *
     * @throws Exception see its subclasses
     */
    public function domains(): array
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Looks one domain up; null when it is not attached to the web application.
     *
     * @throws InvalidDomainException when $domain is no host name; nothing was sent
     * @throws Exception the other failures; see its subclasses
     */
    public function domain(string $domain): ?Domain
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Reads the DNS records that RunCloud asks for; the domain must be attached.
     *
     * @return list<DnsRecord>
     *
     * @throws InvalidDomainException when $domain is no host name; nothing was sent
     * @throws NotFoundException when the domain is not attached
     * @throws Exception the other failures; see its subclasses
     */
    public function dnsRecords(string $domain): array
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Reads the newest entries of the web application's activity log, newest first, at most 40.
     *
     * @return list<ActivityEntry>
     *
     * @throws Exception see its subclasses
     */
    public function activity(): array
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Compares the domains that should be attached with those that are; changes nothing.
     *
     * @param array<int|string, string|bool|null> $domains names, whose `www.` does not matter, or
     *     name => whether `www.` should be served too, as for addDomain(); both forms may be mixed
     *
     * @throws InvalidDomainException when a name is no host name; nothing was sent
     * @throws \TypeError when an entry has neither form
     * @throws Exception the other failures; see its subclasses
     */
    public function plan(array $domains): Plan
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Looks at everything that has to be right, in the order in which one thing needs the other.
     *
     * Only reads, and never throws for what RunCloud or the network does: a failure is a finding, and the
     * checks behind it are skipped.
     *
     * @return list<Check>
     */
    public function diagnose(): array
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Compares the addresses that domains have in DNS with the server's. RunCloud is asked for the server's alone.
     *
     * @param array<int|string, string|list<string>|null> $domains domains, or domain => addresses to take for those in
     *     DNS; both forms may be mixed
     *
     * @return list<Check> one for each domain, in their order; the domain is in its `$facts`
     *
     * @throws InvalidDomainException when a name is no host name; nothing was sent
     * @throws \TypeError when an entry has neither form
     * @throws Exception the other failures; see its subclasses
     */
    public function checkDns(array $domains): array
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Follows one domain: its entry in RunCloud, its addresses in DNS against the server's, the certificate that
     * RunCloud has for it, and the certificate that is really presented on port 443.
     *
     * Stops at the first check that fails; the checks behind it are skipped. Only reads, and never throws for what
     * RunCloud, DNS or the network does. The names of the checks are `entry`, `dns`, `certificate` and `https`.
     *
     * @param string            $domain    the domain
     * @param list<string>|null $addresses IPv4 or IPv6 addresses to take for those in DNS, for example before a
     *     domain is moved
     * @param string|null       $at        `HOST` or `HOST:PORT` to look for the certificate at, in place of port 443
     *     of the addresses
     *
     * @return list<Check>
     *
     * @throws InvalidDomainException when the domain is no host name
     * @throws ConfigurationException when $at has another form
     * @throws \TypeError when $addresses holds anything but addresses
     */
    public function inspect(string $domain, ?array $addresses = null, ?string $at = null): array
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }

    /**
     * Tells what the last operation of this client sent and received, in order, for logs.
     *
     * @return list<Exchange>
     */
    public function exchanges(): array
    {
        throw new \LogicException('RunCloud\Client is provided by the runcloud extension.');
    }
}
