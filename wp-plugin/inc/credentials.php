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

/** Lists the credentials that make a connection, and what each is called for a person. */
function credential_names(): array {
	return [
		'WU_RUNCLOUD_API_TOKEN'  => __('API token', 'runcloud'),
		'WU_RUNCLOUD_API_KEY'    => __('API key', 'runcloud'),
		'WU_RUNCLOUD_API_SECRET' => __('API secret', 'runcloud'),
		'WU_RUNCLOUD_SERVER_ID'  => __('Server ID', 'runcloud'),
		'WU_RUNCLOUD_APP_ID'     => __('Web application ID', 'runcloud'),
	];
}

/** Gets UM's integration as it was taken over; null where UM is not of the registry generation. */
function adapter(): ?object {
	$registry = 'WP_Ultimo\\Integrations\\Integration_Registry';
	return class_exists($registry) ? $registry::get_instance()->get('runcloud') : null;
}

/** Gets a credential: the constant, else what UM has stored. */
function credential(string $name): string {
	$constant = defined($name) ? constant($name) : '';
	return (string) ( $constant ?: adapter()?->reveal($name) );
}
