<?php
/**
 * WordPress's Site Health: the tests, and debug information without secrets.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** The checks of RunCloud's side that the test of the certificate tells, and the one of the connection does not. */
const OF_CERTIFICATE = ['ssl' => 1, 'certificate names' => 1];

/**
 * Lists the tests.
 *
 * @return array<string, array{0: callable, 1: string, 2: string}> By name: what gives the rows of the doctor's, what to
 *         say when all is right, and what when something is not.
 */
function health_tests(): array {
	$certificate = static function () {
		// The weekly count runs it before the test that asks.
		$rows = wp_doing_cron() ? examine_runcloud() : seen_connection();
		return [...array_intersect_key($rows, OF_CERTIFICATE), ...examine_certificate()];
	};
	$connection = static fn () => array_diff_key(examine_runcloud(), OF_CERTIFICATE);
	return [
		'extension'   => [examine_setup(...), __('The RunCloud extension and integration are in place', 'runcloud'), __('The RunCloud integration does not work', 'runcloud')],
		'jobs'        => [examine_jobs(...), __('Domains are added to RunCloud', 'runcloud'), __('Some domains could not be added to RunCloud', 'runcloud')],
		'drift'       => [examine_drift(...), __('RunCloud has the domains of this network', 'runcloud'), __('The domains in RunCloud and in this network differ', 'runcloud')],
		'certificate' => [$certificate, __('The certificate in RunCloud is fine', 'runcloud'), __('The certificate in RunCloud needs attention', 'runcloud')],
		'connection'  => [$connection, __('RunCloud is connected', 'runcloud'), __('RunCloud is not connected', 'runcloud')],
	];
}

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
		$tests['direct']["runcloud_$test"] = ['label' => 'RunCloud', 'test' => static fn () => health($test)];
	}
	$tests['async']['runcloud_connection'] = [
		'label'             => 'RunCloud',
		'test'              => rest_url('runcloud/v1/site-health/connection'),
		'has_rest'          => true,
		'async_direct_test' => static fn () => health('connection'),
	];
	return $tests;
}

/** Adds the route at which Site Health asks for the test that takes its time. */
function add_health_route(): void {
	$may = static fn () => current_user_can('view_site_health_checks') && current_user_can('manage_network');
	register_rest_route('runcloud/v1', '/site-health/connection', [
		'methods'             => 'GET',
		'callback'            => static fn () => health('connection'),
		'permission_callback' => $may,
	]);
}

/** Runs a test: the worst of the doctor's rows decides, and those are told. */
function health(string $test): array {
	list_budget(wp_doing_cron() ? READING : PATIENCE);
	[$examine, $right, $wrong] = health_tests()[ $test ];
	$rows = array_filter($examine(), static fn ($row) => 'skipped' !== $row['status']);
	if ( ! $rows) {
		// Not known is not good.
		$wrong = __('The state of RunCloud is unknown', 'runcloud');
		$rows  = [finding($test, 'warning', __('RunCloud has not been checked yet.', 'runcloud'), __('Open the RunCloud page to check it.', 'runcloud'))];
	}
	$bad    = array_filter($rows, static fn ($row) => 'ok' !== $row['status']);
	$status = has_failed($bad) ? 'critical' : ( $bad ? 'recommended' : 'good' );
	$colors = ['critical' => 'red', 'recommended' => 'orange', 'good' => 'blue'];
	$words  = array_map(static fn ($row) => '<p>' . esc_html("$row[finding] $row[next_step]") . '</p>', $bad ?: $rows);
	return [
		'label'       => $bad ? $wrong : $right,
		'status'      => $status,
		'badge'       => ['label' => 'RunCloud', 'color' => $colors[ $status ]],
		'description' => implode('', $words),
		'actions'     => sprintf('<p><a href="%s">%s</a></p>', esc_url(page_url()), esc_html__('Open the RunCloud page', 'runcloud')),
		'test'        => "runcloud_$test",
	];
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
	$fields = [];
	foreach (summary(seen_connection()) as $name => [$label, $value]) {
		$fields[ str_replace(' ', '_', $name) ] = compact('label', 'value');
	}
	foreach (credential_names() as $name => $label) {
		$given = credential($name);
		$value = match (true) {
			'' === $given                       => __('not given', 'runcloud'),
			defined($name) && constant($name) => __('given by a constant', 'runcloud'),
			default                             => __('stored', 'runcloud'),
		};
		$value           = $given && str_ends_with($name, '_ID') ? "$given ($value)" : $value;
		$fields[ $name ] = compact('label', 'value');
	}
	foreach (extension_loaded('runcloud') ? ini_get_all('runcloud', false) : [] as $label => $value) {
		$fields[ $label ] = compact('label', 'value');
	}
	$information['runcloud'] = ['label' => 'RunCloud', 'fields' => $fields];
	return $information;
}
