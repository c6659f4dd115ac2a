<?php
/**
 * The queue's tables.
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

defined('ABSPATH') || exit;

/**
 * Action Scheduler's table names, of the site that is current when they are asked for.
 */
class Queue_Tables {

	const VERSION_OPTION = 'um_double_queue_tables';

	/**
	 * A table's full name.
	 *
	 * @param string $name One of actions, claims, groups, logs.
	 * @return string
	 */
	public static function name($name) {

		return $GLOBALS['wpdb']->prefix . "actionscheduler_$name";
	}

	/**
	 * Creates the current site's tables once, as Action Scheduler does on the first request to a site.
	 *
	 * @return void
	 */
	public static function ensure() {

		if (get_option(self::VERSION_OPTION) !== '1') {
			self::create();
			update_option(self::VERSION_OPTION, '1');
		}
	}

	/**
	 * Creates the tables.
	 *
	 * @return void
	 */
	public static function create() {

		global $wpdb;

		$tail = 'ENGINE=InnoDB ' . $wpdb->get_charset_collate();

		// phpcs:disable WordPress.DB
		$wpdb->query(
			'CREATE TABLE IF NOT EXISTS ' . self::name('actions') . " (
				action_id bigint(20) unsigned NOT NULL auto_increment,
				hook varchar(191) NOT NULL,
				status varchar(20) NOT NULL,
				scheduled_date_gmt datetime NULL default '0000-00-00 00:00:00',
				scheduled_date_local datetime NULL default '0000-00-00 00:00:00',
				priority tinyint unsigned NOT NULL default '10',
				args varchar(191),
				schedule longtext,
				group_id bigint(20) unsigned NOT NULL default '0',
				attempts int(11) NOT NULL default '0',
				last_attempt_gmt datetime NULL default '0000-00-00 00:00:00',
				last_attempt_local datetime NULL default '0000-00-00 00:00:00',
				claim_id bigint(20) unsigned NOT NULL default '0',
				extended_args varchar(8000) DEFAULT NULL,
				PRIMARY KEY (action_id),
				KEY hook_status_scheduled_date_gmt (hook(163), status, scheduled_date_gmt),
				KEY status_scheduled_date_gmt (status, scheduled_date_gmt),
				KEY args (args),
				KEY claim_id_status_scheduled_date_gmt (claim_id, status, scheduled_date_gmt)
			) $tail"
		);
		$wpdb->query(
			'CREATE TABLE IF NOT EXISTS ' . self::name('claims') . " (
				claim_id bigint(20) unsigned NOT NULL auto_increment,
				date_created_gmt datetime NULL default '0000-00-00 00:00:00',
				PRIMARY KEY (claim_id)
			) $tail"
		);
		$wpdb->query(
			'CREATE TABLE IF NOT EXISTS ' . self::name('groups') . " (
				group_id bigint(20) unsigned NOT NULL auto_increment,
				slug varchar(255) NOT NULL,
				PRIMARY KEY (group_id),
				KEY slug (slug(191))
			) $tail"
		);
		$wpdb->query(
			'CREATE TABLE IF NOT EXISTS ' . self::name('logs') . " (
				log_id bigint(20) unsigned NOT NULL auto_increment,
				action_id bigint(20) unsigned NOT NULL,
				message text NOT NULL,
				log_date_gmt datetime NULL default '0000-00-00 00:00:00',
				log_date_local datetime NULL default '0000-00-00 00:00:00',
				PRIMARY KEY (log_id),
				KEY action_id (action_id)
			) $tail"
		);
		// phpcs:enable
	}

	/**
	 * Empties the current site's tables.
	 *
	 * @return void
	 */
	public static function clear() {

		foreach (['actions', 'claims', 'groups', 'logs'] as $name) {
			$GLOBALS['wpdb']->query('DELETE FROM ' . self::name($name)); // phpcs:ignore WordPress.DB
		}
	}
}
