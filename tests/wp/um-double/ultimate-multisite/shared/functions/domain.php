<?php
/**
 * Domain functions (contract dossier §4, §5).
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

use WP_Ultimo\Database\Domains\Domain_Query;
use WP_Ultimo\Database\Domains\Domain_Stage;
use WP_Ultimo\Models\Domain;

/**
 * A domain by its id.
 *
 * @param int $domain_id Id.
 * @return Domain|false
 */
function wu_get_domain($domain_id) {

	$row = (new Domain_Query())->get_item($domain_id);

	return $row ? new Domain($row) : false;
}

/**
 * A domain by its host.
 *
 * @param string $domain Host.
 * @return Domain|false
 */
function wu_get_domain_by_domain($domain) {

	$row = (new Domain_Query())->get_item_by('domain', $domain);

	return $row ? new Domain($row) : false;
}

/**
 * Domains found; a number, or columns, if the query says so.
 *
 * @param array $query Query: `number` is 100 by default, 0 for all, and -1 becomes 1.
 * @return Domain[]|array|int
 */
function wu_get_domains($query = []) {

	return (new Domain_Query())->query($query);
}

/**
 * Creates and saves a domain, and queues its first stage check.
 *
 * @param array $domain_data Columns.
 * @return Domain|\WP_Error
 */
function wu_create_domain($domain_data) {

	$domain = new Domain(
		wp_parse_args(
			$domain_data,
			[
				'blog_id'        => false,
				'domain'         => false,
				'active'         => true,
				'primary_domain' => false,
				'secure'         => false,
				'stage'          => Domain_Stage::CHECKING_DNS,
				'date_created'   => current_time('mysql', true),
				'date_modified'  => current_time('mysql', true),
			]
		)
	);

	$saved = $domain->save();

	if (is_wp_error($saved)) {
		return $saved;
	}

	wu_enqueue_async_action('wu_async_process_domain_stage', ['domain_id' => $domain->get_id()], 'domain');

	return $domain;
}
