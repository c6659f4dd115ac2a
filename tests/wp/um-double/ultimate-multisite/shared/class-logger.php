<?php
/**
 * Log files.
 *
 * @package UM_Double
 */

namespace WP_Ultimo;

defined('ABSPATH') || exit;

/**
 * One file per handle under the main site's uploads/wu-logs (contract dossier §5).
 */
class Logger {

	/**
	 * Folder of the log files, made on first use, with the files that only Apache heeds.
	 *
	 * @return string Path with a trailing slash.
	 */
	public static function get_logs_folder() {

		$uploads = wu_switch_blog_and_run('wp_upload_dir');
		$folder  = trailingslashit($uploads['basedir']) . 'wu-logs/';

		if (! is_dir($folder)) {
			wp_mkdir_p($folder);
			file_put_contents($folder . '.htaccess', "deny from all\n");
			file_put_contents($folder . 'index.html', '');
		}

		return $folder;
	}

	/**
	 * Writes a line.
	 *
	 * @param string           $handle    File name without extension.
	 * @param string|\WP_Error $message   Message; an error is stored at the level passed.
	 * @param string           $log_level PSR-3 level.
	 * @return void
	 */
	public static function add(string $handle, $message, string $log_level = 'info') {

		if (! self::keeps($log_level)) {
			return;
		}

		$text = $message instanceof \WP_Error ? $message->get_error_message() : $message;
		$text = is_array($text) ? 'Array' : (string) $text;

		$line = sprintf("[%s] [%s] %s\n", gmdate('Y-m-d H:i:s'), strtoupper($log_level), $text);

		file_put_contents(self::get_logs_folder() . $handle . '.log', $line, FILE_APPEND | LOCK_EX);

		do_action('wu_log_add', $handle, $message, $log_level);
	}

	/**
	 * Whether the network keeps messages of a level.
	 *
	 * @param string $log_level PSR-3 level.
	 * @return bool
	 */
	protected static function keeps($log_level) {

		switch (wu_get_setting('error_logging_level', 'default')) {
			case 'disabled':
				return false;
			case 'errors':
				return in_array($log_level, ['error', 'critical'], true);
			case 'all':
				return true;
			default:
				return (error_reporting() & ~E_ALL) === 0;
		}
	}

	/**
	 * Empties a log.
	 *
	 * @param string $handle File name without extension.
	 * @return void
	 */
	public static function clear($handle) {

		$file = self::get_logs_folder() . $handle . '.log';

		if (file_exists($file)) {
			file_put_contents($file, '');
		}
	}

	/**
	 * The last lines of a log, oldest first.
	 *
	 * @param string $handle File name without extension.
	 * @param int    $lines  How many.
	 * @return string[]
	 */
	public static function read_lines($handle, $lines = 10) {

		$file = self::get_logs_folder() . $handle . '.log';

		return is_readable($file) ? array_slice(file($file, FILE_IGNORE_NEW_LINES), -1 * $lines) : [];
	}
}
