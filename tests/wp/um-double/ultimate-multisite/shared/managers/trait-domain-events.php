<?php
/**
 * From rows and sites to queued host events.
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

defined('ABSPATH') || exit;

/**
 * The order and the types are those of contract dossier §1.1; a site's id stays the numeric string that WP_Site has.
 */
trait Domain_Events {

	/**
	 * Attaches the listeners.
	 *
	 * @return void
	 */
	protected function listen_to_domains() {

		add_action('wu_transition_domain_domain', [$this, 'send_domain_to_host'], 10, 3);
		add_action('wu_domain_post_delete', [$this, 'handle_domain_deleted'], 10, 2);
		add_action('wp_insert_site', [$this, 'handle_site_created']);
		add_action('wp_delete_site', [$this, 'handle_site_deleted']);
	}

	/**
	 * Queues the add of a new or renamed host. The old name of a renamed one is told to nobody.
	 *
	 * @param string $old_value Old host, or 'new'.
	 * @param string $new_value New host.
	 * @param int    $item_id   Row id.
	 * @return void
	 */
	public function send_domain_to_host($old_value, $new_value, $item_id) {

		if ($old_value === $new_value) {
			return;
		}

		$args = [
			'domain'  => $new_value,
			'site_id' => wu_get_domain($item_id)->get_site_id(),
		];

		$this->enqueue_add('wu_add_domain', $args);

		if (UM_DOUBLE_GENERATION === 'registry') {
			do_action('wu_domain_added', $args['domain'], $args['site_id']);
		}
	}

	/**
	 * Queues the removal of a deleted domain and empties its log.
	 *
	 * @param int|bool                    $result Rows deleted.
	 * @param \WP_Ultimo\Models\Domain $domain The domain.
	 * @return void
	 */
	public function handle_domain_deleted($result, $domain) {

		if (! $result) {
			return;
		}

		$args = [
			'domain'  => $domain->get_domain(),
			'site_id' => $domain->get_site_id(),
		];

		wu_enqueue_async_action('wu_remove_domain', $args, 'domain');

		$handle = 'domain-' . $domain->get_domain();

		wu_log_clear($handle);
		wu_log_add($handle, 'Domain deleted and logs cleared...');

		if (UM_DOUBLE_GENERATION === 'registry') {
			do_action('wu_domain_removed', $args['domain'], $args['site_id']);
		}
	}

	/**
	 * Queues the add of a new site's host, then gives the site a domain of its own.
	 *
	 * @param \WP_Site $site Site.
	 * @return void
	 */
	public function handle_site_created($site) {

		if (! $this->is_subdomain_site($site)) {
			return;
		}

		$this->enqueue_add(
			'wu_add_subdomain',
			[
				'subdomain' => $site->domain,
				'site_id'   => $site->blog_id,
			]
		);

		$domain = wu_create_domain(
			[
				'blog_id'        => $site->blog_id,
				'domain'         => $site->domain,
				'primary_domain' => true,
			]
		);

		if (is_wp_error($domain)) {
			wu_log_add("domain-{$site->domain}", $domain, 'error');

			return;
		}

		// A second chain beside the one wu_create_domain() started: what the real one does (contract dossier §1.2).
		wu_enqueue_async_action('wu_async_process_domain_stage', ['domain_id' => $domain->get_id()], 'domain');
	}

	/**
	 * Queues the removal of a deleted site's host.
	 *
	 * @param \WP_Site $site Site; its row is gone already.
	 * @return void
	 */
	public function handle_site_deleted($site) {

		if ($this->is_subdomain_site($site)) {
			wu_enqueue_async_action(
				'wu_remove_subdomain',
				[
					'subdomain' => $site->domain,
					'site_id'   => $site->blog_id,
				],
				'domain'
			);
		}
	}

	/**
	 * Whether a site counts as a subdomain: any host other than the network's does, also a foreign one.
	 *
	 * @param \WP_Site $site Site.
	 * @return bool
	 */
	protected function is_subdomain_site($site) {

		return str_replace(get_current_site()->domain, '', $site->domain) !== '';
	}

	/**
	 * Queues an add; guarded by has_action() where the test has chosen the newer releases' habit.
	 *
	 * @param string $hook Hook.
	 * @param array  $args Arguments.
	 * @return void
	 */
	protected function enqueue_add($hook, $args) {

		if (choice('UM_DOUBLE_GUARD', '0') === '1' && ! has_action($hook)) {
			return;
		}

		wu_enqueue_async_action($hook, $args, 'domain');
	}
}
