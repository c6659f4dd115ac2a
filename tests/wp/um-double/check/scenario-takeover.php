<?php
/**
 * Replacing core's RunCloud integration in the registry (§3.1).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

fresh();

$core = \WP_Ultimo\Integrations\Integration_Registry::get_instance()->get('runcloud');
$core->enable();
$core->save_credentials(['WU_RUNCLOUD_API_TOKEN' => 't', 'WU_RUNCLOUD_SERVER_ID' => '1', 'WU_RUNCLOUD_APP_ID' => '2']);

/**
 * Boots with a companion, adds a domain, runs the queue.
 *
 * @param string $before How the companion hooks in.
 * @return array Calls of the companion, calls of core's, status of the row.
 */
function with_companion(string $before) {

	return elsewhere(
		'require ' . var_export(__DIR__ . '/companion.php', true) . "; $before",
		'\UM_Double\forget_core_calls(); drop_rows(); wu_create_domain(["domain" => "d" . mt_rand() . ".example", "blog_id" => 1]); \UM_Double\run_queue();
		echo json_encode([$GLOBALS["um_double_companion"] ?? [], array_column(\UM_Double\core_calls(), "method"), statuses("wu_add_domain")[0]]);'
	);
}

$on = fn($hook, $body, $priority = 10) => "um_double_early('$hook', function (\$registry = null) { \$registry = \$registry ?: \WP_Ultimo\Integrations\Integration_Registry::get_instance(); $body }, $priority);";

$register = '$registry->register(integration());';
$add      = '$registry->add_capability("runcloud", module());';
$ours     = [['on_add_domain'], [], 'complete'];
$theirs   = [[], ['on_add_domain'], 'complete'];

same($theirs, with_companion(''), 'no companion: core\'s module runs');
same($ours, with_companion($on('wu_register_integrations', $register) . $on('wu_register_capabilities', $add)), 'A, both hooks: the companion only');
same($ours, with_companion($on('wu_register_capabilities', $register . $add)), 'B, both calls in wu_register_capabilities: the companion only');
same($ours, with_companion($on('plugins_loaded', $on('wu_register_capabilities', $register . $add), 11)), 'B attached as late as plugins_loaded 11: the companion only');
same($ours, with_companion($on('wu_register_capabilities', $add)), 'C, the capability alone: the companion only');
same([[], [], 'failed'], with_companion($on('wu_register_integrations', $register)), 'D, the integration alone: core\'s job ends in a TypeError');
same([['on_add_domain'], ['on_add_domain'], 'complete'], with_companion($on('wu_register_capabilities', '$registry->add_capability("runcloud", module("other"));')), 'E, another capability id: both run');
same($theirs, with_companion($on('plugins_loaded', $register . $add, 13)), 'at plugins_loaded 13 it is too late');
same($theirs, with_companion(''), 'the companion gone: core is back with the same credentials');
same(1, elsewhere('require ' . var_export(__DIR__ . '/companion.php', true) . ';' . $on('wu_register_capabilities', $add), 'echo json_encode($GLOBALS["um_double_registered"]);'), 'register_hooks() is called once');

\UM_Double\forget_core_calls();
drop_rows();
with_companion($on('wu_register_integrations', $register));
$log = implode(' ', \UM_Double\rows(['hook' => 'wu_add_domain'])[0]['log']);
ok(str_contains($log, 'get_runcloud()') && str_contains($log, 'RunCloud_Integration'), 'D: the log names get_runcloud()', $log);
