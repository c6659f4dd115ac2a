<?php
/**
 * Encrypted credentials.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Helpers;

defined('ABSPATH') || exit;

/**
 * AES-256-CBC under a key made from the auth salt: new salts turn every credential into '' (contract dossier §2.1).
 */
class Credential_Store {

	const PREFIX_OPENSSL = '$wu_enc$';

	const PREFIX_SODIUM = '$wu_sodium$';

	const METHOD = 'aes-256-cbc';

	/**
	 * Encrypts.
	 *
	 * @param string $value Plain text.
	 * @return string
	 */
	public static function encrypt(string $value): string {

		if ($value === '') {
			return '';
		}

		if (function_exists('openssl_encrypt')) {
			$iv        = random_bytes(openssl_cipher_iv_length(self::METHOD));
			$encrypted = openssl_encrypt($value, self::METHOD, self::key(), OPENSSL_RAW_DATA, $iv);

			return $encrypted === false ? '' : self::PREFIX_OPENSSL . base64_encode($iv . $encrypted); // phpcs:ignore
		}

		$nonce = random_bytes(SODIUM_CRYPTO_SECRETBOX_NONCEBYTES);

		return self::PREFIX_SODIUM . base64_encode($nonce . sodium_crypto_secretbox($value, $nonce, self::key())); // phpcs:ignore
	}

	/**
	 * Decrypts; what has no prefix is plain text, and what cannot be decrypted is ''.
	 *
	 * @param string $value Stored text.
	 * @return string
	 */
	public static function decrypt(string $value): string {

		if (strpos($value, self::PREFIX_OPENSSL) === 0) {
			$raw    = (string) base64_decode(substr($value, strlen(self::PREFIX_OPENSSL)), true); // phpcs:ignore
			$length = openssl_cipher_iv_length(self::METHOD);

			if (strlen($raw) <= $length) {
				return '';
			}

			return (string) openssl_decrypt(substr($raw, $length), self::METHOD, self::key(), OPENSSL_RAW_DATA, substr($raw, 0, $length));
		}

		if (strpos($value, self::PREFIX_SODIUM) === 0) {
			$raw = (string) base64_decode(substr($value, strlen(self::PREFIX_SODIUM)), true); // phpcs:ignore

			if (strlen($raw) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES) {
				return '';
			}

			$nonce = substr($raw, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES);

			return (string) sodium_crypto_secretbox_open(substr($raw, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES), $nonce, self::key());
		}

		return $value;
	}

	/**
	 * The key.
	 *
	 * @return string 32 bytes.
	 */
	private static function key(): string {

		return hash('sha256', wp_salt('auth'), true);
	}
}
