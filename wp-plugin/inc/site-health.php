<?php
/**
 * WordPress's Site Health: the tests, and debug information without secrets.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/**
 * Adds the tests: those that look at this WordPress alone run at once, the one that asks RunCloud runs after the page.
 *
 * @param array $tests WordPress's tests.
 * @return array
 */
function add_health_tests($tests) {
	// They are about the network, and only its administrators can do something.
	if ( ! current_user_can('manage_network') && ! wp_doing_cron()) {
		return $tests;
	}
	foreach ('' === generation() ? ['extension'] : ['extension', 'jobs', 'drift', 'certificate'] as $test) {
		$tests['direct']["runcloud_$test"] = [
			'label' => 'RunCloud',
			'test'  => __NAMESPACE__ . "\\health_of_$test",
		];
	}
	$tests['async']['runcloud_connection'] = [
		'label'             => 'RunCloud',
		'test'              => rest_url('runcloud/v1/site-health/connection'),
		'has_rest'          => true,
		'async_direct_test' => __NAMESPACE__ . '\\health_of_connection',
	];
	return $tests;
}

/** Where Site Health asks for the test that takes its time. */
function add_health_route(): void {
	register_rest_route(
		'runcloud/v1',
		'/site-health/connection',
		[
			'methods'             => 'GET',
			'callback'            => __NAMESPACE__ . '\\health_of_connection',
			'permission_callback' => static fn () => current_user_can('view_site_health_checks') && current_user_can('manage_network'),
		]
	);
}

/**
 * A result as Site Health wants it, from the doctor's rows: the worst one decides.
 *
 * @param string $test  The test's name.
 * @param array  $rows  The doctor's rows.
 * @param string $right What to say when all is right.
 * @param string $wrong What to say when something is not.
 */
function health(string $test, array $rows, string $right, string $wrong): array {
	$bad    = array_filter($rows, static fn ($row) => in_array($row['status'], ['failed', 'warning'], true));
	$failed = has_failed($bad);
	$good   = array_filter($rows, static fn ($row) => 'ok' === $row['status']);
	$words  = '';
	if ( ! $bad && ! $good) {
		// Not known is not good.
		$bad   = [finding($test, 'warning', __('RunCloud has not been checked yet.', 'runcloud'), __('Open the RunCloud page to check it.', 'runcloud'))];
		$wrong = __('The state of RunCloud is unknown', 'runcloud');
	}
	foreach ($bad ?: $good as $row) {
		$words .= sprintf('<p>%s %s</p>', esc_html($row['finding']), esc_html($row['next_step']));
	}
	return [
		'label'       => $bad ? $wrong : $right,
		'status'      => $failed ? 'critical' : ($bad ? 'recommended' : 'good'),
		'badge'       => ['label' => 'RunCloud', 'color' => $failed ? 'red' : ($bad ? 'orange' : 'blue')],
		'description' => $words,
		'actions'     => sprintf('<p><a href="%s">%s</a></p>', esc_url(page_url()), esc_html__('Open the RunCloud page', 'runcloud')),
		'test'        => "runcloud_$test",
	];
}

/** The extension in this PHP and in the others, UM and the integration. */
function health_of_extension(): array {
	return health(
		'extension',
		examine_setup(),
		__('The RunCloud extension and integration are in place', 'runcloud'),
		__('The RunCloud integration does not work', 'runcloud')
	);
}

/** Jobs that have failed, or do not run. */
function health_of_jobs(): array {
	return health('jobs', examine_jobs(), __('Domains are added to RunCloud', 'runcloud'), __('Some domains could not be added to RunCloud', 'runcloud'));
}

/** What the last comparison found. */
function health_of_drift(): array {
	return health('drift', examine_drift(), __('RunCloud has the domains of this network', 'runcloud'), __('The domains in RunCloud and in this network differ', 'runcloud'));
}

/** The certificate's end, and how many names it holds, as they were seen last. */
function health_of_certificate(): array {
	if (wp_doing_cron() && is_old('connection')) {
		// The weekly count runs this one before the one that asks.
		look_again('connection');
	}
	$seen = seen_connection();
	$rows = [...array_intersect_key($seen, ['ssl' => 1, 'certificate names' => 1]), ...examine_certificate()];
	return health('certificate', array_values($rows), __('The certificate in RunCloud is fine', 'runcloud'), __('The certificate in RunCloud needs attention', 'runcloud'));
}

/** Whether RunCloud answers, and takes the credentials; asks it. */
function health_of_connection(): array {
	if ( ! wp_doing_cron()) {
		list_budget(PATIENCE);
	}
	// What the certificate's test tells is not told twice.
	$rows = array_filter(examine_runcloud(), static fn ($row) => ! in_array($row['check'], ['ssl', 'certificate names'], true));
	return health('connection', $rows, __('RunCloud is connected', 'runcloud'), __('RunCloud is not connected', 'runcloud'));
}

/**
 * Adds what somebody who helps would ask for; no credential is part of it.
 *
 * @param array $information WordPress's information.
 * @return array
 */
function add_debug_information($information) {
	if ( ! current_user_can('manage_network')) {
		return $information;
	}
	$labels = [
		'extension'               => __('Extension', 'runcloud'),
		'php'                     => 'PHP',
		'ultimate multisite'      => 'Ultimate Multisite',
		'integration'             => __('Integration', 'runcloud'),
		'connection'              => __('Connection', 'runcloud'),
		'mapped domains'          => __('Mapped domains', 'runcloud'),
		'jobs pending'            => __('Queue jobs waiting', 'runcloud'),
		'jobs failed'             => __('Queue jobs failed', 'runcloud'),
		'problems'                => __('Problems', 'runcloud'),
		'waiting for certificate' => __('Domains waiting for a certificate', 'runcloud'),
		'last success'            => __('Last success', 'runcloud'),
		'last sync'               => __('Last sync', 'runcloud'),
		'drift'                   => __('Drift', 'runcloud'),
	];
	$fields = [];
	foreach (summary(false) as $name => $value) {
		$fields[ sanitize_key(str_replace(' ', '_', $name)) ] = ['label' => $labels[ $name ] ?? $name, 'value' => $value];
	}
	foreach (credential_names() as $name => $label) {
		$is_id           = str_ends_with($name, '_ID');
		$given           = defined($name) && constant($name) ? __('given by a constant', 'runcloud') : ('' !== credential($name) ? __('stored', 'runcloud') : __('not given', 'runcloud'));
		$fields[ $name ] = ['label' => $label, 'value' => $is_id && '' !== credential($name) ? credential($name) . " ($given)" : $given];
	}
	foreach (['runcloud.timeout', 'runcloud.connect_timeout', 'runcloud.api_url', 'runcloud.ca_file', 'runcloud.proxy'] as $name) {
		$fields[ $name ] = ['label' => $name, 'value' => (string) ini_get($name)];
	}
	$information['runcloud'] = ['label' => 'RunCloud', 'fields' => $fields];
	return $information;
}
