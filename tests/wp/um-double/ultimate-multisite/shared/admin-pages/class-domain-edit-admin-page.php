<?php
/**
 * The edit page of a domain.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Admin_Pages;

use WP_Ultimo\Database\Domains\Domain_Stage;
use WP_Ultimo\Logger;

defined('ABSPATH') || exit;

/**
 * Sets the stage and queues its check again; shows the log of the host. The host cannot be changed here.
 */
class Domain_Edit_Admin_Page {

	/**
	 * Saves.
	 *
	 * @return void
	 */
	public function page_loaded() {

		$domain = wu_get_domain((int) wu_request('id'));

		if (! $domain || ! wu_request('saving_domain')) {
			return;
		}

		check_admin_referer('saving_domain', '_wpultimo_nonce');

		$domain->set_stage(sanitize_key(wu_request('stage')));

		if ($domain->save() !== true) {
			return;
		}

		wu_enqueue_async_action(
			'wu_async_process_domain_stage',
			[
				'domain_id' => $domain->get_id(),
				'tries'     => 0,
			],
			'domain'
		);

		wp_safe_redirect(wu_network_admin_url('wp-ultimo-edit-domain', ['id' => $domain->get_id(), 'updated' => 1]));

		exit;
	}

	/**
	 * Prints the page.
	 *
	 * @return void
	 */
	public function output() {

		$domain = wu_get_domain((int) wu_request('id'));

		if (! $domain) {
			echo '<div class="wrap"><p>Domain not found.</p></div>';

			return;
		}

		$handle = 'domain-' . $domain->get_domain();

		printf('<div class="wrap"><h1>Edit Domain</h1><p class="wu-domain">%s</p>', esc_html($domain->get_domain()));
		echo '<form method="post"><input type="hidden" name="saving_domain" value="1">';
		wp_nonce_field('saving_domain', '_wpultimo_nonce');
		echo '<select name="stage">';

		foreach (Domain_Stage::get_options() as $stage) {
			printf('<option value="%1$s"%2$s>%1$s</option>', esc_attr($stage), selected($stage, $domain->get_stage(), false));
		}

		echo '</select><button type="submit" class="button button-primary">Save Domain</button></form>';
		printf(
			'<h2>Logs</h2><pre class="wu-log" data-handle="%s">%s</pre></div>',
			esc_attr($handle),
			esc_html(implode("\n", Logger::read_lines($handle, 5000)))
		);
	}
}
