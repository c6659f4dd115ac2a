<?php
/**
 * Log functions (contract dossier §5).
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * Writes a line to a log.
 *
 * @param string           $handle    File name without extension.
 * @param string|\WP_Error $message   Message.
 * @param string           $log_level PSR-3 level.
 * @return void
 */
function wu_log_add($handle, $message, $log_level = 'info') {

	\WP_Ultimo\Logger::add($handle, $message, $log_level);
}

/**
 * Empties a log.
 *
 * @param string $handle File name without extension.
 * @return void
 */
function wu_log_clear($handle) {

	\WP_Ultimo\Logger::clear($handle);
}

/**
 * The last lines of a log.
 *
 * @param string $handle File name without extension.
 * @param int    $lines  How many.
 * @return string[]
 */
function wu_log_read($handle, $lines = 10) {

	return \WP_Ultimo\Logger::read_lines($handle, $lines);
}
