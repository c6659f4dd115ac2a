<?php
/**
 * The credentials: constants, or what UM has stored. UM asks for them in every request.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** What stands in the wizard for a secret that is stored: the secret itself never goes to the browser. */
const MASK = '••••••••';

/** The credentials that make a connection, and what each is called for a person. */
function credential_names(): array {
	return [
		'WU_RUNCLOUD_API_TOKEN'  => __('API token', 'runcloud'),
		'WU_RUNCLOUD_API_KEY'    => __('API key', 'runcloud'),
		'WU_RUNCLOUD_API_SECRET' => __('API secret', 'runcloud'),
		'WU_RUNCLOUD_SERVER_ID'  => __('Server ID', 'runcloud'),
		'WU_RUNCLOUD_APP_ID'     => __('Web application ID', 'runcloud'),
	];
}

/** A credential: the constant, else what UM has stored. */
function credential(string $name): string {
	if (defined($name) && constant($name)) {
		return (string) constant($name);
	}
	$registry = 'WP_Ultimo\\Integrations\\Integration_Registry';
	$stored   = class_exists($registry) ? $registry::get_instance()->get('runcloud') : null;
	return $stored ? (string) $stored->reveal($name) : '';
}
