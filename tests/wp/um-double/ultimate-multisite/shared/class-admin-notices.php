<?php
/**
 * Admin notices of one request.
 *
 * @package UM_Double
 */

namespace WP_Ultimo;

defined('ABSPATH') || exit;

/**
 * Collects notices per panel and prints them as raw HTML. Nothing is kept between requests but the
 * dismissals, which are user meta (contract dossier §5).
 */
class Admin_Notices {

	use Traits\Singleton;

	/**
	 * User meta with the dismissed keys.
	 */
	const DISMISSED = 'wu_dismissed_admin_notices';

	/**
	 * Notices by panel and key.
	 *
	 * @var array
	 */
	protected $notices = [
		'network-admin' => [],
		'admin'         => [],
		'user'          => [],
	];

	/**
	 * Attaches the printing and dismissing.
	 *
	 * @return void
	 */
	public function init(): void {

		add_action('in_admin_header', [$this, 'display_notices']);
		add_action('wp_ajax_wu_dismiss_admin_notice', [$this, 'ajax_dismiss_admin_notices']);
	}

	/**
	 * Adds a notice; the same key replaces an earlier one.
	 *
	 * @param string       $notice          HTML.
	 * @param string       $type            One of info, warning, error, success.
	 * @param string       $panel           One of network-admin, admin, user.
	 * @param string|false $dismissible_key Key under which a user may dismiss it.
	 * @param array        $actions         Links by key, each with title and url.
	 * @return void
	 */
	public function add($notice, $type = 'success', $panel = 'admin', $dismissible_key = false, $actions = []) {

		$key = $dismissible_key ? $dismissible_key : md5($notice . $type);

		$this->notices[ $panel ][ $key ] = [
			'type'            => $type,
			'message'         => $notice,
			'dismissible_key' => $dismissible_key,
			'actions'         => $actions,
		];
	}

	/**
	 * Notices of a panel, without those the user dismissed.
	 *
	 * @param string $panel  Panel.
	 * @param bool   $filter Leave out dismissed ones.
	 * @return array
	 */
	public function get_notices($panel = 'admin', $filter = true) {

		$notices   = $this->notices[ $panel ] ?? [];
		$dismissed = (array) (get_user_meta(get_current_user_id(), self::DISMISSED, true) ?: []);

		if ($filter) {
			$notices = array_diff_key($notices, array_flip($dismissed));
		}

		return apply_filters('wu_admin_notices', $notices, $this->notices, $panel, $filter, $dismissed);
	}

	/**
	 * Prints the notices of the screen's panel.
	 *
	 * @return void
	 */
	public function display_notices(): void {

		$this->render(is_network_admin() ? 'network-admin' : (is_user_admin() ? 'user' : 'admin'));
	}

	/**
	 * Prints a panel.
	 *
	 * @param string $panel Panel.
	 * @return void
	 */
	protected function render($panel) {

		foreach ($this->get_notices($panel) as $key => $notice) {
			$links = '';

			foreach ($notice['actions'] as $action) {
				$links .= sprintf(' <a class="button" href="%s">%s</a>', esc_url($action['url']), esc_html($action['title']));
			}

			printf(
				'<div class="notice wu-admin-notice notice-%s" data-key="%s"><p>%s%s</p></div>',
				esc_attr($notice['type']),
				esc_attr($notice['dismissible_key'] ? $key : ''),
				$notice['message'], // phpcs:ignore WordPress.Security.EscapeOutput -- raw HTML, as in the real one.
				$links // phpcs:ignore WordPress.Security.EscapeOutput
			);
		}
	}

	/**
	 * Remembers a dismissal for the user.
	 *
	 * @return void
	 */
	public function ajax_dismiss_admin_notices() {

		check_ajax_referer('wu-dismiss-admin-notice', 'nonce');

		$dismissed   = (array) (get_user_meta(get_current_user_id(), self::DISMISSED, true) ?: []);
		$dismissed[] = sanitize_key(wu_request('notice_id', ''));

		update_user_meta(get_current_user_id(), self::DISMISSED, array_unique($dismissed));

		die('1');
	}
}
