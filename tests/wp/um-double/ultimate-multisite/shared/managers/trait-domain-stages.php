<?php
/**
 * The stage machine.
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

use WP_Ultimo\Database\Domains\Domain_Stage;

defined('ABSPATH') || exit;

/**
 * One job checks one stage of one domain once (contract dossier §4).
 */
trait Domain_Stages {

	/**
	 * Attaches the job.
	 *
	 * @return void
	 */
	protected function listen_to_stages() {

		add_action('wu_async_process_domain_stage', [$this, 'async_process_domain_stage'], 10, 2);
	}

	/**
	 * Checks the stage of a domain.
	 *
	 * @param int $domain_id Id.
	 * @param int $tries     Checks done before.
	 * @return void
	 */
	public function async_process_domain_stage($domain_id, $tries = 0) {

		$domain = wu_get_domain($domain_id);

		if (! $domain) {
			return;
		}

		$max_tries = apply_filters('wu_async_process_domain_stage_max_tries', 5, $domain);

		++$tries;

		if ($domain->get_stage() === Domain_Stage::CHECKING_DNS) {
			$this->check_dns($domain, $tries, $max_tries);
		} elseif ($domain->get_stage() === Domain_Stage::CHECKING_SSL) {
			$this->check_ssl($domain, $tries, $max_tries);
		}
	}

	/**
	 * The DNS check. When it passes, the first SSL check is queued before anyone hears of it.
	 *
	 * @param \WP_Ultimo\Models\Domain $domain    Domain.
	 * @param int                      $tries     This check's number.
	 * @param int                      $max_tries Number after which a failure is final.
	 * @return void
	 */
	protected function check_dns($domain, $tries, $max_tries) {

		$handle = 'domain-' . $domain->get_domain();

		wu_log_add($handle, "Starting Check for {$domain->get_domain()}: DNS");

		if ($domain->has_correct_dns()) {
			$domain->set_stage(Domain_Stage::CHECKING_SSL);
			$domain->save();

			wu_log_add($handle, '- DNS propagation finished, advancing domain to next step...');

			wu_enqueue_async_action(
				'wu_async_process_domain_stage',
				[
					'domain_id' => $domain->get_id(),
					'tries'     => 0,
				],
				'domain'
			);

			do_action('wu_domain_manager_dns_propagation_finished', $domain);

			return;
		}

		if ($tries > $max_tries) {
			$domain->set_stage(Domain_Stage::FAILED);
			$domain->save();

			wu_log_add($handle, '- DNS propagation checks tried for the max amount of times. Marking domain as failed.');

			return;
		}

		$this->try_again($domain, $tries);
	}

	/**
	 * The certificate check.
	 *
	 * @param \WP_Ultimo\Models\Domain $domain    Domain.
	 * @param int                      $tries     This check's number.
	 * @param int                      $max_tries Number after which a failure is final.
	 * @return void
	 */
	protected function check_ssl($domain, $tries, $max_tries) {

		$handle = 'domain-' . $domain->get_domain();

		wu_log_add($handle, "Starting Check for {$domain->get_domain()}: SSL");

		if ($domain->has_valid_ssl_certificate()) {
			$domain->set_stage(Domain_Stage::DONE);
			$domain->set_secure(true);
			$domain->save();

			wu_log_add($handle, '- Valid SSL cert found. Marking domain as done.');

			return;
		}

		if ($tries > $max_tries) {
			$domain->set_stage(Domain_Stage::SSL_FAILED);
			$domain->save();

			wu_log_add($handle, '- SSL checks tried for the max amount of times. Marking domain as ready without SSL.');

			return;
		}

		$this->try_again($domain, $tries);
	}

	/**
	 * Schedules the next check.
	 *
	 * @param \WP_Ultimo\Models\Domain $domain Domain.
	 * @param int                      $tries  Checks done.
	 * @return void
	 */
	protected function try_again($domain, $tries) {

		$seconds = max(10, min(300, (int) wu_get_setting('dns_check_interval', 300)));

		wu_log_add(
			'domain-' . $domain->get_domain(),
			sprintf('- Check failed, trying again in %s...', apply_filters('wu_async_process_domains_try_again_time', $seconds, $domain))
		);

		wu_schedule_single_action(
			time() + $seconds,
			'wu_async_process_domain_stage',
			[
				'domain_id' => $domain->get_id(),
				'tries'     => $tries,
			],
			'domain'
		);
	}
}
