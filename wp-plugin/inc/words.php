<?php
/**
 * The extension's sentences in the language of the site or its user.
 *
 * The extension speaks English alone, as PHP does. Its sentences are made of a fixed stock, which is listed
 * here; what is not in it, such as RunCloud's own words, stays as it is.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** What an exception says. */
function told(\Throwable $error): string {
	return in_words($error->getMessage());
}

/**
 * A text of the extension's: a sentence that says what happened, one that says what to do, or both.
 *
 * @param string $text English.
 */
function in_words(string $text): string {
	// The plugin gives each operation its own time, whatever that setting says.
	$text = str_replace('Try again later, or allow more time (runcloud.timeout).', 'Try again later; if it stays, see https://status.runcloud.io.', $text);
	// Asking for the translations loads them; is_textdomain_loaded() would say no until one was used.
	if ('' === $text || get_translations_for_domain('runcloud') instanceof \NOOP_Translations) {
		return $text;
	}
	// A problem begins with what it is about.
	if (preg_match('/^([a-z0-9_.-]+\.[a-z0-9-]+|certificate|sync): (.+)$/su', $text, $parts)) {
		return name_of($parts[1]) . ': ' . in_words($parts[2]);
	}
	// What to do comes last, so the end is looked for first; what happened may hold anybody's words.
	foreach (in_english(remedies(...)) as $remedy) {
		if (preg_match('/^(.+?) (' . pattern($remedy) . ')$/su', $text, $parts)) {
			return (put($parts[1], sentences(...)) ?? $parts[1]) . ' ' . put($parts[2], remedies(...));
		}
	}
	return put($text, sentences(...)) ?? put($text, remedies(...)) ?? $text;
}

/**
 * A text in translation, where the stock has its English; null where it has not.
 *
 * @param string   $text  English.
 * @param callable $stock Which texts it may be.
 */
function put(string $text, callable $stock): ?string {
	$translations = $stock();
	foreach (in_english($stock) as $at => $english) {
		if (preg_match('/^' . pattern($english) . '$/su', $text, $parts)) {
			// A part may be of the stock itself: "the server", "the connection was refused (os error 111)".
			$parts = array_map(static fn ($part) => put_part($part), array_slice($parts, 1));
			return vsprintf($translations[ $at ], $parts);
		}
	}
	return null;
}

/** A part of a sentence in translation, with what follows it in brackets. */
function put_part(string $part): string {
	// The brackets first: what is in them is nobody's sentence, and "A through the proxy B" would take it into B.
	if (preg_match('/^(.+?) (\(.*\))$/su', $part, $split)) {
		$known = put($split[1], parts(...));
		if (null !== $known) {
			return "$known $split[2]";
		}
	}
	return put($part, parts(...)) ?? $part;
}

/** The regular expression of a text with places. */
function pattern(string $english): string {
	return preg_replace('/%(\d\\\\\$)?[sd]/', '(.+?)', preg_quote($english, '/'));
}

/** A stock as it is before translation. */
function in_english(callable $stock): array {
	static $known = [];
	$name = ( new \ReflectionFunction($stock) )->getName();
	if ( ! isset($known[ $name ])) {
		$untranslated = static fn ($translation, $text) => $text;
		add_filter('gettext_runcloud', $untranslated, 10, 2);
		$known[ $name ] = $stock();
		remove_filter('gettext_runcloud', $untranslated, 10);
	}
	return $known[ $name ];
}

// phpcs:disable WordPress.WP.I18n.MissingTranslatorsComment -- %s is RunCloud's answer, or a name, an address, a number.

/** What happened. */
function sentences(): array {
	return [
		__('The setting %1$s cannot be used: %2$s.', 'runcloud'),
		__('RunCloud refused the credentials (%s).', 'runcloud'),
		__('RunCloud denied access to %1$s (%2$s).', 'runcloud'),
		__('RunCloud does not know %1$s (%2$s).', 'runcloud'),
		__('%1$s is held by another web application (%2$s).', 'runcloud'),
		__('%1$s was not removed: %2$s.', 'runcloud'),
		__('RunCloud refused the request (%s).', 'runcloud'),
		__('RunCloud\'s rate limit is reached (%s).', 'runcloud'),
		__('RunCloud failed to handle the request (%s).', 'runcloud'),
		__('The answer could not be understood: %1$s (%2$s).', 'runcloud'),
		__('RunCloud\'s list of domains cannot be read to its end: %s.', 'runcloud'),
		__('No answer from RunCloud: %s.', 'runcloud'),
		__('It is not known whether RunCloud %1$s: the answer was lost (%2$s), and it could not be looked up.', 'runcloud'),
		__('No domain name was given.', 'runcloud'),
		__('"%1$s" is not a domain name that can be used: %2$s.', 'runcloud'),
		__('The web application uses advanced SSL, where every domain has its own certificate.', 'runcloud'),
		// The results of operations.
		__('%s was added.', 'runcloud'),
		__('%s was there already.', 'runcloud'),
		__('%1$s is served by %2$s already.', 'runcloud'),
		__('%s was removed.', 'runcloud'),
		__('%s was not there.', 'runcloud'),
		__('A new certificate was requested; RunCloud issues it in the background.', 'runcloud'),
		__('A first certificate was requested; RunCloud issues it in the background.', 'runcloud'),
		__('Nothing was requested: AutoSSL is on, and RunCloud issues certificates by itself.', 'runcloud'),
		__('Nothing was requested: the installed certificate is the owner\'s own.', 'runcloud'),
		__('Nothing was requested: there is no certificate, and none was to be installed.', 'runcloud'),
		// diagnose().
		__('Server, web application and credentials are set, for API %s.', 'runcloud'),
		__('RunCloud\'s API answers.', 'runcloud'),
		__('RunCloud accepts the credentials.', 'runcloud'),
		__('The server is "%1$s" at %2$s, and online.', 'runcloud'),
		__('The server is "%1$s" at %2$s, and RunCloud cannot reach it.', 'runcloud'),
		__('The server is "%s", and online.', 'runcloud'),
		__('The server is "%s", and RunCloud cannot reach it.', 'runcloud'),
		__('The web application is "%s".', 'runcloud'),
		__('1 domain can be read.', 'runcloud'),
		__('%s domains can be read.', 'runcloud'),
		__('AutoSSL is on: RunCloud issues certificates by itself.', 'runcloud'),
		__('Advanced SSL: every domain has its own certificate.', 'runcloud'),
		__('Basic SSL, and no certificate is installed.', 'runcloud'),
		__('Basic SSL with a certificate of your own: RunCloud cannot add names to it.', 'runcloud'),
		__('Basic SSL: one certificate for all domains, valid until %s.', 'runcloud'),
		__('Basic SSL, and the certificate is still being issued.', 'runcloud'),
		__('Each certificate holds one domain.', 'runcloud'),
		__('1 name in one certificate, of the %s that Let\'s Encrypt allows.', 'runcloud'),
		__('%1$s names in one certificate, of the %2$s that Let\'s Encrypt allows.', 'runcloud'),
		__('Not looked at, since an earlier check failed.', 'runcloud'),
		// The plugin's own that are remembered.
		__('The PHP extension runcloud is not loaded in this PHP (%s). Run bin/install for it and reload PHP; until then its jobs are put off.', 'runcloud'),
		__('The PHP extension runcloud %1$s in this PHP (%2$s) is too old: %3$s or later is needed. Run bin/install of the new version and reload PHP; until then its jobs are put off.', 'runcloud'),
		__('RunCloud for Ultimate Multisite needs a WordPress network. Turn multisite on, or deactivate the plugin.', 'runcloud'),
		__('RunCloud for Ultimate Multisite is asleep: Ultimate Multisite is not active, too old or not set up. Activate it, or finish its setup.', 'runcloud'),
		__('The stored RunCloud credentials cannot be read any more, as happens when the salts in wp-config.php change. Enter them again in Ultimate Multisite\'s settings, or put the old salts back; until then no domain is added or removed.', 'runcloud'),
		__('RunCloud issued no certificate. RunCloud says: %1$s. DNS not verified yet: %2$s. Point the DNS of every domain to this server or remove those that do not, then press Redeploy SSL on the page RunCloud.', 'runcloud'),
		__('RunCloud issued no certificate. RunCloud says: %s. Point the DNS of every domain to this server or remove those that do not, then press Redeploy SSL on the page RunCloud.', 'runcloud'),
	];
}

/** What to do. */
function remedies(): array {
	return [
		__('Try again in a few minutes; if it stays, ask RunCloud\'s support about the web application\'s list of domains.', 'runcloud'),
		__('Add another domain first, or remove it in RunCloud\'s panel.', 'runcloud'),
		__('Set it right and call again.', 'runcloud'),
		__('Check the token (or the key and secret) in RunCloud under Settings > API Management, and that this server\'s IP address is on the key\'s whitelist if it has one.', 'runcloud'),
		__('A server in front of RunCloud turned the request away before it reached %s: try again later, and from another IP address if it stays.', 'runcloud'),
		__('Find %s in RunCloud\'s other web applications, remove it there, and add it again.', 'runcloud'),
		__('Wait until RunCloud has carried out the earlier request, some minutes, and call again.', 'runcloud'),
		__('Correct what RunCloud names and call again.', 'runcloud'),
		__('Call again in %s seconds.', 'runcloud'),
		__('Call again in a minute, and make fewer calls at a time.', 'runcloud'),
		__('Try again in a few minutes; if it stays, see https://status.runcloud.io.', 'runcloud'),
		__('Check that runcloud.api_url (default https://manage.runcloud.io/api) leads to RunCloud and no proxy answers in its place, then try again.', 'runcloud'),
		__('Call again: doing it twice does no harm.', 'runcloud'),
		__('Check WU_RUNCLOUD_SERVER_ID against the number in the dashboard\'s address, manage.runcloud.io/servers/NUMBER, and that the credentials belong to its workspace.', 'runcloud'),
		__('Check WU_RUNCLOUD_APP_ID against the number in the address of the web application\'s page, and that it stands on the server of WU_RUNCLOUD_SERVER_ID.', 'runcloud'),
		__('List the web application\'s domains and use one of them.', 'runcloud'),
		__('Read the certificate again: its id changes when it is re-issued.', 'runcloud'),
		__('Check runcloud.api_url and the API version: this account may not have that function.', 'runcloud'),
		__('Make another domain the primary one in RunCloud\'s panel first.', 'runcloud'),
		__('Remove it in RunCloud\'s panel.', 'runcloud'),
		__('Install the operating system\'s ca-certificates, or point runcloud.ca_file to the CA of a private endpoint.', 'runcloud'),
		__('Check this server\'s DNS resolver, runcloud.proxy and runcloud.api_url.', 'runcloud'),
		__('Check this server\'s firewall for outgoing HTTPS, runcloud.proxy and runcloud.api_url, then try again.', 'runcloud'),
		__('Try again later; if it stays, see https://status.runcloud.io.', 'runcloud'),
		__('Check that runcloud.api_url leads to RunCloud and no proxy answers in its place.', 'runcloud'),
		__('Add wildcards in RunCloud\'s panel, with a DNS integration.', 'runcloud'),
		__('Check the spelling; if it is meant, give the punycode form (xn--…).', 'runcloud'),
		__('Name the domain whose certificate is meant.', 'runcloud'),
		__('Give a host name alone, such as shop.example.com.', 'runcloud'),
		__('See whether the server runs and its RunCloud agent is started: until then RunCloud accepts changes that do not reach it.', 'runcloud'),
		__('Install one in RunCloud\'s panel, or redeploy with install set to true.', 'runcloud'),
		__('Switch to Let\'s Encrypt in RunCloud\'s panel if new domains are to be covered.', 'runcloud'),
		__('Look again in some minutes, and at RunCloud\'s activity log if it stays.', 'runcloud'),
		__('Switch the web application to advanced SSL (one certificate for each domain), or use a wildcard.', 'runcloud'),
		__('Try again.', 'runcloud'),
		__('Change that in RunCloud: until then new domains have no HTTPS.', 'runcloud'),
	];
}

/** What stands inside the sentences. */
function parts(): array {
	return [
		__('the server', 'runcloud'),
		__('the web application', 'runcloud'),
		__('the domain', 'runcloud'),
		__('the certificate', 'runcloud'),
		__('this function', 'runcloud'),
		__('it is the web application\'s primary domain', 'runcloud'),
		__('RunCloud does not tell whether it is the primary domain', 'runcloud'),
		__('the host name of %s could not be resolved', 'runcloud'),
		__('the connection to %s was refused', 'runcloud'),
		__('no trusted TLS connection to %s came about', 'runcloud'),
		__('the connection to %s could not be made in time', 'runcloud'),
		__('the time ran out while waiting for the answer of %s', 'runcloud'),
		__('the connection to %s broke off', 'runcloud'),
		__('the answer of %s was not valid HTTP or was too large', 'runcloud'),
		__('%1$s through the proxy %2$s', 'runcloud'),
		__('the proxy %s', 'runcloud'),
		__('it does not end', 'runcloud'),
		__('its pages repeat the same entries', 'runcloud'),
		__('its pages hold fewer entries than it says', 'runcloud'),
		__('it is the web application\'s last domain', 'runcloud'),
		__('it does not tell whether the certificate is one that RunCloud issued', 'runcloud'),
		__('the letters of one label look like Latin letters and are not', 'runcloud'),
		__('no answer from RunCloud: %s', 'runcloud'),
		__('added %s', 'runcloud'),
		__('removed %s', 'runcloud'),
		__('installed a certificate', 'runcloud'),
		__('RunCloud failed to handle the request', 'runcloud'),
		__('the answer could not be understood: %s', 'runcloud'),
		__('it is missing', 'runcloud'),
		__('it is missing, and so is %s', 'runcloud'),
		__('it is missing beside %s', 'runcloud'),
		__('there is neither a token nor a key with its secret', 'runcloud'),
		__('it holds a blank, a line break or another character that no HTTP header can carry', 'runcloud'),
		__('"%s" is not an id; RunCloud\'s ids are numbers', 'runcloud'),
		__('%s is not a number of seconds', 'runcloud'),
		__('%s is not a number of seconds above 0 and up to 3600', 'runcloud'),
		__('it is neither "v2" nor "v3"', 'runcloud'),
		__('API v3 takes a token, not a key and secret', 'runcloud'),
		__('it names API %1$s, but the credentials or apiVersion mean %2$s', 'runcloud'),
		__('it is not a URL', 'runcloud'),
		__('it is not a URL with a scheme and a host', 'runcloud'),
		__('it is not a URL of a proxy', 'runcloud'),
		__('it is not an http:// URL', 'runcloud'),
		__('its scheme is not https', 'runcloud'),
		__('plain http is only for this machine itself; use https', 'runcloud'),
		__('it holds a query or a fragment', 'runcloud'),
		__('it holds a user name or password', 'runcloud'),
		__('it holds a user name or password, which phpinfo() and ini_get_all() would show', 'runcloud'),
		__('it holds a user name or password, which phpinfo() and ini_get_all() would show; the value was dropped', 'runcloud'),
		__('%s holds no PEM certificate', 'runcloud'),
		__('the operating system has no certificate authorities; install ca-certificates', 'runcloud'),
		__('it is a redirect, which is never followed because the credentials would go along', 'runcloud'),
		__('its HTTP status means nothing here', 'runcloud'),
		__('it is not a certificate', 'runcloud'),
		__('it is not a list', 'runcloud'),
		__('it is not the API\'s pong', 'runcloud'),
		__('it is not valid UTF-8', 'runcloud'),
		__('an entry of the list has no usable id or name', 'runcloud'),
		__('it is not a list of DNS records', 'runcloud'),
		__('it is not a domain', 'runcloud'),
		__('it is not a server', 'runcloud'),
		__('it is not a web application', 'runcloud'),
		__('it does not tell that the domain was added', 'runcloud'),
		__('it does not tell the SSL mode', 'runcloud'),
		__('it is a URL', 'runcloud'),
		__('it holds a path', 'runcloud'),
		__('it holds a port', 'runcloud'),
		__('it holds white space', 'runcloud'),
		__('it holds a control character', 'runcloud'),
		__('it holds an @ sign', 'runcloud'),
		__('it holds percent encoding', 'runcloud'),
		__('it is an IP address', 'runcloud'),
		__('it is a wildcard', 'runcloud'),
		__('it has no dot', 'runcloud'),
		__('it has an empty label', 'runcloud'),
		__('the label "%s" is not allowed in a host name', 'runcloud'),
		__('the label "%s" is longer than 63 octets', 'runcloud'),
		__('it is longer than 253 octets', 'runcloud'),
		__('its last label is a number', 'runcloud'),
		__('one label mixes letters of several scripts, as look-alike names do', 'runcloud'),
	];
}
// phpcs:enable
