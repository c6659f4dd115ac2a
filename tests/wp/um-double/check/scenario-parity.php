<?php
/**
 * The two flavours of the base classes differ in their signatures' types and in nothing else (§11, 12).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

$folder = dirname(__DIR__) . '/ultimate-multisite/registry';

foreach (glob("$folder/typed/*.php") as $file) {
	$typed   = file_get_contents($file);
	$untyped = file_get_contents("$folder/untyped/" . basename($file));

	$without = preg_replace_callback(
		'/(function \w+)\(([^)]*)\)((?::\s*\??[A-Za-z_\\\\]+)?)/',
		fn($found) => "$found[1](" . preg_replace('/\??[A-Za-z_\\\\]+\s+(\$)/', '$1', $found[2]) . ')',
		$typed
	);

	ok($typed !== $untyped, basename($file) . ' has types in one flavour');
	same($without, $untyped, basename($file) . ' is otherwise the same in the other');
}
