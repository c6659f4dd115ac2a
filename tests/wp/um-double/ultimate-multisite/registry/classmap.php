<?php
/**
 * Where the classes of the registry generation are. Four of them exist in two flavours, with and without types in
 * their signatures (contract dossier §2.1, "Signature safety").
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

$um_double_flavour = __DIR__ . (UM_Double\Internal\choice('UM_DOUBLE_RETURN_TYPES', '1') === '0' ? '/untyped' : '/typed');

return [
	'WP_Ultimo\Integrations\Integration'                                => $um_double_flavour . '/class-integration.php',
	'WP_Ultimo\Integrations\Capability_Module'                          => $um_double_flavour . '/interface-capability-module.php',
	'WP_Ultimo\Integrations\Base_Capability_Module'                     => $um_double_flavour . '/class-base-capability-module.php',
	'WP_Ultimo\Integrations\Capabilities\Domain_Mapping_Capability'     => $um_double_flavour . '/interface-domain-mapping-capability.php',
	'WP_Ultimo\Integrations\Integration_Registry'                       => __DIR__ . '/class-integration-registry.php',
	'WP_Ultimo\Helpers\Credential_Store'                                => __DIR__ . '/class-credential-store.php',
	'WP_Ultimo\Managers\Domain_Manager'                                 => __DIR__ . '/class-domain-manager.php',
	'WP_Ultimo\Admin_Pages\Hosting_Integration_Wizard_Admin_Page'       => __DIR__ . '/class-hosting-integration-wizard-admin-page.php',
	'WP_Ultimo\Integrations\Providers\RunCloud\RunCloud_Integration'    => __DIR__ . '/providers/class-runcloud-integration.php',
	'WP_Ultimo\Integrations\Providers\RunCloud\RunCloud_Domain_Mapping' => __DIR__ . '/providers/class-runcloud-domain-mapping.php',
	'WP_Ultimo\Integrations\Providers\Closte\Closte_Integration'        => __DIR__ . '/providers/class-closte-integration.php',
];
