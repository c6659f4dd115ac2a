<?php
/**
 * Finds rows.
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

defined('ABSPATH') || exit;

/**
 * SQL of the store's public query.
 */
class Action_Query {

	const DEFAULTS = [
		'hook'             => '',
		'args'             => null,
		'date'             => null,
		'date_compare'     => '<=',
		'modified'         => null,
		'modified_compare' => '<=',
		'group'            => '',
		'status'           => '',
		'claimed'          => null,
		'per_page'         => 5,
		'offset'           => 0,
		'orderby'          => 'date',
		'order'            => 'ASC',
		'search'           => '',
	];

	const ORDER = [
		'hook'     => 'a.hook',
		'group'    => 'g.slug',
		'modified' => 'a.last_attempt_gmt',
		'date'     => 'a.scheduled_date_gmt',
		'action_id' => 'a.action_id',
		'none'     => '',
	];

	/**
	 * The statement.
	 *
	 * @param array  $query      Query.
	 * @param string $query_type One of select, count.
	 * @return string
	 */
	public static function sql(array $query, string $query_type): string {

		global $wpdb;

		$query = wp_parse_args($query, self::DEFAULTS);
		$sql   = $query_type === 'count' ? 'SELECT COUNT(a.action_id)' : 'SELECT a.action_id';
		$sql  .= ' FROM ' . Queue_Tables::name('actions') . ' a LEFT JOIN ' . Queue_Tables::name('groups') . ' g ON g.group_id = a.group_id';
		$sql  .= ' WHERE ' . implode(' AND ', self::clauses($query));

		if ($query_type === 'count') {
			return $sql;
		}

		$orderby = self::ORDER[ $query['orderby'] ] ?? self::ORDER['date'];

		if ($orderby) {
			$order = strtoupper($query['order']) === 'DESC' ? 'DESC' : 'ASC';
			$sql  .= " ORDER BY $orderby $order, a.action_id $order";
		}

		if ($query['per_page'] > 0) {
			$sql .= $wpdb->prepare(' LIMIT %d, %d', $query['offset'], $query['per_page']);
		}

		return $sql;
	}

	/**
	 * The conditions.
	 *
	 * @param array $query Query.
	 * @return string[]
	 */
	protected static function clauses(array $query): array {

		global $wpdb;

		$clauses = ['1 = 1'];

		// phpcs:disable WordPress.DB
		if ($query['group'] !== '') {
			$clauses[] = $wpdb->prepare('g.slug = %s', $query['group']);
		}

		if ($query['hook'] !== '') {
			$clauses[] = $wpdb->prepare('a.hook = %s', $query['hook']);
		}

		if ($query['args'] !== null) {
			$json      = wp_json_encode($query['args']);
			$clauses[] = $wpdb->prepare('a.args = %s', strlen($json) > 191 ? md5($json) : $json);
		}

		if ($query['status']) {
			$statuses  = (array) $query['status'];
			$clauses[] = $wpdb->prepare('a.status IN (' . implode(', ', array_fill(0, count($statuses), '%s')) . ')', $statuses);
		}

		foreach (['date' => 'a.scheduled_date_gmt', 'modified' => 'a.last_attempt_gmt'] as $key => $column) {
			if ($query[ $key ] instanceof \DateTimeInterface) {
				$compare   = in_array($query[ "{$key}_compare" ], ['!=', '>', '>=', '<', '<=', '='], true) ? $query[ "{$key}_compare" ] : '<=';
				$clauses[] = $wpdb->prepare("$column $compare %s", gmdate('Y-m-d H:i:s', $query[ $key ]->getTimestamp() + clock_offset()));
			}
		}

		if ($query['claimed'] === true) {
			$clauses[] = 'a.claim_id != 0';
		} elseif ($query['claimed'] === false) {
			$clauses[] = 'a.claim_id = 0';
		} elseif ($query['claimed'] !== null) {
			$clauses[] = $wpdb->prepare('a.claim_id = %d', $query['claimed']);
		}

		if ($query['search'] !== '') {
			$like      = '%' . $wpdb->esc_like($query['search']) . '%';
			$clauses[] = $wpdb->prepare('(a.hook LIKE %s OR a.args LIKE %s OR a.extended_args LIKE %s)', $like, $like, $like);
		}
		// phpcs:enable

		return $clauses;
	}
}
