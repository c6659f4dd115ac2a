<?php
/**
 * Stages of a domain.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Database\Domains;

defined('ABSPATH') || exit;

/**
 * The six stages (contract dossier §4).
 */
class Domain_Stage {

	const CHECKING_DNS     = 'checking-dns';
	const CHECKING_SSL     = 'checking-ssl-cert';
	const DONE             = 'done';
	const DONE_WITHOUT_SSL = 'done-without-ssl';
	const FAILED           = 'failed';
	const SSL_FAILED       = 'ssl-failed';

	/**
	 * All stages.
	 *
	 * @return string[]
	 */
	public static function get_options() {

		return [
			self::CHECKING_DNS,
			self::CHECKING_SSL,
			self::DONE,
			self::DONE_WITHOUT_SSL,
			self::FAILED,
			self::SSL_FAILED,
		];
	}
}
