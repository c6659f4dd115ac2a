<?php
/**
 * Boots WordPress with the double for one scenario and counts.
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

use RunCloud\Tests\Scratch;

require_once dirname(__DIR__, 2) . '/support/autoload.php';

require __DIR__ . '/preset.php';

$GLOBALS['um_double_passed'] = 0;
$GLOBALS['um_double_failed'] = 0;

/**
 * Counts a fact.
 *
 * @param bool   $holds   Whether it holds.
 * @param string $fact    The fact.
 * @param string $details What was seen instead.
 * @return void
 */
function ok(bool $holds, string $fact, string $details = ''): void {

	++$GLOBALS[ $holds ? 'um_double_passed' : 'um_double_failed' ];

	echo $holds ? '  ok ' : '  NOT OK ', $fact, $holds || $details === '' ? '' : "\n         $details", "\n";
}

/**
 * Counts an equality, types included.
 *
 * @param mixed  $expected Expected.
 * @param mixed  $seen     Seen.
 * @param string $fact     The fact.
 * @return void
 */
function same($expected, $seen, string $fact): void {

	ok($expected === $seen, $fact, $expected === $seen ? '' : 'expected ' . json_encode($expected) . ', seen ' . json_encode($seen));
}

/**
 * What a callback throws.
 *
 * @param callable $callback Callback.
 * @return string|null Class name.
 */
function thrown(callable $callback): ?string {

	try {
		$callback();
	} catch (\Throwable $e) {
		return get_class($e);
	}

	return null;
}

/**
 * Runs PHP code in a process of its own, in which WordPress boots with the double.
 *
 * @param string $before      Code before WordPress, without the opening tag.
 * @param string $code        Code after it; what it prints as JSON on the last line is returned.
 * @param array  $environment Environment beside the current one.
 * @return mixed What it printed, decoded; the raw text if that is no JSON.
 */
function elsewhere(string $before, string $code, array $environment = []) {

	$file = Scratch::make('um-double') . '/code.php';

	file_put_contents(
		$file,
		'<?php namespace UM_Double\\Check; require ' . var_export(__DIR__ . '/harness.php', true) . '; $um_double_path = ' . var_export($GLOBALS['um_double_path'], true) . ";\n"
		. "$before;\nrequire " . var_export(dirname(__DIR__) . '/boot-wordpress.php', true) . ";\n$code;\n"
	);

	$process = proc_open(
		[PHP_BINARY, '-d', 'display_errors=1', '-d', 'html_errors=0', $file],
		[1 => ['pipe', 'w'], 2 => ['redirect', 1]],
		$pipes,
		null,
		$environment + getenv()
	);

	$output = trim(stream_get_contents($pipes[1]));

	proc_close($process);
	Scratch::remove(dirname($file));

	$lines = explode("\n", $output);

	return json_decode(end($lines), true) ?? $output;
}

/**
 * Starts the runner of the queue in a process of its own.
 *
 * @param string[] $arguments Arguments beside --path.
 * @return array{0: resource, 1: resource} Process and its output.
 */
function start_runner(array $arguments = []): array {

	$process = proc_open(
		array_merge(
			[PHP_BINARY, '-d', 'display_errors=stderr', '-d', 'auto_prepend_file=' . __DIR__ . '/preset-companion.php', dirname(__DIR__) . '/run-queue.php', '--path=' . $GLOBALS['um_double_path']],
			$arguments
		),
		[1 => ['pipe', 'w'], 2 => ['file', '/dev/null', 'w']],
		$pipes
	);

	return [$process, $pipes[1]];
}

/**
 * Waits for a runner.
 *
 * @param array $runner From start_runner().
 * @return array{0: int, 1: string} Exit code, -1 for a signal, and output.
 */
function finish_runner(array $runner): array {

	$output = stream_get_contents($runner[1]);

	return [proc_close($runner[0]), trim($output)];
}

/**
 * A fresh, finished set-up.
 *
 * @return void
 */
function fresh(): void {

	\UM_Double\install();
	\UM_Double\reset();
	\UM_Double\finish_setup();
}

/**
 * Makes a subdomain site.
 *
 * @param string $host Host, or a label below the network's.
 * @param string $path Path.
 * @return int Site id.
 */
function make_site(string $host, string $path = '/'): int {

	$domain = strpos($host, '.') ? $host : "$host." . get_network()->domain;
	$id     = wp_insert_site(
		[
			'domain'     => $domain,
			'path'       => $path,
			'network_id' => get_current_network_id(),
			'user_id'    => 1,
		]
	);

	if (is_wp_error($id)) {
		throw new \RuntimeException("$domain$path: " . $id->get_error_message());
	}

	$GLOBALS['um_double_sites'][ $id ] = $id;

	return $id;
}

/**
 * Hooks of the queue's rows, in order.
 *
 * @param array $where See UM_Double\rows().
 * @return string[]
 */
function hooks(array $where = []): array {

	return array_column(\UM_Double\rows($where), 'hook');
}

/**
 * Statuses of a hook's rows, in order.
 *
 * @param string $hook Hook.
 * @return string[]
 */
function statuses(string $hook): array {

	return array_column(\UM_Double\rows(compact('hook')), 'status');
}

/**
 * Empties the queue.
 *
 * @return void
 */
function drop_rows(): void {

	wu_switch_blog_and_run([\UM_Double\Internal\Queue_Tables::class, 'clear']);
}

register_shutdown_function(
	function () {
		if (! isset($GLOBALS['um_double_scenario'])) {
			return;
		}

		foreach ($GLOBALS['um_double_sites'] ?? [] as $id) {
			if (get_site($id)) {
				wp_delete_site($id);
			}
		}

		if (function_exists('UM_Double\reset')) {
			\UM_Double\reset();
		}

		ok(! empty($GLOBALS['um_double_finished']), 'the scenario came to its end');
		same([], $GLOBALS['um_double_errors'], 'no PHP warning came from the double');

		echo "{$GLOBALS['um_double_passed']} passed, {$GLOBALS['um_double_failed']} failed\n";
	}
);
