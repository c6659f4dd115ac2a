<?php
/**
 * The second part of the controls: pages and buttons, driven without a browser, as the current user.
 *
 * @package UM_Double
 */

namespace UM_Double;

defined('ABSPATH') || exit;

/**
 * A page of the network admin, with its load hook, as a request would run it.
 *
 * @param object $page  Page object.
 * @param array  $query Query string.
 * @param array  $post  Form; empty for a GET.
 * @return array{html: string, redirect: string|null, denied: string|null} Where it redirected instead of printing; or
 *                                                                         why it refused.
 */
function visit($page, array $query, array $post = []): array {

	$before   = [$_GET, $_POST, $_REQUEST]; // phpcs:ignore WordPress.Security.NonceVerification
	$_GET     = wp_slash($query);
	$_POST    = wp_slash($post);
	$_REQUEST = array_merge($_GET, $_POST);
	$result   = [
		'html'     => '',
		'redirect' => null,
		'denied'   => null,
	];

	$stop = function ($kind) use (&$result) {
		return function ($text) use ($kind, &$result) {
			$result[ $kind ] = is_wp_error($text) ? $text->get_error_message() : (string) $text;

			throw new Internal\Request_Ended();
		};
	};

	$redirected = $stop('redirect');
	$denied     = $stop('denied');
	$handler    = fn() => $denied;

	add_filter('wp_redirect', $redirected, PHP_INT_MAX);
	add_filter('wp_die_handler', $handler, PHP_INT_MAX);
	ob_start();

	try {
		if (! current_user_can('manage_network')) {
			wp_die('Sorry, you are not allowed to access this page.', 403);
		}

		$page->page_loaded();
		$page->output();

		$result['html'] = ob_get_contents();
	} catch (Internal\Request_Ended $ended) {
		$result['html'] = '';
	} finally {
		ob_end_clean();
		remove_filter('wp_redirect', $redirected, PHP_INT_MAX);
		remove_filter('wp_die_handler', $handler, PHP_INT_MAX);
		[$_GET, $_POST, $_REQUEST] = $before;
	}

	return $result;
}

/**
 * Shows a step of the wizard.
 *
 * @param string $integration Integration id.
 * @param string $step        Step.
 * @param array  $query       Further query arguments.
 * @return array See visit().
 */
function wizard_show(string $integration, string $step, array $query = []): array {

	return visit(new \WP_Ultimo\Admin_Pages\Hosting_Integration_Wizard_Admin_Page(), compact('integration', 'step') + $query);
}

/**
 * Sends a step of the wizard with valid nonces.
 *
 * @param string $integration Integration id.
 * @param string $step        Step.
 * @param array  $form        Fields; 'submit' is '1' unless given, '0' is the legacy "Add manually". Give null for
 *                            saving_<step> or _wpultimo_nonce to leave it out.
 * @return array See visit().
 */
function wizard_submit(string $integration, string $step, array $form = []): array {

	$form += [
		"saving_$step"    => wp_create_nonce("saving_$step"),
		'_wpultimo_nonce' => wp_create_nonce("saving_$step"),
		'submit'          => '1',
	];

	return visit(
		new \WP_Ultimo\Admin_Pages\Hosting_Integration_Wizard_Admin_Page(),
		compact('integration', 'step'),
		array_filter($form, fn($value) => $value !== null)
	);
}

/**
 * Presses the wizard's test button.
 *
 * @param string $integration Integration id.
 * @return array{status: int, body: string, json: mixed}
 */
function test_button(string $integration): array {

	if (! is_user_logged_in()) {
		return [
			'status' => 400,
			'body'   => '0',
			'json'   => 0,
		];
	}

	$before                  = $_REQUEST; // phpcs:ignore WordPress.Security.NonceVerification
	$_REQUEST['integration'] = $integration;

	$end = fn() => function ($text = '') {
		echo is_scalar($text) ? $text : ''; // phpcs:ignore WordPress.Security.EscapeOutput

		throw new Internal\Request_Ended();
	};

	add_filter('wp_doing_ajax', '__return_true');
	add_filter('wp_die_ajax_handler', $end, PHP_INT_MAX);
	add_filter('wp_die_json_handler', $end, PHP_INT_MAX);
	ob_start();

	try {
		do_action('wp_ajax_wu_test_hosting_integration');
		wp_die('0');
	} catch (Internal\Request_Ended $ended) {
		$body = ob_get_contents();
	} finally {
		ob_end_clean();
		remove_filter('wp_doing_ajax', '__return_true');
		remove_filter('wp_die_ajax_handler', $end, PHP_INT_MAX);
		remove_filter('wp_die_json_handler', $end, PHP_INT_MAX);
		$_REQUEST = $before;
	}

	return [
		'status' => 200,
		'body'   => $body,
		'json'   => json_decode($body, true),
	];
}

/**
 * Shows the edit page of a domain.
 *
 * @param int $domain_id Id.
 * @return array See visit().
 */
function domain_show(int $domain_id): array {

	return visit(new \WP_Ultimo\Admin_Pages\Domain_Edit_Admin_Page(), ['id' => $domain_id]);
}

/**
 * Sets the stage of a domain on its edit page, which queues the check again.
 *
 * @param int    $domain_id Id.
 * @param string $stage     Stage.
 * @return array See visit().
 */
function domain_submit(int $domain_id, string $stage): array {

	return visit(
		new \WP_Ultimo\Admin_Pages\Domain_Edit_Admin_Page(),
		['id' => $domain_id],
		[
			'stage'           => $stage,
			'saving_domain'   => '1',
			'_wpultimo_nonce' => wp_create_nonce('saving_domain'),
		]
	);
}
