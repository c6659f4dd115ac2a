<?php
/**
 * Which generation stands in, and how its classes are found.
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

defined('ABSPATH') || exit;

/**
 * A switch of the double: constant, else environment, else network option, else the default.
 *
 * @param string $name          Such as UM_DOUBLE_GENERATION.
 * @param string $default_value Default.
 * @return string
 */
function choice(string $name, string $default_value): string {

	if (defined($name)) {
		return (string) constant($name);
	}

	$from_environment = getenv($name);

	if (is_string($from_environment) && $from_environment !== '') {
		return $from_environment;
	}

	$stored = get_site_option(strtolower($name), '');

	return is_scalar($stored) && (string) $stored !== '' ? (string) $stored : $default_value;
}

/**
 * Registers a classmap.
 *
 * @param array<string, string> $files Path by class name.
 * @return void
 */
function classmap(array $files): void {

	spl_autoload_register(
		static function ($class_name) use ($files) {
			if (isset($files[ $class_name ])) {
				require_once $files[ $class_name ];
			}
		}
	);
}

$um_double_generation = choice('UM_DOUBLE_GENERATION', 'registry');

if (! in_array($um_double_generation, ['registry', 'legacy'], true)) {
	throw new \UnexpectedValueException("UM_DOUBLE_GENERATION is '$um_double_generation', expected registry or legacy.");
}

defined('UM_DOUBLE_GENERATION') || define('UM_DOUBLE_GENERATION', $um_double_generation);
define('UM_DOUBLE_VERSION', UM_DOUBLE_GENERATION === 'legacy' ? '2.4.10' : '2.4.13-beta.1');

unset($um_double_generation);
