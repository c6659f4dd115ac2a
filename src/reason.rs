//! Every message of the product: its code, what happened, and what to do next.
//!
//! The one place where English sentences stand. `{name}` is a value of the message; what is in square
//! brackets is left out where a value in it is not known. `php-stubs/RunCloud/Reason.php` and
//! `docs/troubleshooting.md` list the codes too, kept equal by tests.

/// Hand the table to another macro: the core's enum below, and PHP's.
macro_rules! with_reasons {
    ($macro:ident) => {
        $macro! {
            // Settings.
            IdMissing = "id-missing",
                "{setting} is missing[, and so is {also}]."
                "Copy it from the address of the web application's page in your RunCloud dashboard.";
            IdInvalid = "id-invalid",
                "{setting} is not a RunCloud id: \"{given}\"."
                "Enter the number from the address of the web application's page in your RunCloud dashboard.";
            CredentialsMissing = "credentials-missing",
                "There are no RunCloud credentials."
                "Set {setting}, or {key} and {secret}.";
            CredentialMissing = "credential-missing",
                "{setting} is missing, but {other} is set."
                "Set both, or use an API token.";
            CredentialMalformed = "credential-malformed",
                "{setting} contains a space, a line break or another character that no credential has."
                "Copy it again from your RunCloud dashboard.";
            SecondsInvalid = "seconds-invalid",
                "{setting} is not a number of seconds above 0 and up to 3600: \"{given}\"."
                "Correct it in php.ini, or in the call.";
            ApiVersionUnknown = "api-version-unknown",
                "{setting} is neither \"v2\" nor \"v3\"."
                "Correct it, or leave it out.";
            ApiVersionNeedsToken = "api-version-needs-token",
                "API v3 needs a token, but only a key and a secret are set."
                "Set WU_RUNCLOUD_API_TOKEN, or leave {setting} out.";
            ApiUrlVersion = "api-url-version",
                "{setting} names API {named}, but the credentials or apiVersion need API {needed}."
                "Remove the version from the URL.";
            UrlInvalid = "url-invalid",
                "{setting} is not a URL of the form {form}."
                "Correct it in php.ini, or in the call.";
            UrlNotEncrypted = "url-not-encrypted",
                "{setting} does not begin with https://, so the credentials would be sent unencrypted."
                "Use https. Plain http is only for this machine itself.";
            UrlWithQuery = "url-with-query",
                "{setting} contains a query or a fragment."
                "Remove everything from the ? or # on.";
            UrlWithPassword = "url-with-password",
                "{setting} contains a user name or a password, which phpinfo() would show, so it is not used."
                "Remove them from the URL.";
            CaFileUnreadable = "ca-file-unreadable",
                "The file in {setting} cannot be read: {file} ({detail})."
                "Correct {setting} in php.ini, or make the file readable.";
            CaFileEmpty = "ca-file-empty",
                "The file in {setting} contains no PEM certificate: {file}."
                "Correct {setting} in php.ini.";
            AuthoritiesMissing = "authorities-missing",
                "This server has no list of trusted certificate authorities."
                "Install the package ca-certificates, or set {setting} in php.ini.";

            // Domains that cannot be used.
            DomainEmpty = "domain-empty",
                "No domain was given."
                "Enter a domain such as shop.example.com.";
            DomainNotUtf8 = "domain-not-utf8",
                "\"{domain}\" is not valid UTF-8."
                "Enter a domain such as shop.example.com.";
            DomainControlCharacter = "domain-control-character",
                "\"{domain}\" contains a control character."
                "Enter a domain such as shop.example.com.";
            DomainWithSpace = "domain-with-space",
                "\"{domain}\" contains a space."
                "Enter a domain such as shop.example.com.";
            DomainIsUrl = "domain-is-url",
                "\"{domain}\" is a URL, not a domain."
                "Enter only the domain, such as shop.example.com.";
            DomainWithPath = "domain-with-path",
                "\"{domain}\" contains a path."
                "Enter only the domain, such as shop.example.com.";
            DomainWithUser = "domain-with-user",
                "\"{domain}\" contains an @ sign."
                "Enter only the domain, such as shop.example.com.";
            DomainWithPercent = "domain-with-percent",
                "\"{domain}\" contains percent encoding."
                "Enter a domain such as shop.example.com.";
            DomainWithPort = "domain-with-port",
                "\"{domain}\" contains a port."
                "Enter only the domain, such as shop.example.com.";
            DomainIsIpAddress = "domain-is-ip-address",
                "\"{domain}\" is an IP address, not a domain."
                "Enter a domain such as shop.example.com.";
            DomainIsWildcard = "domain-is-wildcard",
                "\"{domain}\" is a wildcard, which RunCloud's API cannot add."
                "Add wildcards in your RunCloud dashboard, with a DNS integration.";
            DomainWithoutDot = "domain-without-dot",
                "\"{domain}\" has no dot."
                "Enter a full domain such as shop.example.com.";
            DomainEmptyLabel = "domain-empty-label",
                "\"{domain}\" begins with a dot or has two dots in a row."
                "Enter a domain such as shop.example.com.";
            DomainLabelInvalid = "domain-label-invalid",
                "The part \"{label}\" of \"{domain}\" is not allowed in a domain."
                "Enter a domain such as shop.example.com.";
            DomainLabelTooLong = "domain-label-too-long",
                "The part \"{label}\" of \"{domain}\" is longer than 63 characters."
                "Enter a domain such as shop.example.com.";
            DomainTooLong = "domain-too-long",
                "\"{domain}\" is longer than 253 characters."
                "Enter a domain such as shop.example.com.";
            DomainNumericEnding = "domain-numeric-ending",
                "\"{domain}\" ends with a number."
                "Enter a domain such as shop.example.com.";
            DomainMixedScripts = "domain-mixed-scripts",
                "\"{domain}\" mixes letters of several alphabets in one part, as look-alike domains do."
                "Check the spelling. If it is right, enter the punycode form (xn--…).";
            DomainLookAlike = "domain-look-alike",
                "\"{domain}\" contains letters that look like Latin letters but are not."
                "Check the spelling. If it is right, enter the punycode form (xn--…).";
            DomainRequired = "domain-required",
                "The web application uses advanced SSL, where every domain has its own certificate."
                "Name the domain whose certificate you mean.";

            // RunCloud's refusals.
            CredentialsRefused = "credentials-refused",
                "RunCloud refused the credentials ({answer})."
                "Check the token, or the key and secret, in your RunCloud dashboard under Settings > API Management. If the key has an IP whitelist, add this server's address to it.";
            ServerAccessDenied = "server-access-denied",
                "RunCloud denied access to the server ({answer})."
                "Check WU_RUNCLOUD_SERVER_ID, and that the credentials belong to the server's workspace.";
            WebApplicationAccessDenied = "web-application-access-denied",
                "RunCloud denied access to the web application ({answer})."
                "Check WU_RUNCLOUD_APP_ID, and that the credentials belong to its workspace.";
            AccessDenied = "access-denied",
                "RunCloud denied the request ({answer})."
                "Check that the credentials may change this web application, and that your RunCloud plan includes this function.";
            RequestBlocked = "request-blocked",
                "A firewall in front of RunCloud blocked the request ({answer})."
                "Try again later. If it keeps failing, try from another IP address.";
            ServerNotFound = "server-not-found",
                "RunCloud does not know the server ({answer})."
                "Check WU_RUNCLOUD_SERVER_ID. It is the number in the address of the server's page in your RunCloud dashboard, and the credentials must belong to its workspace.";
            WebApplicationNotFound = "web-application-not-found",
                "RunCloud does not know the web application ({answer})."
                "Check WU_RUNCLOUD_APP_ID. It is the number in the address of the web application's page, which must be on the server of WU_RUNCLOUD_SERVER_ID.";
            DomainNotFound = "domain-not-found",
                "The web application does not have the domain[ {domain}][ ({answer})]."
                "Use one of the domains in the web application's list, or add this one first.";
            CertificateNotFound = "certificate-not-found",
                "RunCloud does not know the certificate ({answer})."
                "Try again. The id of a certificate changes when RunCloud issues a new one.";
            FunctionNotFound = "function-not-found",
                "RunCloud does not know this function ({answer})."
                "Check runcloud.api_url and the API version. Your RunCloud plan may not include this function.";
            DomainTaken = "domain-taken",
                "{domain} belongs to another web application ({answer})."
                "Find it in the other web applications in your RunCloud dashboard, remove it there, and add it again.";
            DomainIsPrimary = "domain-is-primary",
                "{domain} was not removed, because it is the primary domain of the web application."
                "Make another domain the primary one in your RunCloud dashboard first.";
            DomainTypeUnknown = "domain-type-unknown",
                "{domain} was not removed, because RunCloud does not say whether it is the primary domain."
                "Remove it in your RunCloud dashboard.";
            DomainIsLast = "domain-is-last",
                "{domain} was not removed, because it is the last domain of the web application."
                "Add another domain first, or remove it in your RunCloud dashboard.";
            RequestPending = "request-pending",
                "RunCloud is still working on an earlier request ({answer})."
                "Wait a few minutes and try again.";
            RequestRefused = "request-refused",
                "RunCloud refused the request ({answer})."
                "Correct what RunCloud names and try again.";
            RateLimited = "rate-limited",
                "RunCloud's rate limit is reached ({answer})."
                "Try again[ in {seconds} seconds], with fewer requests at a time.";
            RuncloudFailed = "runcloud-failed",
                "RunCloud failed to handle the request ({answer})."
                "Try again in a few minutes. If it keeps failing, see https://status.runcloud.io.";

            // Answers that mean nothing.
            Redirected = "redirected",
                "RunCloud's API redirected the request, and the credentials must not follow a redirect ({answer})."
                "Check runcloud.api_url (default https://manage.runcloud.io/api).";
            AnswerUnexpected = "answer-unexpected",
                "The answer is not one of RunCloud's API: it should be {expected} ({answer})."
                "Check that runcloud.api_url (default https://manage.runcloud.io/api) leads to RunCloud and that no proxy answers instead, then try again.";
            AdditionUnconfirmed = "addition-unconfirmed",
                "RunCloud accepted {domain}, but does not list it ({answer})."
                "Try again in a few minutes. Adding a domain twice does no harm.";
            SslModeUnknown = "ssl-mode-unknown",
                "RunCloud does not say which SSL mode the web application uses, so nothing was changed ({answer})."
                "Try again in a few minutes. If it keeps failing, redeploy the certificate in your RunCloud dashboard.";
            CertificateKindUnknown = "certificate-kind-unknown",
                "RunCloud does not say whether it issued the certificate itself, so nothing was changed."
                "Redeploy the certificate in your RunCloud dashboard.";
            ListEndless = "list-endless",
                "RunCloud's list of domains does not end."
                "Try again in a few minutes. If it keeps failing, ask RunCloud's support about the domains of this web application.";
            ListRepeats = "list-repeats",
                "RunCloud's list of domains repeats the same entries on every page."
                "Try again in a few minutes. If it keeps failing, ask RunCloud's support about the domains of this web application.";
            ListIncomplete = "list-incomplete",
                "RunCloud's list of domains has fewer entries than it announces."
                "Try again in a few minutes. If it keeps failing, ask RunCloud's support about the domains of this web application.";

            // The network.
            HostNotResolved = "host-not-resolved",
                "The host name of {host} could not be resolved[ ({detail})]."
                "Check this server's DNS resolver and runcloud.api_url.";
            ProxyNotResolved = "proxy-not-resolved",
                "The host name of the proxy {proxy} could not be resolved[ ({detail})]."
                "Check runcloud.proxy and this server's DNS resolver.";
            ConnectionRefused = "connection-refused",
                "The connection to {host}[ through the proxy {proxy}] was refused[ ({detail})]."
                "Check this server's firewall for outgoing HTTPS, runcloud.proxy and runcloud.api_url, then try again.";
            ConnectionTimeout = "connection-timeout",
                "The connection to {host}[ through the proxy {proxy}] took too long[ ({detail})]."
                "Check this server's firewall for outgoing HTTPS, runcloud.proxy and runcloud.api_url, then try again.";
            TlsUntrusted = "tls-untrusted",
                "{host}[ through the proxy {proxy}] did not offer a trusted TLS connection[ ({detail})]."
                "Install the package ca-certificates, or set runcloud.ca_file to the authority of a private endpoint.";
            AnswerTimeout = "answer-timeout",
                "{host}[ through the proxy {proxy}] did not answer in time[ ({detail})]."
                "Try again later, or allow more time (runcloud.timeout).";
            TimeUsedUp = "time-used-up",
                "The {seconds} seconds for this operation were used up before {host}[ through the proxy {proxy}] answered."
                "Try again later, or allow more time (runcloud.timeout).";
            ConnectionLost = "connection-lost",
                "The connection to {host}[ through the proxy {proxy}] was lost[ ({detail})]."
                "Try again.";
            AnswerGarbled = "answer-garbled",
                "The answer of {host}[ through the proxy {proxy}] was not valid HTTP, or was too large[ ({detail})]."
                "Check that runcloud.api_url leads to RunCloud and that no proxy answers instead.";

            // Nobody knows.
            AdditionUnknown = "addition-unknown",
                "RunCloud may have added {domain} or not: its answer was lost ({cause}), and looking it up failed too."
                "Try again. Adding a domain twice does no harm.";
            RemovalUnknown = "removal-unknown",
                "RunCloud may have removed {domain} or not: its answer was lost ({cause}), and looking it up failed too."
                "Try again. Removing a domain twice does no harm.";
            InstallationUnknown = "installation-unknown",
                "RunCloud may install a certificate or not: its answer was lost ({cause}), and looking it up failed too."
                "Try again. Requesting a certificate twice does no harm.";
            InternalError = "internal-error",
                "The runcloud extension met an internal error."
                "Please report it, with the steps that led here.";

            // What was done.
            DomainAdded = "domain-added", "{domain} was added.";
            DomainAlreadyPresent = "domain-already-present", "{domain} was already there.";
            DomainServed = "domain-served", "{domain} is already served by {entry}.";
            DomainRemoved = "domain-removed", "{domain} was removed.";
            DomainAlreadyAbsent = "domain-already-absent", "{domain} was not there.";
            SslRedeployRequested = "ssl-redeploy-requested",
                "A new certificate was requested. RunCloud issues it in the background.";
            SslInstallRequested = "ssl-install-requested",
                "A first certificate was requested. RunCloud issues it in the background.";
            SslAutomatic = "ssl-automatic",
                "Nothing was requested: AutoSSL is on, and RunCloud issues certificates by itself.";
            SslCustomCertificate = "ssl-custom-certificate",
                "Nothing was requested: the installed certificate is the owner's own.";
            SslNoCertificate = "ssl-no-certificate",
                "Nothing was requested: there is no certificate, and none was to be installed.";

            // What diagnose() found.
            SettingsComplete = "settings-complete",
                "Server, web application and credentials are set, for API {version}.";
            RuncloudReachable = "runcloud-reachable", "RunCloud's API answers.";
            CredentialsAccepted = "credentials-accepted", "RunCloud accepts the credentials.";
            ServerOnline = "server-online", "The server \"{name}\"[ at {address}] is online.";
            ServerOffline = "server-offline",
                "RunCloud cannot reach the server \"{name}\"[ at {address}]."
                "Check that the server runs and that its RunCloud agent is started. Until then RunCloud accepts changes that do not reach the server.";
            WebApplicationFound = "web-application-found", "The web application is \"{name}\".";
            DomainsReadable = "domains-readable", "RunCloud lists the domains of the web application: {count}.";
            AutosslOn = "autossl-on", "AutoSSL is on: RunCloud issues certificates by itself.";
            SslAdvanced = "ssl-advanced", "Advanced SSL: every domain has its own certificate.";
            SslBasic = "ssl-basic", "Basic SSL: one certificate covers all domains. It is valid until {validUntil}.";
            SslBasicNone = "ssl-basic-none",
                "Basic SSL: no certificate is installed."
                "Install one in your RunCloud dashboard, or redeploy with install set to true.";
            SslBasicCustom = "ssl-basic-custom",
                "Basic SSL: the certificate is your own, and RunCloud cannot add domains to it."
                "Switch to Let's Encrypt in your RunCloud dashboard if new domains need HTTPS.";
            SslBasicPending = "ssl-basic-pending",
                "Basic SSL: RunCloud is still issuing the certificate."
                "Check again in a few minutes. If nothing changes, read the activity log in your RunCloud dashboard.";
            NamesSeparate = "names-separate", "Each certificate covers one domain.";
            NamesWithinLimit = "names-within-limit",
                "The certificate covers {names} of the {limit} names that Let's Encrypt allows.";
            NamesNearLimit = "names-near-limit",
                "The certificate covers {names} of the {limit} names that Let's Encrypt allows."
                "Switch the web application to advanced SSL (one certificate for each domain), or use a wildcard.";
            NamesOverLimit = "names-over-limit",
                "The certificate needs {names} names, but Let's Encrypt allows {limit}."
                "Switch the web application to advanced SSL (one certificate for each domain), or use a wildcard.";
            CheckSkipped = "check-skipped", "Not checked, because an earlier check failed.";

            // What inspect() found.
            EntryFound = "entry-found", "RunCloud has {domain} as domain {id}[, type {type}].";
            EntryServing = "entry-serving", "RunCloud serves {domain} by the entry of {entry}.";
            EntryMissing = "entry-missing",
                "The web application has no entry for {domain}."
                "Add the domain to the web application.";
            DnsCorrect = "dns-correct", "{domain} points to this server: {addresses}.";
            DnsMissing = "dns-missing",
                "{domain} has no address in DNS."
                "Set its A record[ to {server}] where the domain is managed.";
            DnsElsewhere = "dns-elsewhere",
                "{domain} points to {addresses}, and {elsewhere} is not this server."
                "Set the A record of {domain} to {server} where the domain is managed.";
            DnsCloudflare = "dns-cloudflare",
                "{domain} points to Cloudflare's proxy, which hides the server behind it: {addresses}."
                "Nothing to do if HTTPS works. Otherwise set the address {server} and the SSL mode Full in Cloudflare.";
            DnsIpv6 = "dns-ipv6",
                "{domain} points to this server, and to {elsewhere}, which RunCloud does not name."
                "Check that the IPv6 address is this server's, or remove the AAAA record. Let's Encrypt uses it first.";
            DnsUnanswered = "dns-unanswered",
                "DNS gave no answer about {domain}."
                "Check this server's DNS resolver (/etc/resolv.conf), or look the domain up from elsewhere.";
            DnsNotCompared = "dns-not-compared",
                "{domain} points to {addresses}, but RunCloud names no address of the server."
                "Compare it with the server's address in your RunCloud dashboard.";
            CertificateInstalled = "certificate-installed",
                "RunCloud has a certificate[ ({method})], valid until {validUntil}.";
            CertificateNone = "certificate-none",
                "RunCloud has no certificate for {domain}."
                "Redeploy the certificate.";
            CertificatePending = "certificate-pending",
                "RunCloud is still issuing the certificate of {domain}."
                "Check again in a few minutes. If nothing changes, read the activity log in your RunCloud dashboard.";
            CertificateExpired = "certificate-expired",
                "The certificate in RunCloud expired on {validUntil}."
                "Redeploy the certificate.";
            CertificateStaging = "certificate-staging",
                "The certificate in RunCloud is from Let's Encrypt's staging environment, which no browser trusts."
                "Install a live one in your RunCloud dashboard.";
            CertificateCustom = "certificate-custom",
                "RunCloud has a certificate of your own, valid until {validUntil}, and cannot add domains to it."
                "If it does not cover {domain}, switch to Let's Encrypt in your RunCloud dashboard.";
            HttpsTrusted = "https-trusted",
                "The server presents a certificate for {names}, valid from {from} to {until}.";
            HttpsWrongName = "https-wrong-name",
                "The server presents a certificate for {names}, which does not cover {domain}."
                "Redeploy the certificate.";
            HttpsExpired = "https-expired",
                "The server presents a certificate for {names} that expired on {until}."
                "Redeploy the certificate.";
            HttpsNotYetValid = "https-not-yet-valid",
                "The server presents a certificate for {names} that is valid only from {from}."
                "Check the clock of this server.";
            HttpsStaging = "https-staging",
                "The server presents a certificate from a staging environment, which no browser trusts ({issuer})."
                "Install a live one in your RunCloud dashboard.";
            HttpsSelfSigned = "https-self-signed",
                "The server presents a self-signed certificate, which no browser trusts ({issuer})."
                "Install a Let's Encrypt certificate in your RunCloud dashboard.";
            HttpsIncompleteChain = "https-incomplete-chain",
                "The server presents a certificate without the intermediate certificate of its issuer ({issuer})."
                "Install the full chain, or a Let's Encrypt certificate, in your RunCloud dashboard.";
            HttpsUntrusted = "https-untrusted",
                "The server presents a certificate whose issuer is not trusted ({issuer})."
                "Install a Let's Encrypt certificate in your RunCloud dashboard.";
            HttpsUnreadable = "https-unreadable",
                "The server presents a certificate for {domain} that cannot be read."
                "Install a Let's Encrypt certificate in your RunCloud dashboard.";
            HttpsRefused = "https-refused",
                "Nothing answers HTTPS for {domain}[ ({detail})]."
                "Check that the web server runs and that its firewall lets port 443 in. Without any certificate in RunCloud, nothing listens there.";
            HttpsTimeout = "https-timeout",
                "HTTPS for {domain} did not answer in time."
                "Check that the web server runs and that its firewall lets port 443 in.";
            HttpsHandshake = "https-handshake",
                "The server refused the TLS handshake for {domain}[ ({detail})]."
                "Check in your RunCloud dashboard that the web application has a certificate, then restart its web server.";
            HttpsNoTls = "https-no-tls",
                "What answers on the HTTPS port of {domain} does not speak TLS[ ({detail})]."
                "Check which program listens on port 443 of the server.";
            HttpsNoAddress = "https-no-address", "Not checked, because DNS gave no address to connect to.";
        }
    };
}
#[cfg(feature = "php")]
pub(crate) use with_reasons;

macro_rules! core_enum {
    ($($name:ident = $code:literal, $finding:literal $($next_step:literal)?;)+) => {
        /// Why something came out as it did: the code of a message.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Reason {
            $(#[doc = $finding] $name),+
        }

        impl Reason {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code, which never changes.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code),+
                }
            }

            /// What happened, with places for the values.
            #[must_use]
            pub const fn finding(self) -> &'static str {
                match self {
                    $(Self::$name => $finding),+
                }
            }

            /// What to do next, with places for the values; empty where there is nothing to do.
            #[must_use]
            pub const fn next_step(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($next_step)?)),+
                }
            }
        }
    };
}
with_reasons!(core_enum);
