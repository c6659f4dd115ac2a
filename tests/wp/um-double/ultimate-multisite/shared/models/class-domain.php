<?php
/**
 * A mapped domain.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Models;

use WP_Ultimo\Database\Domains\Domain_Query;
use WP_Ultimo\Database\Domains\Domain_Stage;

defined('ABSPATH') || exit;

/**
 * One row of the mapping table (contract dossier §4).
 */
class Domain implements \JsonSerializable {

	use \UM_Double\Internal\Domain_Meta;

	/**
	 * Stages in which the mapping is not served.
	 */
	const INACTIVE_STAGES = [
		Domain_Stage::CHECKING_DNS,
		Domain_Stage::CHECKING_SSL,
		Domain_Stage::FAILED,
		Domain_Stage::SSL_FAILED,
	];

	/**
	 * The row id; 0 if it was not saved.
	 *
	 * @var int
	 */
	protected $id = 0;

	/**
	 * The site as it was given: a WP_Site gives a numeric string.
	 *
	 * @var int|string
	 */
	protected $blog_id;

	/**
	 * The host.
	 *
	 * @var string
	 */
	protected $domain = '';

	/**
	 * Whether it is switched on.
	 *
	 * @var bool
	 */
	protected $active = true;

	/**
	 * Whether it is the site's primary domain.
	 *
	 * @var bool
	 */
	protected $primary_domain = false;

	/**
	 * Whether it is served over HTTPS.
	 *
	 * @var bool
	 */
	protected $secure = false;

	/**
	 * The stage.
	 *
	 * @var string
	 */
	protected $stage = Domain_Stage::CHECKING_DNS;

	/**
	 * When it was created.
	 *
	 * @var string
	 */
	protected $date_created;

	/**
	 * When it was changed.
	 *
	 * @var string
	 */
	protected $date_modified;

	/**
	 * Whether the row read was primary.
	 *
	 * @var bool
	 */
	private $was_primary = false;

	/**
	 * A domain from a row or an array of columns.
	 *
	 * @param array|object|null $row Row.
	 */
	public function __construct($row = null) {

		$this->attributes((array) $row);

		$this->was_primary = $this->exists() && $this->primary_domain;
	}

	/**
	 * Sets several columns.
	 *
	 * @param array $atts Columns.
	 * @return $this
	 */
	public function attributes($atts) {

		if (isset($atts['id'])) {
			$this->id = (int) $atts['id'];
		}

		foreach (array_diff(Domain_Query::COLUMNS, ['id']) as $column) {
			if (array_key_exists($column, $atts)) {
				$this->{"set_$column"}($atts[ $column ]);
			}
		}

		return $this;
	}

	// phpcs:disable Squiz.Commenting.FunctionComment -- one line each, named after what they do.

	public function exists() {
		return (bool) $this->id;
	}

	public function get_id() {
		return $this->id;
	}

	public function get_domain() {
		return $this->domain;
	}

	public function set_domain($domain) {
		$this->domain = strtolower((string) $domain);
	}

	public function get_blog_id() {
		return (int) $this->blog_id;
	}

	public function set_blog_id($blog_id) {
		$this->blog_id = $blog_id;
	}

	public function get_site_id() {
		return $this->get_blog_id();
	}

	public function get_site() {
		return get_site($this->get_blog_id()) ?: false;
	}

	public function get_stage() {
		return $this->stage;
	}

	public function set_stage($stage) {
		$this->stage = (string) $stage;
	}

	public function has_inactive_stage() {
		return in_array($this->get_stage(), self::INACTIVE_STAGES, true);
	}

	public function is_active() {
		return ! $this->has_inactive_stage() && (bool) $this->active;
	}

	public function set_active($active) {
		$this->active = (bool) $active;
	}

	public function is_primary_domain() {
		return (bool) $this->primary_domain;
	}

	public function set_primary_domain($primary_domain) {
		$this->primary_domain = (bool) $primary_domain;
	}

	public function is_secure() {
		return (bool) $this->secure;
	}

	public function set_secure($secure) {
		$this->secure = (bool) $secure;
	}

	public function get_date_created() {
		return $this->date_created;
	}

	public function set_date_created($date_created) {
		$this->date_created = $date_created;
	}

	public function get_date_modified() {
		return $this->date_modified;
	}

	public function set_date_modified($date_modified) {
		$this->date_modified = $date_modified;
	}

	public function get_url($path = '') {
		return ($this->is_secure() ? 'https://' : 'http://') . $this->get_domain() . '/' . $path;
	}

	public function to_array() {
		return [
			'id'             => $this->id,
			'blog_id'        => $this->blog_id,
			'domain'         => $this->domain,
			'active'         => (int) $this->active,
			'primary_domain' => (int) $this->primary_domain,
			'secure'         => (int) $this->secure,
			'stage'          => $this->stage,
			'date_created'   => $this->date_created ?: current_time('mysql', true),
			'date_modified'  => current_time('mysql', true),
		];
	}

	#[\ReturnTypeWillChange]
	public function jsonSerialize() {
		return $this->to_array();
	}

	// phpcs:enable

	/**
	 * Whether DNS leads here. The answer is the test's: 'loopback' for a WordPress that already answers under the
	 * host, true or false for what the public resolvers say.
	 *
	 * @return bool
	 */
	public function has_correct_dns() {

		$answer = \UM_Double\Internal\answer('dns', $this->get_domain(), false);

		if ($answer === 'loopback') {
			return true;
		}

		return apply_filters('wu_domain_has_correct_dns', (bool) $answer, $this, []);
	}

	/**
	 * Whether the host presents a certificate that clients accept.
	 *
	 * @return bool
	 */
	public function has_valid_ssl_certificate() {

		return \WP_Ultimo\Domain_Mapping\Helper::has_valid_ssl_certificate($this->get_domain());
	}

	/**
	 * Saves the row and tells of it.
	 *
	 * @return bool|\WP_Error
	 */
	public function save() {

		$data  = $this->to_array();
		$valid = \UM_Double\Internal\Domain_Validation::check($data);

		if (is_wp_error($valid)) {
			return $valid;
		}

		$new   = ! $this->exists();
		$query = new Domain_Query();

		if ($new) {
			$saved    = $query->add_item($data);
			$this->id = (int) $saved;
		} else {
			$saved = $query->update_item($this->id, $data);
		}

		if (! $saved) {
			return false;
		}

		do_action('wu_model_post_save', 'domain', $data, $data, $this);
		do_action('wu_domain_post_save', $data, $this, $new);

		if ($this->is_primary_domain() && ! $this->was_primary) {
			do_action('wu_domain_became_primary', $this, $this->blog_id, $new);
		}

		$this->was_primary = $this->is_primary_domain();

		wp_cache_flush();

		return true;
	}

	/**
	 * Deletes the row and tells of it.
	 *
	 * @return int|false|\WP_Error Rows deleted.
	 */
	public function delete() {

		if (! $this->exists()) {
			return new \WP_Error('wu_domain_delete_unsaved_item', 'Item not found.');
		}

		do_action('wu_domain_pre_delete', $this);

		$result = (new Domain_Query())->delete_item($this->id);

		do_action('wu_domain_post_delete', $result, $this);

		wp_cache_flush();

		return $result;
	}

	/**
	 * The domains of a site.
	 *
	 * @param int|object $site Site or its id.
	 * @return Domain[]|false
	 */
	public static function get_by_site($site) {

		$domains = wu_get_domains(
			[
				'blog_id' => is_object($site) ? $site->blog_id : $site,
				'number'  => 0,
			]
		);

		return $domains ? $domains : false;
	}

	/**
	 * The domain of a host, or of the first of several hosts that has one.
	 *
	 * @param string|string[] $domain Host or hosts.
	 * @return Domain|null
	 */
	public static function get_by_domain($domain) {

		foreach ((array) $domain as $host) {
			$found = wu_get_domain_by_domain($host);

			if ($found) {
				return $found;
			}
		}

		return null;
	}
}
