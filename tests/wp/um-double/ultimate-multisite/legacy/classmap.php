<?php
/**
 * Where the classes of the legacy generation are.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

return [
	'WP_Ultimo\Managers\Domain_Manager'                              => __DIR__ . '/class-domain-manager.php',
	'WP_Ultimo\Admin_Pages\Hosting_Integration_Wizard_Admin_Page'    => __DIR__ . '/class-hosting-integration-wizard-admin-page.php',
	'WP_Ultimo\Integrations\Host_Providers\Runcloud_Host_Provider'   => __DIR__ . '/providers/class-runcloud-host-provider.php',
	'WP_Ultimo\Integrations\Host_Providers\Closte_Host_Provider'     => __DIR__ . '/providers/class-closte-host-provider.php',
	'WP_Ultimo\Integrations\Host_Providers\Cloudways_Host_Provider'  => __DIR__ . '/providers/class-cloudways-host-provider.php',
];
