<?php
/**
 * Network settings.
 *
 * @package UM_Double
 */

namespace WP_Ultimo;

defined('ABSPATH') || exit;

/**
 * Saved values in one network option; sections and fields are registered per request.
 */
class Settings {

	use Traits\Singleton;

	/**
	 * Network option that holds the saved values.
	 */
	const OPTION = 'wp-ultimo_v2_settings';

	/**
	 * Sections by slug.
	 *
	 * @var array
	 */
	protected $sections = [];

	/**
	 * Attaches the section hooks and registers core's fields.
	 *
	 * @return void
	 */
	public function init(): void {

		$this->add_section('integrations', ['title' => 'Integrations']);
		$this->add_section('domain-mapping', ['title' => 'Domain Mapping']);
		$this->add_section('other', ['title' => 'Other Options']);

		$this->add_field('domain-mapping', 'enable_domain_mapping', ['type' => 'toggle', 'default' => 1]);
		$this->add_field('domain-mapping', 'custom_domains', ['type' => 'toggle', 'default' => 1]);
		$this->add_field('domain-mapping', 'force_admin_redirect', ['type' => 'select', 'default' => 'both']);
		$this->add_field('domain-mapping', 'dns_check_interval', ['type' => 'number', 'default' => 300]);
		$this->add_field('domain-mapping', 'auto_create_www_subdomain', ['type' => 'select', 'default' => 'always']);
		$this->add_field('other', 'error_logging_level', ['type' => 'select', 'default' => 'default']);
		$this->add_field('other', 'enable_api', ['type' => 'toggle', 'default' => 1]);

		add_action('init', [$this, 'announce_sections'], 10);
	}

	/**
	 * Lets integrations add their fields.
	 *
	 * @return void
	 */
	public function announce_sections() {

		if (! WP_Ultimo()->is_loaded()) {
			return;
		}

		do_action('wu_settings_integrations');
		do_action('wu_settings_domain_mapping');
	}

	/**
	 * Registers a section.
	 *
	 * @param string $section_slug Slug.
	 * @param array  $atts         Title, desc, icon.
	 * @return void
	 */
	public function add_section($section_slug, $atts) {

		$this->sections[ $section_slug ] = $atts;
	}

	/**
	 * Registers a field; the list is read on demand, and the last writer of a name wins.
	 *
	 * @param string $section_slug Section.
	 * @param string $field_slug   Name.
	 * @param array  $atts         Type, title, desc, default, tooltip, require, html_attr.
	 * @param int    $priority     Order.
	 * @return void
	 */
	public function add_field($section_slug, $field_slug, $atts, $priority = 10) {

		add_filter(
			"wu_settings_section_{$section_slug}_fields",
			function ($fields) use ($field_slug, $atts) {
				$fields[ $field_slug ] = $atts;

				return $fields;
			},
			$priority
		);
	}

	/**
	 * Sections with their fields.
	 *
	 * @return array
	 */
	public function get_sections() {

		$sections = [];

		foreach ($this->sections as $slug => $atts) {
			$atts['fields']    = apply_filters("wu_settings_section_{$slug}_fields", []);
			$sections[ $slug ] = $atts;
		}

		return $sections;
	}

	/**
	 * Saved values, without defaults.
	 *
	 * @return array
	 */
	public function get_all() {

		$saved = get_network_option(null, self::OPTION, []);

		return is_array($saved) ? $saved : [];
	}

	/**
	 * One value: saved, else the field's default, else the caller's.
	 *
	 * @param string $setting       Name.
	 * @param mixed  $default_value Caller's default.
	 * @return mixed
	 */
	public function get_setting($setting, $default_value = false) {

		$saved = $this->get_all();

		if (array_key_exists($setting, $saved)) {
			$value = $saved[ $setting ];
		} else {
			$value = $default_value;

			foreach ($this->get_sections() as $section) {
				$value = $section['fields'][ $setting ]['default'] ?? $value;
			}
		}

		return apply_filters('wu_get_setting', $value, $setting, $default_value);
	}

	/**
	 * Saves one value.
	 *
	 * A callable value is called first, also a string such as "disabled" (contract dossier §5).
	 *
	 * @param string $setting Name.
	 * @param mixed  $value   Value or callable.
	 * @return bool
	 */
	public function save_setting($setting, $value) {

		if (is_callable($value)) {
			$value = call_user_func($value);
		}

		return $this->save_settings([$setting => $value]) !== false;
	}

	/**
	 * Saves several values; nothing is called.
	 *
	 * @param array $settings_to_save Values by name.
	 * @param bool  $reset            Drop what was saved before.
	 * @return array
	 */
	public function save_settings($settings_to_save = [], $reset = false) {

		$settings = array_merge($reset ? [] : $this->get_all(), $settings_to_save);

		update_network_option(null, self::OPTION, $settings);

		return $settings;
	}
}
