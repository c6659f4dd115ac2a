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
 * A button that has something done.
 *
 * @param string $do      The action; see carry_out().
 * @param string $label   What stands on it.
 * @param string $about   The domain or other thing that it is about.
 * @param string $confirm A question to ask first; empty for none.
 * @param string $class   The button's classes.
 */
function action_button(string $do, string $label, string $about = '', string $confirm = '', string $class = 'button-link'): string {
	static $nonce = '';
	$nonce = $nonce ?: wp_create_nonce('runcloud');
	return sprintf(
		'<form method="post" action="%1$s" class="runcloud-action"%2$s><input type="hidden" name="_wpnonce" value="%3$s"><input type="hidden" name="do" value="%4$s">%5$s<button type="submit" class="%6$s"%7$s>%8$s</button></form>',
		esc_url(network_admin_url('edit.php?action=runcloud')),
		'' === $confirm ? '' : sprintf(' data-confirm="%s"', esc_attr($confirm)),
		esc_attr($nonce),
		esc_attr($do),
		'' === $about ? '' : sprintf('<input type="hidden" name="about" value="%s">', esc_attr($about)),
		esc_attr($class),
		// For those who hear the button without its row.
		'' === $about ? '' : sprintf(' aria-label="%s"', esc_attr("$label: $about")),
		esc_html($label)
	);
}

/** Takes a posted action: who may, and whether it was meant, first. */
function handle(): void {
	if ('POST' !== ($_SERVER['REQUEST_METHOD'] ?? '')) {
		wp_die(esc_html__('A link cannot change anything. Use the buttons on the RunCloud page.', 'runcloud'), 405);
	}
	if ( ! current_user_can('manage_network')) {
		wp_die(esc_html__('Only a network administrator can do this.', 'runcloud'), 403);
	}
	check_admin_referer('runcloud');
	list_budget(PATIENCE);
	$do    = sanitize_key(is_string($_POST['do'] ?? null) ? $_POST['do'] : '');
	$about = sanitize_text_field(wp_unslash(is_string($_POST['about'] ?? null) ? $_POST['about'] : ''));
	try {
		[$level, $said] = carry_out($do, $about);
	} catch (\RuntimeException $error) {
		[$level, $said] = ['error', said(told($error))];
	}
	$html = '' === $said ? '' : sprintf('<div class="notice notice-%s inline">%s</div>', esc_attr($level), $said);
	// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- it is only compared.
	if (str_contains((string) ($_SERVER['HTTP_ACCEPT'] ?? ''), 'application/json')) {
		wp_send_json(['level' => $level, 'html' => $html]);
	}
	set_site_transient('runcloud_said_' . get_current_user_id(), $html, MINUTE_IN_SECONDS);
	wp_safe_redirect(wp_get_referer() ?: page_url());
	exit;
}

/** What the last action of this user said, once. */
function take_said(): string {
	$name = 'runcloud_said_' . get_current_user_id();
	$said = get_site_transient($name);
	delete_site_transient($name);
	return is_string($said) ? $said : '';
}

/** A sentence as a paragraph. */
function said(string $text): string {
	return '<p>' . esc_html($text) . '</p>';
}

/**
 * Does what a button says.
 *
 * @param string $do    The action.
 * @param string $about The domain, the part or the problem that it is about.
 * @return array{0: string, 1: string} success, warning, error or info; and what there is to say, as HTML.
 * @throws \RuntimeException When it failed; the message says why.
 */
function carry_out(string $do, string $about): array {
	$problem = in_array($do, ['test', 'refresh', 'redeploy', 'retry', 'remove', 'follow'], true) ? extension_problem() : [];
	if ($problem) {
		return ['error', said(in_words($problem))];
	}
	$host = host_name($about);
	// One look at RunCloud that hangs is enough to know; what changes something is worth a longer wait.
	if ( ! in_array($do, ['test', 'refresh'], true)) {
		budget(PATIENCE);
	}
	switch ($do) {
		case 'test':
			$failed = test_connection();
			return $failed ? ['error', said(trim("$failed[finding] $failed[next_step]"))] : ['success', said(__('RunCloud is connected. The credentials, the server and the web application are correct.', 'runcloud'))];
		case 'refresh':
			return in_array($about, PARTS, true) && '' === look_again($about) ? ['success', ''] : ['error', ''];
		case 'redeploy':
			$result = redeploy_now($host);
			return [is_requested($result) ? 'success' : 'warning', said(told_of($result))];
		case 'sync':
			ask_sync();
			return ['success', said(__('The sync has started. It continues if you leave this page.', 'runcloud'))];
		case 'retry':
		case 'remove':
			return ['success', said(told_of(settle_now('retry' === $do ? 'add' : 'remove', $host)))];
		case 'follow':
			return said_rows($host, follow($host));
		case 'revive':
			$number = revive();
			make_stale('names');
			/* translators: %d: a number */
			return ['success', said(sprintf(_n('Ultimate Multisite will check %d mapping again.', 'Ultimate Multisite will check %d mappings again.', $number, 'runcloud'), $number))];
		case 'dismiss':
			dismiss($about);
			return ['success', ''];
	}
	return ['error', said(__('This action does not exist.', 'runcloud'))];
}

/** One name's way in a list: what is right, and the first thing that is not. */
function said_rows(string $host, array $rows): array {
	/* translators: %s: a domain */
	$html = said(sprintf(__('Checks for %s:', 'runcloud'), $host)) . '<ul class="runcloud-way">';
	foreach ($rows as $row) {
		if ('skipped' !== $row['status']) {
			$html .= sprintf('<li>%s %s</li>', mark($row['status'], $row['finding']), '' === $row['next_step'] ? '' : '<strong>' . esc_html($row['next_step']) . '</strong>');
		}
	}
	$status = array_column($rows, 'status');
	return [in_array('failed', $status, true) ? 'error' : (in_array('warning', $status, true) ? 'warning' : 'success'), "$html</ul>"];
}
