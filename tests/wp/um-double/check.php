<?php
/**
 * Checks the double against the checklist of the contract dossier (§11), in all its flavours.
 *
 * php check.php --path=WORDPRESS [--only=SCENARIO]
 *
 * WORDPRESS is any multisite WordPress, of a database that nobody needs: sites, queue and settings are emptied. The
 * double is active in the checks' own processes only. `--path=WORDPRESS --scenario=NAME` runs one scenario in this
 * process, in the flavour that the environment names.
 *
 * @package UM_Double
 */

$um_double_options = getopt('', ['path:', 'only:', 'scenario:']);

if (empty($um_double_options['path'])) {
	fwrite(STDERR, "usage: php check.php --path=WORDPRESS [--only=SCENARIO]\n");
	exit(2);
}

if (isset($um_double_options['scenario'])) {
	require __DIR__ . '/check/harness.php';

	$um_double_path     = $um_double_options['path'];
	$um_double_scenario = __DIR__ . "/check/scenario-{$um_double_options['scenario']}.php";

	if (file_exists(__DIR__ . "/check/before-{$um_double_options['scenario']}.php")) {
		require __DIR__ . "/check/before-{$um_double_options['scenario']}.php";
	}

	require __DIR__ . '/boot-wordpress.php';

	if (! function_exists('UM_Double\install')) {
		fwrite(STDERR, "The double did not load.\n");
		exit(2);
	}

	// What the setup changes is read while the plugin loads, so it has to be there before.
	if (get_network_option(null, 'wu_setup_finished', false) === false || ! get_network_option(null, \WP_Ultimo\Settings::OPTION)) {
		\UM_Double\install();
		\UM_Double\finish_setup();
		unset($GLOBALS['um_double_scenario']);
		echo "again\n";
		exit(0);
	}

	UM_Double\install();
	require_once ABSPATH . 'wp-admin/includes/admin.php';
	require $um_double_scenario;

	$GLOBALS['um_double_finished'] = true;

	exit($GLOBALS['um_double_failed'] ? 1 : 0);
}

$um_double_flavours = [
	'registry'         => ['UM_DOUBLE_GENERATION' => 'registry', 'UM_DOUBLE_RETURN_TYPES' => '1'],
	'registry, untyped' => ['UM_DOUBLE_GENERATION' => 'registry', 'UM_DOUBLE_RETURN_TYPES' => '0'],
	'legacy'           => ['UM_DOUBLE_GENERATION' => 'legacy'],
];

$um_double_both      = ['registry', 'legacy'];
$um_double_scenarios = [
	'parity'          => ['registry'],
	'events'          => $um_double_both,
	'site-delete'     => $um_double_both,
	'sunrise'         => $um_double_both,
	'guard'           => $um_double_both,
	'queue'           => $um_double_both,
	'queue-functions' => $um_double_both,
	'runners'         => ['registry'],
	'domains'         => $um_double_both,
	'stages'          => $um_double_both,
	'policy-and-logs' => $um_double_both,
	'registry'        => ['registry', 'registry, untyped'],
	'takeover'        => ['registry', 'registry, untyped'],
	'credentials'     => ['registry', 'registry, untyped'],
	'wizard-registry' => ['registry', 'registry, untyped'],
	'legacy'          => ['legacy'],
	'wizard-legacy'   => ['legacy'],
];

$um_double_totals = [0, 0];

foreach ($um_double_scenarios as $um_double_name => $um_double_runs) {
	if (isset($um_double_options['only']) && $um_double_options['only'] !== $um_double_name) {
		continue;
	}

	foreach ($um_double_runs as $um_double_run) {
		echo "$um_double_name ($um_double_run)\n";

		for ($um_double_try = 1; $um_double_try <= 2; $um_double_try++) {
			$um_double_process = proc_open(
				[PHP_BINARY, '-d', 'display_errors=stderr', __FILE__, "--path={$um_double_options['path']}", "--scenario=$um_double_name"],
				[1 => ['pipe', 'w'], 2 => ['pipe', 'w']],
				$um_double_pipes,
				null,
				$um_double_flavours[ $um_double_run ] + getenv()
			);

			// The errors are few and end with the process; a pipe holds them.
			$um_double_output = stream_get_contents($um_double_pipes[1]);
			$um_double_errors = stream_get_contents($um_double_pipes[2]);

			proc_close($um_double_process);

			if (trim($um_double_output) !== 'again') {
				break;
			}
		}

		echo $um_double_output;

		if (strpos($um_double_output, '  NOT OK the scenario') !== false) {
			echo $um_double_errors;
		}

		if (preg_match('/^(\d+) passed, (\d+) failed$/m', $um_double_output, $um_double_found)) {
			$um_double_totals[0] += (int) $um_double_found[1];
			$um_double_totals[1] += (int) $um_double_found[2];
		} else {
			++$um_double_totals[1];
			echo "  NOT OK the scenario came to its end\n", $um_double_errors;
		}
	}
}

printf("\nAll scenarios: \n%d passed, %d failed\n", $um_double_totals[0], $um_double_totals[1]);

exit($um_double_totals[1] || ! $um_double_totals[0] ? 1 : 0);
