<?php
/**
 * Rows of the mapping table.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Database\Domains;

defined('ABSPATH') || exit;

/**
 * Reads and writes rows with BerlinDB's habits (contract dossier §1.2, §5): limits, keys of `fields`, and a change
 * test that compares values across columns.
 */
class Domain_Query {

	const COLUMNS = ['id', 'blog_id', 'domain', 'active', 'primary_domain', 'secure', 'stage', 'date_created', 'date_modified'];

	const TRANSITIONS = ['domain', 'secure', 'stage'];

	/**
	 * The table.
	 *
	 * @return string
	 */
	public static function table() {

		return $GLOBALS['wpdb']->base_prefix . 'wu_domain_mappings';
	}

	/**
	 * A row by id.
	 *
	 * @param int $item_id Id.
	 * @return \stdClass|null
	 */
	public function get_item($item_id) {

		return $this->get_item_by('id', absint($item_id));
	}

	/**
	 * A row by a column.
	 *
	 * @param string     $column Column.
	 * @param string|int $value  Value.
	 * @return \stdClass|null
	 */
	public function get_item_by($column, $value) {

		global $wpdb;

		if (! in_array($column, self::COLUMNS, true)) {
			return null;
		}

		return $wpdb->get_row($wpdb->prepare('SELECT * FROM ' . self::table() . " WHERE $column = %s LIMIT 1", $value)); // phpcs:ignore
	}

	/**
	 * Inserts a row and fires the transitions.
	 *
	 * @param array $data Columns.
	 * @return int|false Id.
	 */
	public function add_item($data) {

		global $wpdb;

		unset($data['id']);

		if (! $wpdb->insert(self::table(), $data)) {
			return false;
		}

		$item_id = (int) $wpdb->insert_id;

		$this->transition($data, [], $item_id);

		return $item_id;
	}

	/**
	 * Updates a row and fires the transitions.
	 *
	 * @param int   $item_id Id.
	 * @param array $data    Columns.
	 * @return bool
	 */
	public function update_item($item_id, $data) {

		global $wpdb;

		$old = (array) $this->get_item($item_id);

		unset($data['id']);

		if (! $old || $wpdb->update(self::table(), $data, ['id' => $item_id]) === false) {
			return false;
		}

		$this->transition($data, $old, $item_id);

		return true;
	}

	/**
	 * Deletes a row.
	 *
	 * @param int $item_id Id.
	 * @return int|false Rows deleted.
	 */
	public function delete_item($item_id) {

		$deleted = $GLOBALS['wpdb']->delete(self::table(), ['id' => $item_id]);

		return $deleted ? $deleted : false;
	}

	/**
	 * Fires the transition of each changed column.
	 *
	 * The comparison is by value over the whole row: a value that stood in any column before counts as unchanged.
	 *
	 * @param array $new_data New columns.
	 * @param array $old_data Old columns; empty on insert.
	 * @param int   $item_id  Id.
	 * @return void
	 */
	protected function transition($new_data, $old_data, $item_id) {

		$changed = array_diff(array_map('strval', $new_data), array_map('strval', $old_data));
		$network = get_current_network_id();
		$prefix  = get_main_network_id() === $network ? 'wu' : "wu_$network";

		foreach (array_intersect(self::TRANSITIONS, array_keys($changed)) as $column) {
			do_action("{$prefix}_transition_domain_{$column}", $old_data[ $column ] ?? 'new', $new_data[ $column ], $item_id);
		}
	}

	/**
	 * Finds rows.
	 *
	 * @param array $query Query.
	 * @return array|int Domains; columns if `fields` is given; a number if `count` is.
	 */
	public function query($query = []) {

		global $wpdb;

		$query = wp_parse_args(
			$query,
			[
				'fields'  => '',
				'number'  => 100,
				'offset'  => 0,
				'orderby' => 'id',
				'order'   => 'DESC',
				'search'  => '',
				'count'   => false,
			]
		);

		$from = ' FROM ' . self::table() . $this->where($query);

		if ($query['count']) {
			return (int) $wpdb->get_var("SELECT COUNT(*)$from"); // phpcs:ignore WordPress.DB.PreparedSQL
		}

		$orderby = in_array($query['orderby'], self::COLUMNS, true) ? $query['orderby'] : 'id';
		$order   = strtoupper((string) $query['order']) === 'ASC' ? 'ASC' : 'DESC';
		$number  = absint($query['number']);
		$limit   = $number ? $wpdb->prepare(' LIMIT %d, %d', absint($query['offset']), $number) : '';
		$rows    = $wpdb->get_results("SELECT *$from ORDER BY $orderby $order$limit"); // phpcs:ignore WordPress.DB.PreparedSQL

		return $this->shape($rows, $query['fields']);
	}

	/**
	 * The WHERE clause.
	 *
	 * @param array $query Query.
	 * @return string
	 */
	protected function where($query) {

		global $wpdb;

		$clauses = [];

		foreach (self::COLUMNS as $column) {
			if (isset($query[ $column ])) {
				$clauses[] = $wpdb->prepare("$column = %s", is_bool($query[ $column ]) ? (int) $query[ $column ] : $query[ $column ]); // phpcs:ignore
			}

			foreach (['__in' => 'IN', '__not_in' => 'NOT IN'] as $suffix => $operator) {
				$values = isset($query[ $column . $suffix ]) ? array_values((array) $query[ $column . $suffix ]) : [];

				if ($values) {
					$places    = implode(', ', array_fill(0, count($values), '%s'));
					$clauses[] = $wpdb->prepare("$column $operator ($places)", $values); // phpcs:ignore
				}
			}
		}

		if ($query['search'] !== '') {
			$clauses[] = $wpdb->prepare('domain LIKE %s', '%' . $wpdb->esc_like($query['search']) . '%');
		}

		return $clauses ? ' WHERE ' . implode(' AND ', $clauses) : '';
	}

	/**
	 * Rows in the form asked for: `ids` is a list of numeric strings, one column is keyed by row id, several
	 * columns are a list of objects.
	 *
	 * @param \stdClass[]  $rows   Rows.
	 * @param string|array $fields Form.
	 * @return array
	 */
	protected function shape($rows, $fields) {

		if ($fields === 'ids') {
			return wp_list_pluck($rows, 'id');
		}

		if (is_array($fields) && $fields) {
			return array_map(fn($row) => (object) array_intersect_key((array) $row, array_flip($fields)), $rows);
		}

		if (is_string($fields) && in_array($fields, self::COLUMNS, true)) {
			return wp_list_pluck($rows, $fields, 'id');
		}

		return array_map(fn($row) => new \WP_Ultimo\Models\Domain($row), $rows);
	}
}
