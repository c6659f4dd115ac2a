<?php
/**
 * The host integration wizard, as far as both generations share it.
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

use WP_Ultimo\Managers\Domain_Manager;

defined('ABSPATH') || exit;

/**
 * Five steps in plain HTML: activation, instructions, config, testing, done (contract dossier §2.1, §2.2).
 */
abstract class Wizard {

	const SLUG = 'wp-ultimo-hosting-integration-wizard';

	/**
	 * The integration, or legacy provider.
	 *
	 * @var object
	 */
	protected $integration;

	/**
	 * The integration that the request names.
	 *
	 * @return object|false
	 */
	protected function find_integration() {

		return Domain_Manager::get_instance()->get_integration_instance(wu_request('integration', ''));
	}

	/**
	 * Saves the step that was sent. It takes both the step's own field and the nonce.
	 *
	 * @return void
	 */
	public function page_loaded() {

		$this->integration = $this->find_integration();

		if (! $this->integration) {
			wp_safe_redirect(network_admin_url('admin.php?page=wp-ultimo-settings'));

			exit;
		}

		$step = $this->get_current_section();

		if (! isset($_REQUEST[ "saving_$step" ])) { // phpcs:ignore WordPress.Security.NonceVerification
			return;
		}

		check_admin_referer("saving_$step", '_wpultimo_nonce');

		$handler = $this->get_sections()[ $step ]['handler'] ?? [$this, 'go_on'];

		call_user_func($handler);
	}

	/**
	 * The steps of this integration.
	 *
	 * @return array
	 */
	public function get_sections() {

		$sections = [
			'activation'   => [
				'title'   => 'Activation',
				'view'    => [$this, 'section_activation'],
				'handler' => [$this, 'handle_activation'],
			],
			'instructions' => [
				'title' => 'Instructions',
				'view'  => [$this, 'section_instructions'],
			],
			'config'       => [
				'title'   => 'Configuration',
				'view'    => [$this, 'section_configuration'],
				'handler' => [$this, 'handle_configuration'],
			],
			'testing'      => [
				'title' => 'Testing Integration',
				'view'  => [$this, 'section_test'],
			],
			'done'         => [
				'title' => 'Ready!',
				'view'  => [$this, 'section_ready'],
			],
		];

		if ($this->integration->supports('no-instructions')) {
			unset($sections['instructions']);
		}

		if ($this->integration->supports('no-config')) {
			unset($sections['config']);
		}

		return $this->filter_sections($sections);
	}

	/**
	 * A generation's filter on the steps.
	 *
	 * @param array $sections Steps.
	 * @return array
	 */
	protected function filter_sections($sections) {

		return $sections;
	}

	/**
	 * Prints the configuration step.
	 *
	 * @return void
	 */
	abstract public function section_configuration();

	/**
	 * Saves the configuration.
	 *
	 * @return void
	 */
	abstract public function handle_configuration();

	/**
	 * The step of the request.
	 *
	 * @return string
	 */
	public function get_current_section() {

		$sections = $this->get_sections();
		$asked    = (string) wu_request('step', '');

		return isset($sections[ $asked ]) ? $asked : (string) array_key_first($sections);
	}

	/**
	 * URL of a step.
	 *
	 * @param string $step Step.
	 * @return string
	 */
	public function get_section_link($step) {

		return wu_network_admin_url(
			self::SLUG,
			[
				'integration' => $this->integration->get_id(),
				'step'        => $step,
			]
		);
	}

	/**
	 * URL of the step after the current one.
	 *
	 * @return string
	 */
	public function get_next_section_link() {

		$steps = array_keys($this->get_sections());
		$next  = array_search($this->get_current_section(), $steps, true) + 1;

		return $this->get_section_link($steps[ $next ] ?? end($steps));
	}

	/**
	 * Goes to the next step.
	 *
	 * @return void
	 */
	public function go_on() {

		wp_safe_redirect($this->get_next_section_link());

		exit;
	}

	/**
	 * Toggles the integration: sent while it is on, it switches it off and stays.
	 *
	 * @return void
	 */
	public function handle_activation() {

		if ($this->integration->is_enabled()) {
			$this->integration->disable();

			return;
		}

		$this->integration->enable();

		$this->go_on();
	}

	/**
	 * Prints the page.
	 *
	 * @return void
	 */
	public function output() {

		$this->integration = $this->integration ?? $this->find_integration();

		$sections = $this->get_sections();
		$step     = $this->get_current_section();

		printf('<div class="wrap wu-wizard" data-step="%s"><h1>%s</h1><ol>', esc_attr($step), esc_html($sections[ $step ]['title']));

		foreach ($sections as $slug => $section) {
			printf('<li><a href="%s">%s</a></li>', esc_url($this->get_section_link($slug)), esc_html($section['title']));
		}

		printf('</ol><form method="post" action="%s">', esc_url($this->get_section_link($step)));
		wp_nonce_field("saving_$step", "saving_$step", false);
		wp_nonce_field("saving_$step", '_wpultimo_nonce');
		call_user_func($sections[ $step ]['view']);
		echo '</form></div>';
	}

	/**
	 * Prints the first step.
	 *
	 * @return void
	 */
	public function section_activation() {

		$lines = $this->integration->get_explainer_lines();

		printf(
			'<img src="%s" alt=""><h2>%s</h2><p>%s</p>',
			esc_url($this->integration->get_logo()),
			esc_html($this->integration->get_title()),
			esc_html($this->integration->get_description())
		);

		foreach (['will' => 'This integration will', 'will_not' => 'This integration will not'] as $key => $title) {
			printf('<h3>%s</h3><ul><li>%s</li></ul>', esc_html($title), implode('</li><li>', array_map('esc_html', $lines[ $key ] ?? [])));
		}

		printf('<button type="submit" name="submit" value="1">%s</button>', $this->integration->is_enabled() ? 'Disable' : 'Activate');
	}

	/**
	 * Prints the integration's instructions.
	 *
	 * @return void
	 */
	public function section_instructions() {

		call_user_func([$this->integration, 'get_instructions']);

		echo '<button type="submit" name="submit" value="1">Go to the Next Step</button>';
	}

	/**
	 * Prints fields.
	 *
	 * @param array    $fields   Fields by name.
	 * @param callable $value_of Gives the value of a name.
	 * @param bool     $disable  Disable those that a constant decides.
	 * @return void
	 */
	protected function print_fields($fields, $value_of, $disable) {

		foreach ($fields as $name => $field) {
			$html_attr = '';

			foreach ($field['html_attr'] ?? [] as $attribute => $value) {
				$html_attr .= sprintf(' %s="%s"', esc_attr($attribute), esc_attr($value));
			}

			$off   = $disable && defined($name) && constant($name);
			$value = call_user_func($value_of, $name, $field);
			$start = sprintf('name="%1$s" id="%1$s"%2$s%3$s', esc_attr($name), $off ? ' disabled' : '', $html_attr);

			printf(
				'<p><label for="%s" title="%s">%s</label> ',
				esc_attr($name),
				esc_attr($field['tooltip'] ?? ''),
				esc_html($field['title'] ?? $name)
			);

			if (($field['type'] ?? 'text') === 'select') {
				echo "<select $start>"; // phpcs:ignore WordPress.Security.EscapeOutput

				foreach ($field['options'] ?? [] as $key => $title) {
					printf('<option value="%s"%s>%s</option>', esc_attr($key), selected((string) $key, (string) $value, false), esc_html($title));
				}

				echo '</select>';
			} else {
				printf(
					'<input type="%s" value="%s" placeholder="%s" %s>',
					esc_attr($field['type'] ?? 'text'),
					esc_attr($value),
					esc_attr($field['placeholder'] ?? ''),
					$start // phpcs:ignore WordPress.Security.EscapeOutput
				);
			}

			$desc = $off ? sprintf('Defined as <code>%s</code> in wp-config.php. Edit your wp-config.php to change this value.', esc_html($name)) : $field['desc'] ?? '';

			printf(' <span class="desc">%s</span></p>', wp_kses_post($desc));
		}
	}

	/**
	 * Prints the test step. The answer goes into the page as HTML, as v-html does it.
	 *
	 * @return void
	 */
	public function section_test() {

		?>
		<p id="wu-test-state">Waiting</p>
		<div id="wu-test-result"></div>
		<button type="button" id="wu-test-again">Test again</button>
		<button type="submit" name="submit" value="1">Go to the Next Step</button>
		<script>
			(function () {
				var ask = function () {
					fetch(<?php echo wp_json_encode(admin_url('admin-ajax.php', 'relative')); ?>, {
						method: 'POST',
						credentials: 'same-origin',
						body: new URLSearchParams({action: 'wu_test_hosting_integration', integration: <?php echo wp_json_encode($this->integration->get_id()); ?>})
					}).then(function (reply) { return reply.json(); }).then(function (reply) {
						var data = reply && reply.data;
						document.getElementById('wu-test-state').textContent = reply && reply.success ? 'Success' : 'Failure';
						document.getElementById('wu-test-result').innerHTML = data && data.message ? data.message : JSON.stringify(data);
					});
				};
				document.getElementById('wu-test-again').addEventListener('click', ask);
				ask();
			})();
		</script>
		<?php
	}

	/**
	 * Prints the last step.
	 *
	 * @return void
	 */
	public function section_ready() {

		printf('<p>We are ready!</p><a href="%s">Go to the settings</a>', esc_url(wu_network_admin_url('wp-ultimo-settings')));
	}
}
