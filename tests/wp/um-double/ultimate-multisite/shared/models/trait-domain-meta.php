<?php
/**
 * Meta of a domain.
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

defined('ABSPATH') || exit;

/**
 * There is a meta table in the registry generation only; before, writing says false and reading gives the default,
 * without any error (contract dossier §4).
 */
trait Domain_Meta {

	/**
	 * Reads a meta value.
	 *
	 * @param string $key           Key.
	 * @param mixed  $default_value Default.
	 * @param bool   $single        One value.
	 * @return mixed
	 */
	public function get_meta($key, $default_value = false, $single = true) {

		if (! $this->has_meta() || ! metadata_exists('wu_domain', $this->get_id(), $key)) {
			return $default_value;
		}

		return get_metadata('wu_domain', $this->get_id(), $key, $single);
	}

	/**
	 * Writes a meta value.
	 *
	 * @param string $key   Key.
	 * @param mixed  $value Value.
	 * @return int|bool
	 */
	public function update_meta($key, $value) {

		return $this->has_meta() && update_metadata('wu_domain', $this->get_id(), $key, $value);
	}

	/**
	 * Deletes a meta value.
	 *
	 * @param string $key Key.
	 * @return bool
	 */
	public function delete_meta($key) {

		return $this->has_meta() && delete_metadata('wu_domain', $this->get_id(), $key);
	}

	/**
	 * Whether meta can be kept; tells WordPress of the table.
	 *
	 * @return bool
	 */
	protected function has_meta() {

		global $wpdb;

		if (UM_DOUBLE_GENERATION === 'legacy' || ! $this->exists()) {
			return false;
		}

		$wpdb->wu_domainmeta = $wpdb->base_prefix . 'wu_domain_mappingmeta';

		return true;
	}
}
