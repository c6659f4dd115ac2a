<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * The code of every message: why something came out as it did. It never changes, whatever the words.
 *
 * The comment of a case is its sentence. `{name}` is a value of the message (an exception's `$context`, a check's
 * `$facts`); what is in square brackets is left out where a value in it is not known.
 *
 * @example
 *     } catch (RunCloud\Exception $failure) {
 *         match ($failure->reason) {
 *             RunCloud\Reason::DomainTaken => tell_customer($failure->context['domain']),
 *             default                      => error_log($failure->getMessage()),
 *         };
 *     }
 */
enum Reason: string
{
    /** {setting} is missing[, and so is {also}]. */
    case IdMissing = 'id-missing';

    /** {setting} is not a RunCloud id: "{given}". */
    case IdInvalid = 'id-invalid';

    /** There are no RunCloud credentials. */
    case CredentialsMissing = 'credentials-missing';

    /** {setting} is missing, but {other} is set. */
    case CredentialMissing = 'credential-missing';

    /** {setting} contains a space, a line break or another character that no credential has. */
    case CredentialMalformed = 'credential-malformed';

    /** {setting} is not a number of seconds above 0 and up to 3600: "{given}". */
    case SecondsInvalid = 'seconds-invalid';

    /** {setting} is neither "v2" nor "v3". */
    case ApiVersionUnknown = 'api-version-unknown';

    /** API v3 needs a token, but only a key and a secret are set. */
    case ApiVersionNeedsToken = 'api-version-needs-token';

    /** {setting} names API {named}, but the credentials or apiVersion need API {needed}. */
    case ApiUrlVersion = 'api-url-version';

    /** {setting} is not a URL of the form {form}. */
    case UrlInvalid = 'url-invalid';

    /** {setting} does not begin with https://, so the credentials would be sent unencrypted. */
    case UrlNotEncrypted = 'url-not-encrypted';

    /** {setting} contains a query or a fragment. */
    case UrlWithQuery = 'url-with-query';

    /** {setting} contains a user name or a password, which phpinfo() would show, so it is not used. */
    case UrlWithPassword = 'url-with-password';

    /** The file in {setting} cannot be read: {file} ({detail}). */
    case CaFileUnreadable = 'ca-file-unreadable';

    /** The file in {setting} contains no PEM certificate: {file}. */
    case CaFileEmpty = 'ca-file-empty';

    /** This server has no list of trusted certificate authorities. */
    case AuthoritiesMissing = 'authorities-missing';

    /** No domain was given. */
    case DomainEmpty = 'domain-empty';

    /** "{domain}" is not valid UTF-8. */
    case DomainNotUtf8 = 'domain-not-utf8';

    /** "{domain}" contains a control character. */
    case DomainControlCharacter = 'domain-control-character';

    /** "{domain}" contains a space. */
    case DomainWithSpace = 'domain-with-space';

    /** "{domain}" is a URL, not a domain. */
    case DomainIsUrl = 'domain-is-url';

    /** "{domain}" contains a path. */
    case DomainWithPath = 'domain-with-path';

    /** "{domain}" contains an @ sign. */
    case DomainWithUser = 'domain-with-user';

    /** "{domain}" contains percent encoding. */
    case DomainWithPercent = 'domain-with-percent';

    /** "{domain}" contains a port. */
    case DomainWithPort = 'domain-with-port';

    /** "{domain}" is an IP address, not a domain. */
    case DomainIsIpAddress = 'domain-is-ip-address';

    /** "{domain}" is a wildcard, which RunCloud's API cannot add. */
    case DomainIsWildcard = 'domain-is-wildcard';

    /** "{domain}" has no dot. */
    case DomainWithoutDot = 'domain-without-dot';

    /** "{domain}" begins with a dot or has two dots in a row. */
    case DomainEmptyLabel = 'domain-empty-label';

    /** The part "{label}" of "{domain}" is not allowed in a domain. */
    case DomainLabelInvalid = 'domain-label-invalid';

    /** The part "{label}" of "{domain}" is longer than 63 characters. */
    case DomainLabelTooLong = 'domain-label-too-long';

    /** "{domain}" is longer than 253 characters. */
    case DomainTooLong = 'domain-too-long';

    /** "{domain}" ends with a number. */
    case DomainNumericEnding = 'domain-numeric-ending';

    /** "{domain}" mixes letters of several alphabets in one part, as look-alike domains do. */
    case DomainMixedScripts = 'domain-mixed-scripts';

    /** "{domain}" contains letters that look like Latin letters but are not. */
    case DomainLookAlike = 'domain-look-alike';

    /** The web application uses advanced SSL, where every domain has its own certificate. */
    case DomainRequired = 'domain-required';

    /** RunCloud refused the credentials ({answer}). */
    case CredentialsRefused = 'credentials-refused';

    /** RunCloud denied access to the server ({answer}). */
    case ServerAccessDenied = 'server-access-denied';

    /** RunCloud denied access to the web application ({answer}). */
    case WebApplicationAccessDenied = 'web-application-access-denied';

    /** RunCloud denied the request ({answer}). */
    case AccessDenied = 'access-denied';

    /** A firewall in front of RunCloud blocked the request ({answer}). */
    case RequestBlocked = 'request-blocked';

    /** RunCloud does not know the server ({answer}). */
    case ServerNotFound = 'server-not-found';

    /** RunCloud does not know the web application ({answer}). */
    case WebApplicationNotFound = 'web-application-not-found';

    /** The web application does not have the domain[ {domain}][ ({answer})]. */
    case DomainNotFound = 'domain-not-found';

    /** RunCloud does not know the certificate ({answer}). */
    case CertificateNotFound = 'certificate-not-found';

    /** RunCloud does not know this function ({answer}). */
    case FunctionNotFound = 'function-not-found';

    /** {domain} belongs to another web application ({answer}). */
    case DomainTaken = 'domain-taken';

    /** {domain} was not removed, because it is the primary domain of the web application. */
    case DomainIsPrimary = 'domain-is-primary';

    /** {domain} was not removed, because RunCloud does not say whether it is the primary domain. */
    case DomainTypeUnknown = 'domain-type-unknown';

    /** {domain} was not removed, because it is the last domain of the web application. */
    case DomainIsLast = 'domain-is-last';

    /** RunCloud is still working on an earlier request ({answer}). */
    case RequestPending = 'request-pending';

    /** RunCloud refused the request ({answer}). */
    case RequestRefused = 'request-refused';

    /** RunCloud's rate limit is reached ({answer}). */
    case RateLimited = 'rate-limited';

    /** RunCloud failed to handle the request ({answer}). */
    case RuncloudFailed = 'runcloud-failed';

    /** RunCloud's API redirected the request, and the credentials must not follow a redirect ({answer}). */
    case Redirected = 'redirected';

    /** The answer is not one of RunCloud's API: it should be {expected} ({answer}). */
    case AnswerUnexpected = 'answer-unexpected';

    /** RunCloud accepted {domain}, but does not list it ({answer}). */
    case AdditionUnconfirmed = 'addition-unconfirmed';

    /** RunCloud does not say which SSL mode the web application uses, so nothing was changed ({answer}). */
    case SslModeUnknown = 'ssl-mode-unknown';

    /** RunCloud does not say whether it issued the certificate itself, so nothing was changed. */
    case CertificateKindUnknown = 'certificate-kind-unknown';

    /** RunCloud's list of domains does not end. */
    case ListEndless = 'list-endless';

    /** RunCloud's list of domains repeats the same entries on every page. */
    case ListRepeats = 'list-repeats';

    /** RunCloud's list of domains has fewer entries than it announces. */
    case ListIncomplete = 'list-incomplete';

    /** The host name of {host} could not be resolved[ ({detail})]. */
    case HostNotResolved = 'host-not-resolved';

    /** The host name of the proxy {proxy} could not be resolved[ ({detail})]. */
    case ProxyNotResolved = 'proxy-not-resolved';

    /** The connection to {host}[ through the proxy {proxy}] was refused[ ({detail})]. */
    case ConnectionRefused = 'connection-refused';

    /** The connection to {host}[ through the proxy {proxy}] took too long[ ({detail})]. */
    case ConnectionTimeout = 'connection-timeout';

    /** {host}[ through the proxy {proxy}] did not offer a trusted TLS connection[ ({detail})]. */
    case TlsUntrusted = 'tls-untrusted';

    /** {host}[ through the proxy {proxy}] did not answer in time[ ({detail})]. */
    case AnswerTimeout = 'answer-timeout';

    /** The {seconds} seconds for this operation were used up before {host}[ through the proxy {proxy}] answered. */
    case TimeUsedUp = 'time-used-up';

    /** The connection to {host}[ through the proxy {proxy}] was lost[ ({detail})]. */
    case ConnectionLost = 'connection-lost';

    /** The answer of {host}[ through the proxy {proxy}] was not valid HTTP, or was too large[ ({detail})]. */
    case AnswerGarbled = 'answer-garbled';

    /** RunCloud may have added {domain} or not: its answer was lost ({cause}), and looking it up failed too. */
    case AdditionUnknown = 'addition-unknown';

    /** RunCloud may have removed {domain} or not: its answer was lost ({cause}), and looking it up failed too. */
    case RemovalUnknown = 'removal-unknown';

    /** RunCloud may install a certificate or not: its answer was lost ({cause}), and looking it up failed too. */
    case InstallationUnknown = 'installation-unknown';

    /** The runcloud extension met an internal error. */
    case InternalError = 'internal-error';

    /** {domain} was added. */
    case DomainAdded = 'domain-added';

    /** {domain} was already there. */
    case DomainAlreadyPresent = 'domain-already-present';

    /** {domain} is already served by {entry}. */
    case DomainServed = 'domain-served';

    /** {domain} was removed. */
    case DomainRemoved = 'domain-removed';

    /** {domain} was not there. */
    case DomainAlreadyAbsent = 'domain-already-absent';

    /** A new certificate was requested. RunCloud issues it in the background. */
    case SslRedeployRequested = 'ssl-redeploy-requested';

    /** A first certificate was requested. RunCloud issues it in the background. */
    case SslInstallRequested = 'ssl-install-requested';

    /** Nothing was requested: AutoSSL is on, and RunCloud issues certificates by itself. */
    case SslAutomatic = 'ssl-automatic';

    /** Nothing was requested: the installed certificate is the owner's own. */
    case SslCustomCertificate = 'ssl-custom-certificate';

    /** Nothing was requested: there is no certificate, and none was to be installed. */
    case SslNoCertificate = 'ssl-no-certificate';

    /** Server, web application and credentials are set, for API {version}. */
    case SettingsComplete = 'settings-complete';

    /** RunCloud's API answers. */
    case RuncloudReachable = 'runcloud-reachable';

    /** RunCloud accepts the credentials. */
    case CredentialsAccepted = 'credentials-accepted';

    /** The server "{name}"[ at {address}] is online. */
    case ServerOnline = 'server-online';

    /** RunCloud cannot reach the server "{name}"[ at {address}]. */
    case ServerOffline = 'server-offline';

    /** The web application is "{name}". */
    case WebApplicationFound = 'web-application-found';

    /** RunCloud lists the domains of the web application: {count}. */
    case DomainsReadable = 'domains-readable';

    /** AutoSSL is on: RunCloud issues certificates by itself. */
    case AutosslOn = 'autossl-on';

    /** Advanced SSL: every domain has its own certificate. */
    case SslAdvanced = 'ssl-advanced';

    /** Basic SSL: one certificate covers all domains. It is valid until {validUntil}. */
    case SslBasic = 'ssl-basic';

    /** Basic SSL: no certificate is installed. */
    case SslBasicNone = 'ssl-basic-none';

    /** Basic SSL: the certificate is your own, and RunCloud cannot add domains to it. */
    case SslBasicCustom = 'ssl-basic-custom';

    /** Basic SSL: RunCloud is still issuing the certificate. */
    case SslBasicPending = 'ssl-basic-pending';

    /** Each certificate covers one domain. */
    case NamesSeparate = 'names-separate';

    /** The certificate covers {names} of the {limit} names that Let's Encrypt allows. */
    case NamesWithinLimit = 'names-within-limit';

    /** The certificate covers {names} of the {limit} names that Let's Encrypt allows. */
    case NamesNearLimit = 'names-near-limit';

    /** The certificate needs {names} names, but Let's Encrypt allows {limit}. */
    case NamesOverLimit = 'names-over-limit';

    /** Not checked, because an earlier check failed. */
    case CheckSkipped = 'check-skipped';

    /** RunCloud has {domain} as domain {id}[, type {type}]. */
    case EntryFound = 'entry-found';

    /** RunCloud serves {domain} by the entry of {entry}. */
    case EntryServing = 'entry-serving';

    /** The web application has no entry for {domain}. */
    case EntryMissing = 'entry-missing';

    /** {domain} points to this server: {addresses}. */
    case DnsCorrect = 'dns-correct';

    /** {domain} has no address in DNS. */
    case DnsMissing = 'dns-missing';

    /** {domain} points to {addresses}, and {elsewhere} is not this server. */
    case DnsElsewhere = 'dns-elsewhere';

    /** {domain} points to Cloudflare's proxy, which hides the server behind it: {addresses}. */
    case DnsCloudflare = 'dns-cloudflare';

    /** {domain} points to this server, and to {elsewhere}, which RunCloud does not name. */
    case DnsIpv6 = 'dns-ipv6';

    /** DNS gave no answer about {domain}. */
    case DnsUnanswered = 'dns-unanswered';

    /** {domain} points to {addresses}, but RunCloud names no address of the server. */
    case DnsNotCompared = 'dns-not-compared';

    /** RunCloud has a certificate[ ({method})], valid until {validUntil}. */
    case CertificateInstalled = 'certificate-installed';

    /** RunCloud has no certificate for {domain}. */
    case CertificateNone = 'certificate-none';

    /** RunCloud is still issuing the certificate of {domain}. */
    case CertificatePending = 'certificate-pending';

    /** The certificate in RunCloud expired on {validUntil}. */
    case CertificateExpired = 'certificate-expired';

    /** The certificate in RunCloud is from Let's Encrypt's staging environment, which no browser trusts. */
    case CertificateStaging = 'certificate-staging';

    /** RunCloud has a certificate of your own, valid until {validUntil}, and cannot add domains to it. */
    case CertificateCustom = 'certificate-custom';

    /** The server presents a certificate for {names}, valid from {from} to {until}. */
    case HttpsTrusted = 'https-trusted';

    /** The server presents a certificate for {names}, which does not cover {domain}. */
    case HttpsWrongName = 'https-wrong-name';

    /** The server presents a certificate for {names} that expired on {until}. */
    case HttpsExpired = 'https-expired';

    /** The server presents a certificate for {names} that is valid only from {from}. */
    case HttpsNotYetValid = 'https-not-yet-valid';

    /** The server presents a certificate from a staging environment, which no browser trusts ({issuer}). */
    case HttpsStaging = 'https-staging';

    /** The server presents a self-signed certificate, which no browser trusts ({issuer}). */
    case HttpsSelfSigned = 'https-self-signed';

    /** The server presents a certificate without the intermediate certificate of its issuer ({issuer}). */
    case HttpsIncompleteChain = 'https-incomplete-chain';

    /** The server presents a certificate whose issuer is not trusted ({issuer}). */
    case HttpsUntrusted = 'https-untrusted';

    /** The server presents a certificate for {domain} that cannot be read. */
    case HttpsUnreadable = 'https-unreadable';

    /** Nothing answers HTTPS for {domain}[ ({detail})]. */
    case HttpsRefused = 'https-refused';

    /** HTTPS for {domain} did not answer in time. */
    case HttpsTimeout = 'https-timeout';

    /** The server refused the TLS handshake for {domain}[ ({detail})]. */
    case HttpsHandshake = 'https-handshake';

    /** What answers on the HTTPS port of {domain} does not speak TLS[ ({detail})]. */
    case HttpsNoTls = 'https-no-tls';

    /** Not checked, because DNS gave no address to connect to. */
    case HttpsNoAddress = 'https-no-address';

    /** The English sentence of what happened, with places for the values. */
    public function finding(): string
    {
        throw new \LogicException('RunCloud\Reason is provided by the runcloud extension.');
    }

    /** The English sentence of what to do next, with places for the values; null where there is nothing to do. */
    public function nextStep(): ?string
    {
        throw new \LogicException('RunCloud\Reason is provided by the runcloud extension.');
    }
}
