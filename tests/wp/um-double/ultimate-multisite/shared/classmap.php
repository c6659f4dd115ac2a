<?php
/**
 * Where the classes of both generations are. The names are case-sensitive, as in a Composer classmap.
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

$um_double_as = __DIR__ . '/action-scheduler';

return [
	'WP_Ultimo'                                               => __DIR__ . '/class-wp-ultimo.php',
	'WP_Ultimo\Settings'                                      => __DIR__ . '/class-settings.php',
	'WP_Ultimo\Logger'                                        => __DIR__ . '/class-logger.php',
	'WP_Ultimo\Tracker'                                       => __DIR__ . '/class-tracker.php',
	'WP_Ultimo\Admin_Notices'                                 => __DIR__ . '/class-admin-notices.php',
	'WP_Ultimo\Domain_Mapping'                                => __DIR__ . '/class-domain-mapping.php',
	'WP_Ultimo\Domain_Mapping\Helper'                         => __DIR__ . '/domain-mapping/class-helper.php',
	'WP_Ultimo\Traits\Singleton'                              => __DIR__ . '/traits/trait-singleton.php',
	'WP_Ultimo\Models\Domain'                                 => __DIR__ . '/models/class-domain.php',
	'WP_Ultimo\Database\Domains\Domain_Stage'                 => __DIR__ . '/database/class-domain-stage.php',
	'WP_Ultimo\Database\Domains\Domain_Query'                 => __DIR__ . '/database/class-domain-query.php',
	'WP_Ultimo\Helpers\WP_Config'                             => __DIR__ . '/helpers/class-wp-config.php',
	'WP_Ultimo\Integrations\Host_Providers\Base_Host_Provider' => __DIR__ . '/integrations/class-base-host-provider.php',
	'WP_Ultimo\Admin_Pages\Domain_Edit_Admin_Page'            => __DIR__ . '/admin-pages/class-domain-edit-admin-page.php',
	'WP_Ultimo\Admin_Pages\View_Logs_Admin_Page'              => __DIR__ . '/admin-pages/class-view-logs-admin-page.php',
	'WP_Ultimo\Admin_Pages\Settings_Admin_Page'               => __DIR__ . '/admin-pages/class-settings-admin-page.php',
	'UM_Double\Internal\Admin_Menu'                           => __DIR__ . '/admin-pages/class-admin-menu.php',
	'UM_Double\Internal\Wizard'                               => __DIR__ . '/admin-pages/class-wizard.php',
	'UM_Double\Internal\Domain_Events'                        => __DIR__ . '/managers/trait-domain-events.php',
	'UM_Double\Internal\Domain_Stages'                        => __DIR__ . '/managers/trait-domain-stages.php',
	'UM_Double\Internal\Domain_Validation'                    => __DIR__ . '/models/class-domain-validation.php',
	'UM_Double\Internal\Domain_Meta'                          => __DIR__ . '/models/trait-domain-meta.php',
	'UM_Double\Internal\Www_Policy'                           => __DIR__ . '/managers/trait-www-policy.php',
	'ActionScheduler'                                         => $um_double_as . '/ActionScheduler.php',
	'ActionScheduler_Store'                                   => $um_double_as . '/ActionScheduler_Store.php',
	'ActionScheduler_DBStore'                                 => $um_double_as . '/ActionScheduler_DBStore.php',
	'ActionScheduler_ActionClaim'                             => $um_double_as . '/ActionScheduler_ActionClaim.php',
	'ActionScheduler_Action'                                  => $um_double_as . '/ActionScheduler_Action.php',
	'ActionScheduler_FinishedAction'                          => $um_double_as . '/ActionScheduler_FinishedAction.php',
	'ActionScheduler_CanceledAction'                          => $um_double_as . '/ActionScheduler_CanceledAction.php',
	'ActionScheduler_NullAction'                              => $um_double_as . '/ActionScheduler_NullAction.php',
	'ActionScheduler_Schedule'                                => $um_double_as . '/ActionScheduler_Schedule.php',
	'ActionScheduler_NullSchedule'                            => $um_double_as . '/ActionScheduler_NullSchedule.php',
	'ActionScheduler_SimpleSchedule'                          => $um_double_as . '/ActionScheduler_SimpleSchedule.php',
	'ActionScheduler_IntervalSchedule'                        => $um_double_as . '/ActionScheduler_IntervalSchedule.php',
	'ActionScheduler_CronSchedule'                            => $um_double_as . '/ActionScheduler_CronSchedule.php',
	'ActionScheduler_Logger'                                  => $um_double_as . '/ActionScheduler_Logger.php',
	'ActionScheduler_LogEntry'                                => $um_double_as . '/ActionScheduler_LogEntry.php',
	'ActionScheduler_QueueRunner'                             => $um_double_as . '/ActionScheduler_QueueRunner.php',
	'ActionScheduler_QueueCleaner'                            => $um_double_as . '/ActionScheduler_QueueCleaner.php',
	'ActionScheduler_FatalErrorMonitor'                       => $um_double_as . '/ActionScheduler_FatalErrorMonitor.php',
	'UM_Double\Internal\Queue_Tables'                         => $um_double_as . '/class-queue-tables.php',
	'UM_Double\Internal\Action_Factory'                       => $um_double_as . '/class-action-factory.php',
	'UM_Double\Internal\Action_Query'                         => $um_double_as . '/class-action-query.php',
];
