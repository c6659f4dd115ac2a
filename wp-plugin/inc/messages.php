<?php
/**
 * Messages: codes with their values, and the sentences of them in the reader's language.
 *
 * A message is kept as it is and put in words where it is shown: who reads it may have another language than the
 * worker that met it, and a PHP without the extension.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/**
 * A message of the plugin's own.
 *
 * @param string $code    See own_sentences().
 * @param array  $context The values by name; one that is null is not known.
 * @return array{code: string, context: array}
 */
function message(string $code, array $context = []): array {
	return ['code' => $code, 'context' => array_filter($context, static fn ($value) => null !== $value)];
}

/** What this plugin throws. */
class Failure extends \RuntimeException {

	/**
	 * A failure with its message.
	 *
	 * @param array $told From message().
	 */
	public function __construct(public readonly array $told) {
		parent::__construct(in_words($told));
	}
}

/** The message of a failure; a foreign one is its text. */
function message_of(\Throwable $error): array {
	if ($error instanceof Failure) {
		return $error->told;
	}
	$is_ours = $error instanceof \RunCloud\Exception && $error->reason;
	return ( $is_ours ? message($error->reason->value, $error->context) : [] ) + ['text' => $error->getMessage()];
}

/** What came of an operation, in words. */
function told_of(\RunCloud\DomainResult|\RunCloud\SslResult $result): string {
	$facts = ['domain' => $result->domain, 'entry' => $result->servedBy ?? null];
	return in_words(message($result->reason->value, $facts));
}

/** What a failure says. */
function told(\Throwable $error): string {
	return in_words(message_of($error));
}

/** What happened and what to do next. */
function in_words(array $message): string {
	return trim(implode(' ', sentences($message)));
}

/** A sentence with what it is about in front, unless it begins with that. */
function about(string $about, string $told): string {
	return str_starts_with($told, $about) ? $told : "$about: $told";
}

/** What a row of the table is about, for a person. */
function name_of(array $row): string {
	$names = [CERTIFICATE => __('Certificate', 'runcloud'), SYNC => __('Sync', 'runcloud'), PAUSE => 'RunCloud'];
	return ($row['host'] ?? '') ?: $names[ $row['task'] ?? '' ] ?? '';
}

/**
 * What happened, and what to do next.
 *
 * @return array{0: string, 1: string}
 */
function sentences(array $message): array {
	$code   = $message['code'] ?? '';
	$own    = own_sentences()[ $code ] ?? [null, null];
	$reason = method_exists(\RunCloud\Reason::class, 'nextStep') ? \RunCloud\Reason::tryFrom($code) : null;
	// The extension's texts are in the plugin's catalogue: bin/languages collects them.
	$translated = static fn ($text) => '' === (string) $text ? '' : translate($text, 'runcloud'); // phpcs:ignore
	$texts      = [$own[0] ?? $translated($reason?->finding()), $own[1] ?? $translated($reason?->nextStep())];
	if ('' === $texts[0]) {
		return [$message['text'] ?? $code, ''];
	}
	return array_map(static fn ($text) => fill($text, $message['context'] ?? []), $texts);
}

/** Puts values in their places; what is in square brackets is left out where a value in it is not known. */
function fill(string $text, array $values): string {
	$places = array_combine(array_map(static fn ($name) => "{{$name}}", array_keys($values)), array_values($values));
	$known  = static fn ($part) => ! preg_match('/\{\w+\}/', str_replace(array_keys($places), '', $part));
	$text   = preg_replace_callback('/\[([^\[\]]*)\]/', static fn ($part) => $known($part[1]) ? $part[1] : '', $text);
	return strtr($text, $places);
}

/**
 * The sentences of the plugin's own codes, and those in which it knows better than the extension what to do.
 *
 * @return array<string, array{0: string|null, 1: string|null}>
 */
function own_sentences(): array {
	$redeploy = __('Run `wp runcloud redeploy {domain}`, or click “Redeploy SSL” on the RunCloud page.', 'runcloud');
	$later = __('Try again later. If it keeps failing, see https://status.runcloud.io.', 'runcloud');
	return [
		'network-missing'        => [
			__('RunCloud for Ultimate Multisite needs a WordPress network.', 'runcloud'),
			__('Turn multisite on, or deactivate the plugin.', 'runcloud'),
		],
		'ultimate-multisite-missing' => [
			__('RunCloud for Ultimate Multisite does nothing, because Ultimate Multisite is not active, too old or not set up.', 'runcloud'),
			__('Activate it, or finish its setup.', 'runcloud'),
		],
		'extension-missing'      => [
			__('The PHP extension runcloud is not loaded in this PHP ({sapi}), so its queue jobs wait.', 'runcloud'),
			__('Install it for this PHP with `sudo ./install` from its archive, then reload PHP-FPM.', 'runcloud'),
		],
		'extension-old'          => [
			__('The PHP extension runcloud {version} in this PHP ({sapi}) is too old, so its queue jobs wait: {needed} or later is needed.', 'runcloud'),
			__('Run `sudo ./install` from the archive of the new version, then reload PHP-FPM.', 'runcloud'),
		],
		'credentials-unreadable' => [
			__('WordPress cannot decrypt the stored RunCloud credentials any more, and no domain is added or removed. This happens when the salts in wp-config.php change.', 'runcloud'),
			__('Enter the credentials again in the settings of Ultimate Multisite, or put the old salts back.', 'runcloud'),
		],
		'certificate-not-issued' => [
			__('RunCloud issued no certificate.[ RunCloud says: {words}.][ DNS not verified yet: {domains}.]', 'runcloud'),
			__('Point the DNS of every domain to this server or remove those that do not. Then click “Redeploy SSL” on the RunCloud page.', 'runcloud'),
		],
		'certificate-is-own'     => [
			__('The installed certificate is your own, and RunCloud cannot add new domains to it.', 'runcloud'),
			__('Switch to Let\'s Encrypt in your RunCloud dashboard. Until then new domains have no HTTPS.', 'runcloud'),
		],
		'certificate-missing'    => [
			__('The web application has no certificate, and the plugin was told not to install one.', 'runcloud'),
			__('Install one in your RunCloud dashboard. Until then new domains have no HTTPS.', 'runcloud'),
		],
		'domain-busy'            => [
			__('A queue job is working on {domain}.', 'runcloud'),
			__('Try again in a minute.', 'runcloud'),
		],
		'certificate-busy'       => [
			__('A queue job is requesting the certificate.', 'runcloud'),
			__('Try again in a minute.', 'runcloud'),
		],
		'domain-is-network'      => [
			__('{domain} is the domain of this network. It is never removed.', 'runcloud'),
			__('Delete it in your RunCloud dashboard if it must go.', 'runcloud'),
		],
		'integration-off'        => [
			__('The integration is off, so nothing is synced.', 'runcloud'),
			__('Enable it first.', 'runcloud'),
		],
		'database-failed'        => [
			__('The database did not take a change of the RunCloud domains ({detail}).', 'runcloud'),
			__('Check the database, then run `wp runcloud sync`.', 'runcloud'),
		],
		'queue-refused'          => [
			__('The queue of Ultimate Multisite did not take the job {job}.', 'runcloud'),
			__('Look in the PHP error log.', 'runcloud'),
		],
		// The plugin gives each operation its own time, whatever the extension's setting says.
		'answer-timeout'         => [null, $later],
		'time-used-up'           => [null, $later],
		// The extension speaks to those who write scripts.
		'entry-missing'          => [null, __('Run `wp runcloud add {domain}`, or click “Retry” on the RunCloud page.', 'runcloud')],
		'certificate-none'       => [null, $redeploy],
		'certificate-expired'    => [null, $redeploy],
		'https-wrong-name'       => [null, $redeploy],
		'https-expired'          => [null, $redeploy],
		'ssl-basic-none'         => [null, __('Click “Redeploy SSL” on the RunCloud page, or run `wp runcloud redeploy`, to have a first one issued.', 'runcloud')],
	];
}
