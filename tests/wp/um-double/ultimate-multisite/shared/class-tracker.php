<?php
/**
 * Listener on every log line.
 *
 * @package UM_Double
 */

declare(strict_types=1);

namespace WP_Ultimo;

defined('ABSPATH') || exit;

/**
 * Sends nothing; its parameter types are what a caller meets (contract dossier §5).
 */
class Tracker {

	use Traits\Singleton;

	/**
	 * Attaches the listener.
	 *
	 * @return void
	 */
	public function init(): void {

		add_action('wu_log_add', [$this, 'hand_on'], 10, 3);
	}

	/**
	 * Passes the line on from this file, so that strict types hold whoever logged it.
	 *
	 * @param mixed $handle    Log handle.
	 * @param mixed $message   Message.
	 * @param mixed $log_level Level.
	 * @return void
	 */
	public function hand_on($handle, $message, $log_level): void {

		$this->maybe_send_error($handle, $message, $log_level);
	}

	/**
	 * Would report errors to the makers.
	 *
	 * @param string           $handle    Log handle.
	 * @param string|\WP_Error $message   Message.
	 * @param string           $log_level Level.
	 * @return void
	 */
	public function maybe_send_error(string $handle, string|\WP_Error $message, string $log_level = ''): void {
	}
}
