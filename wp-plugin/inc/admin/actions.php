<?php
/**
 * What the buttons of the RunCloud page do.
 *
 * Each is a form that is posted, with a nonce; the script posts it without leaving the page.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

/**
 * Returns the hidden fields of a form.
 *
 * @param array<string, string> $values By name; empty ones are left out.
 */
function hidden_fields(array $values): string {
	$html = '';
	foreach (array_filter($values, 'strlen') as $name => $value) {
		$html .= sprintf('<input type="hidden" name="%s" value="%s">', esc_attr($name), esc_attr($value));
	}
	return $html;
}

/**
 * Returns a button that has something done.
 *
 * @param string $do      The action; see carry_out().
 * @param string $label   The text on the button.
 * @param string $about   The domain that it is about, if it is about one.
 * @param string $confirm A question to ask first; empty for none.
 */
function action_button(string $do, string $label, string $about = '', string $confirm = ''): string {
	$class = 'sync' === $do ? 'button button-primary' : 'button';
	return sprintf(
		'<form method="post" action="%s" class="runcloud-action" data-confirm="%s">%s'
			. '<button type="submit" class="%s" aria-label="%s">%s</button></form>',
		esc_url(network_admin_url('edit.php?action=runcloud')),
		esc_attr($confirm),
		hidden_fields(['_wpnonce' => wp_create_nonce('runcloud'), 'do' => $do, 'about' => $about]),
		esc_attr('' === $about ? $class : 'button-link'),
		// For those who hear the button without its row.
		esc_attr('' === $about ? $label : "$label: $about"),
		esc_html($label)
	);
}

/** Takes a posted action: checks who sent it and whether it was meant first. */
function handle(): void {
	if ('POST' !== ( $_SERVER['REQUEST_METHOD'] ?? '' )) {
		wp_die(esc_html__('A link cannot change anything. Use the buttons on the RunCloud page.', 'runcloud'), 405);
	}
	if ( ! current_user_can('manage_network')) {
		wp_die(esc_html__('Only a network administrator can do this.', 'runcloud'), 403);
	}
	check_admin_referer('runcloud');
	list_budget(PATIENCE);
	try {
		$html = carry_out(sanitize_key($_POST['do'] ?? ''), sanitize_text_field(wp_unslash($_POST['about'] ?? '')));
	} catch (\RuntimeException $error) {
		$html = said('error', told($error));
	}
	// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- it is only compared.
	if (str_contains((string) ($_SERVER['HTTP_ACCEPT'] ?? ''), 'application/json')) {
		wp_send_json(['html' => $html]);
	}
	set_site_transient('runcloud_said_' . get_current_user_id(), $html, MINUTE_IN_SECONDS);
	wp_safe_redirect(wp_get_referer() ?: page_url());
	exit;
}

/**
 * Returns what an action says, as a notice.
 *
 * @param string $level success, warning, error or info.
 * @param string $text  A sentence.
 * @param string $html  HTML below it.
 */
function said(string $level, string $text, string $html = ''): string {
	return sprintf('<div class="notice notice-%s inline"><p>%s</p>%s</div>', esc_attr($level), esc_html($text), $html);
}

/**
 * Does what a button says.
 *
 * @param string $do    The action.
 * @param string $about The domain, the part or the problem that it is about.
 * @return string What there is to say, as HTML.
 * @throws \RuntimeException When it failed; the message says why.
 */
function carry_out(string $do, string $about): string {
	$problem = in_array($do, ['sync', 'revive', 'dismiss'], true) ? [] : extension_problem();
	if ($problem) {
		throw new Failure($problem);
	}
	// One look at RunCloud that hangs is enough to know; what changes something is worth a longer wait.
	budget(in_array($do, ['test', 'refresh'], true) ? BUDGET : PATIENCE);
	$host = host_name($about);
	switch ($do) {
		case 'test':
			$failed = test_connection();
			return $failed
				? said('error', trim("$failed[finding] $failed[next_step]"))
				: said('success', __('RunCloud is connected. The credentials, the server and the web application are correct.', 'runcloud'));
		case 'refresh':
			if (in_array($about, PARTS, true)) {
				look_again($about);
			}
			return '';
		case 'redeploy':
			$result = redeploy_now($host);
			return said(is_requested($result) ? 'success' : 'warning', told_of($result));
		case 'sync':
			ask_sync();
			return said('success', __('The sync has started. It continues if you leave this page.', 'runcloud'));
		case 'retry':
		case 'remove':
			return said('success', told_of(settle_now('retry' === $do ? 'add' : 'remove', $host)));
		case 'follow':
			return said_of_checks($host, follow($host));
		case 'revive':
			$number = revive();
			make_stale('names');
			/* translators: %d: a number */
			return said('success', sprintf(_n('Ultimate Multisite will check %d mapping again.', 'Ultimate Multisite will check %d mappings again.', $number, 'runcloud'), $number));
		case 'dismiss':
			dismiss($about);
			return '';
	}
	return said('error', __('This action does not exist.', 'runcloud'));
}

/** Returns a domain's checks in a list: what is right, and the first thing that is not. */
function said_of_checks(string $host, array $rows): string {
	$list = '';
	foreach (wp_list_filter($rows, ['status' => 'skipped'], 'NOT') as $row) {
		$next  = '<strong>' . esc_html($row['next_step']) . '</strong>';
		$list .= '<li>' . mark($row['status'], $row['finding']) . " $next</li>";
	}
	$level = wp_list_filter($rows, ['status' => 'warning']) ? 'warning' : 'success';
	/* translators: %s: a domain */
	$text = sprintf(__('Checks for %s:', 'runcloud'), $host);
	return said(has_failed($rows) ? 'error' : $level, $text, "<ul class='runcloud-way'>$list</ul>");
}
