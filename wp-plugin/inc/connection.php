<?php
/**
 * From UM's credentials to a client of the extension.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/** Seconds for one operation: well under the 30 s after which the queue runner ends its batch. */
const BUDGET = 10.0;

/** Seconds for one operation where a person waits: less than web servers leave to a request. */
const PATIENCE = 25.0;

/** Seconds for reading the whole list: many pages and a rate limit, yet less than a job may take (300). */
const READING = 240.0;

/** The message of what is wrong with the extension in this PHP; empty when nothing is. */
function extension_problem(): array {
	$version = phpversion('runcloud');
	if ( ! $version) {
		return message('extension-missing', ['sapi' => PHP_SAPI]);
	}
	$facts = ['version' => $version, 'sapi' => PHP_SAPI, 'needed' => EXTENSION];
	return version_compare($version, EXTENSION, '<') ? message('extension-old', $facts) : [];
}

/** Whether a credential is stored that cannot be decrypted, and nothing else stands in for it. */
function is_unreadable(string $name): bool {
	return '' === credential($name) && get_network_option(null, "wu_hosting_credential_$name");
}

/**
 * Seconds for one operation in this process: few in a job, more where a person waits.
 *
 * @param float|null $seconds What it is from now on.
 */
function budget(?float $seconds = null): float {
	static $budget = BUDGET;
	$budget = $seconds ?? $budget;
	return $budget;
}

/**
 * Seconds for what reads RunCloud's whole list, where budget() was too short and RunCloud does answer.
 *
 * @param float|null $seconds What it is from now on.
 */
function list_budget(?float $seconds = null): float {
	static $budget = READING;
	$budget = $seconds ?? $budget;
	return $budget;
}

/** Whether RunCloud answered anything in the client's last operation. */
function has_answered(\RunCloud\Client $client): bool {
	return in_array(200, array_column($client->exchanges(), 'status'), true);
}

/**
 * A client with the credentials of now.
 *
 * @param float|null $budget Seconds for one operation; budget() unless given.
 * @throws \RunCloud\ConfigurationException When they are missing or unusable.
 */
function client(?float $budget = null): \RunCloud\Client {
	foreach (['WU_RUNCLOUD_SERVER_ID', 'WU_RUNCLOUD_APP_ID'] as $name) {
		$id = trim(credential($name));
		if ( ! ctype_digit($id) || strlen($id) > 18 || (int) $id < 1) {
			/* translators: %s: the name of a constant */
			$wrong = '' === $id ? __('%s is missing. Copy it from the address of the web application\'s page in your RunCloud dashboard, which contains both ids.', 'runcloud') : __('%s is not a number. Copy it from the address of the web application\'s page in your RunCloud dashboard, which contains both ids.', 'runcloud');
			throw new \RunCloud\ConfigurationException(sprintf($wrong, $name));
		}
		$ids[] = (int) $id;
	}
	return new \RunCloud\Client(
		...$ids,
		token: credential('WU_RUNCLOUD_API_TOKEN') ?: null,
		apiKey: credential('WU_RUNCLOUD_API_KEY') ?: null,
		apiSecret: credential('WU_RUNCLOUD_API_SECRET') ?: null,
		timeout: $budget ?? budget(),
	);
}

/** Something that changes when any credential does, and tells none. */
function credentials_mark(): string {
	return wp_hash(implode("\n", array_map(__NAMESPACE__ . '\\credential', array_keys(credential_names()))));
}

/**
 * What is wrong with a value that a person gives for a credential; empty when nothing is.
 *
 * @param string $name  The constant's name.
 * @param string $value The value as it was typed.
 */
function credential_problem(string $name, string $value): string {
	$is_id = str_ends_with($name, '_ID');
	// UM runs every value through sanitize_text_field(), which would store something else than was typed.
	$is_strange = sanitize_text_field($value) !== $value || preg_match('/[^\x21-\x7e]|[\'"\\\\<>]/', $value);
	$problem    = match (true) {
		'' === $value || MASK === $value => '',
		/* translators: %s: the name of a field */
		$is_id && ! ctype_digit($value)  => __('%s was not saved, because it is not a number. Copy the number from the address of the page in your RunCloud dashboard.', 'runcloud'),
		/* translators: %s: the name of a field */
		! $is_id && $is_strange          => __('%s was not saved, because it contains a character that no RunCloud credential has, such as a space, a quote, < or %%20. Copy it again from your RunCloud dashboard.', 'runcloud'),
		default                          => '',
	};
	return sprintf($problem, credential_names()[ $name ]);
}

/**
 * Looks at everything that has to be right, for UM's test button.
 *
 * UM puts the message into the page as HTML and asks nobody who they are, so both are done here.
 *
 * @return true|\WP_Error The first failing check's finding and next step.
 */
function test() {
	if ( ! current_user_can('manage_network')) {
		return new \WP_Error('runcloud-forbidden', esc_html__('Only a network administrator can test the connection.', 'runcloud'));
	}
	list_budget(PATIENCE);
	$problem = extension_problem();
	$failed  = $problem ? finding_of('extension', 'failed', $problem) : test_connection();
	if ( ! $failed) {
		return true;
	}
	$told = esc_html(trim("$failed[finding] $failed[next_step]"));
	return new \WP_Error('runcloud-' . sanitize_key($failed['check']), $told);
}

/** Looks at everything that has to be right in RunCloud; returns the row of the first check that failed, if any. */
function test_connection(): ?array {
	foreach (examine_runcloud() as $row) {
		if ('failed' === $row['status']) {
			return $row;
		}
	}
	forget(PAUSE);
	if (function_exists('wu_get_scheduled_actions')) {
		wake_when_due();
	}
	return null;
}
