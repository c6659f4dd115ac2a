<?php
/**
 * Settings functions (contract dossier §5).
 *
 * @package UM_Double
 */

defined('ABSPATH') || exit;

/**
 * Reads a setting.
 *
 * @param string $setting       Name.
 * @param mixed  $default_value Default.
 * @return mixed
 */
function wu_get_setting($setting, $default_value = false) {

	return \WP_Ultimo\Settings::get_instance()->get_setting($setting, $default_value);
}

/**
 * Reads a setting as sunrise does: saved values only, without the fields' defaults.
 *
 * @param string $setting       Name.
 * @param mixed  $default_value Default.
 * @return mixed
 */
function wu_get_setting_early($setting, $default_value = false) {

	return \WP_Ultimo\Settings::get_instance()->get_all()[ $setting ] ?? $default_value;
}

/**
 * Saves a setting. Calls the value first if it is callable.
 *
 * @param string $setting Name.
 * @param mixed  $value   Value.
 * @return bool
 */
function wu_save_setting($setting, $value) {

	return \WP_Ultimo\Settings::get_instance()->save_setting($setting, $value);
}

/**
 * Registers a section of the settings page.
 *
 * @param string $section_slug Slug.
 * @param array  $atts         Attributes.
 * @return void
 */
function wu_register_settings_section($section_slug, $atts) {

	\WP_Ultimo\Settings::get_instance()->add_section($section_slug, $atts);
}

/**
 * Registers a field of the settings page.
 *
 * @param string $section_slug Section.
 * @param string $field_slug   Name.
 * @param array  $atts         Attributes.
 * @param int    $priority     Order.
 * @return void
 */
function wu_register_settings_field($section_slug, $field_slug, $atts, $priority = 10) {

	\WP_Ultimo\Settings::get_instance()->add_field($section_slug, $field_slug, $atts, $priority);
}
