<?php
/**
 * The table of the domains, on the RunCloud page.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

if ( ! class_exists('WP_List_Table')) {
	require_once ABSPATH . 'wp-admin/includes/class-wp-list-table.php';
}

/** What is mapped and what RunCloud has, as it was seen last: nothing is asked for it. */
class Domains_Table extends \WP_List_Table {

	/** The screen option that holds how many rows there are on a page. */
	const PER_PAGE = 'runcloud_domains_per_page';

	/** Which rows are listed: what was seen in RunCloud or should be there, and what is being added. */
	const LISTED = "task = %s AND host LIKE %s AND (seen <> '' OR (wish = 'add' AND state <> ''))";

	/**
	 * The messages of names whose DNS points elsewhere, by name.
	 *
	 * @var array<string, array>
	 */
	private array $wrong = [];

	/**
	 * The site and the stage in UM of each name on the page.
	 *
	 * @var array<string, array{site: int, stage: string}>
	 */
	private array $mapped = [];

	/**
	 * The rows of the certificates of the names on the page, by name.
	 *
	 * @var array<string, array>
	 */
	private array $certificates = [];

	/** The words for one row and for many. */
	public function __construct() {
		parent::__construct(['singular' => 'domain', 'plural' => 'domains', 'screen' => get_current_screen()]);
	}

	/** Looks up the rows of the page that is asked for. */
	public function prepare_items(): void {
		$this->_column_headers = [$this->get_columns(), [], $this->get_sortable_columns(), 'name'];
		$this->wrong           = wrong_names();
		$per_page              = $this->get_items_per_page(self::PER_PAGE, 20);
		$conditions            = $this->conditions();
		$view                  = $conditions[ $this->view() ];
		$this->set_pagination_args(['total_items' => $this->count_views()[ $this->view() ], 'per_page' => $per_page]);
		$order       = 'desc' === self::query('order') ? 'DESC' : 'ASC';
		$this->items = rows(
			self::LISTED . ' AND ' . $view,
			"ORDER BY host $order LIMIT %d, %d",
			...[...$this->values(), ( $this->get_pagenum() - 1 ) * $per_page, $per_page]
		);
		$names       = array_column($this->items, 'host');
		if ($names) {
			$this->mapped       = sites_of($names);
			$places             = implode(', ', array_fill(0, count($names), '%s'));
			$found              = rows("task = %s AND host IN ($places)", '', CERTIFICATE, ...$names);
			$this->certificates = array_column($found, null, 'host');
			_prime_site_caches(array_unique(array_column($this->mapped, 'site')), false);
		}
	}

	/** The values of LISTED. */
	private function values(): array {
		return [DOMAIN, '%' . $GLOBALS['wpdb']->esc_like(host_name(self::query('s'))) . '%'];
	}

	/** The views, as conditions of SQL. */
	private function conditions(): array {
		$wrong = implode(', ', array_map(static fn ($name) => "'" . esc_sql($name) . "'", array_keys($this->wrong)));
		return [
			'all'      => '1 = 1',
			'in-place' => "seen = 'in-place'",
			'missing'  => "seen = 'missing'",
			'extra'    => "seen = 'extra'",
			'failed'   => '(erred > 0' . ( $wrong ? " OR host IN ($wrong))" : ')' ),
		];
	}

	/** How many names there are in each view. */
	private function count_views(): array {
		$sums = '';
		foreach ($this->conditions() as $view => $condition) {
			$sums .= ( $sums ? ', ' : '' ) . "SUM($condition) AS `$view`";
		}
		$sql = "SELECT $sums FROM {table} WHERE {own} AND " . self::LISTED;
		return array_map('intval', on_table('get_row', $sql, ...$this->values()));
	}

	/** A part of the address, without what is no text. */
	private static function query(string $name): string {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- it is only shown.
		$value = $_GET[ $name ] ?? '';
		return is_string($value) ? sanitize_text_field(wp_unslash($value)) : '';
	}

	/** The view that is asked for. */
	private function view(): string {
		return array_key_exists(self::query('view'), self::view_names()) ? self::query('view') : 'all';
	}

	/** The views and their names. */
	private static function view_names(): array {
		return [
			'all'      => _x('All', 'view of domains', 'runcloud'),
			'in-place' => _x('In sync', 'view of domains', 'runcloud'),
			'missing'  => _x('Missing', 'view of domains', 'runcloud'),
			'extra'   => _x('Extra', 'view of domains', 'runcloud'),
			'failed'   => _x('Failed', 'view of domains', 'runcloud'),
		];
	}

	/** The links above the table. */
	protected function get_views(): array {
		$links   = [];
		$numbers = $this->count_views();
		foreach (self::view_names() as $view => $label) {
			$links[ $view ] = sprintf(
				'<a href="%s"%s>%s <span class="count">(%s)</span></a>',
				esc_url(page_url(array_filter(['view' => $view, 's' => self::query('s')]))),
				$view === $this->view() ? ' class="current" aria-current="page"' : '',
				esc_html($label),
				esc_html(number_format_i18n($numbers[ $view ]))
			);
		}
		return $links;
	}

	/** The columns and their names. */
	public function get_columns(): array {
		return [
			'name'        => __('Domain', 'runcloud'),
			'state'       => __('State', 'runcloud'),
			'site'        => __('Site', 'runcloud'),
			'www'         => 'www',
			'id'          => __('RunCloud ID', 'runcloud'),
			'certificate' => __('Certificate', 'runcloud'),
			'error'       => __('Last error', 'runcloud'),
		];
	}

	/** The columns that a person may sort by. */
	protected function get_sortable_columns(): array {
		return ['name' => ['name', true]];
	}

	/** The name in the first column, with what can be done about it. */
	public function column_name($item): string {
		return '<strong>' . esc_html($item['host']) . '</strong>';
	}

	/** What can be done about a row. */
	protected function handle_row_actions($item, $column, $primary): string {
		if ($column !== $primary) {
			return '';
		}
		$name    = $item['host'];
		$seen    = $item['seen'];
		$actions = [];
		if ('missing' === $seen || ( $item['erred'] && '' === $seen )) {
			$actions['retry'] = action_button('retry', $item['erred'] ? __('Retry', 'runcloud') : __('Add now', 'runcloud'), $name);
		}
		if (in_array($seen, ['in-place', 'missing', ''], true)) {
			$actions['follow'] = action_button('follow', __('Diagnose', 'runcloud'), $name);
		}
		if ('in-place' === $seen && 'advanced' === fact('ssl', 'mode')) {
			$actions['redeploy'] = action_button('redeploy', __('Redeploy SSL', 'runcloud'), $name);
		}
		if ('extra' === $seen || ( 'in-place' === $seen && 'primary' !== $item['type'] )) {
			$question = 'extra' === $seen
				/* translators: %s: a domain */
				? __('Remove %s from RunCloud?', 'runcloud')
				/* translators: %s: a domain */
				: __('A site in this network uses %s and will stop working. Remove it from RunCloud anyway?', 'runcloud');
			$actions['delete'] = action_button('remove', __('Remove', 'runcloud'), $name, sprintf($question, $name));
		}
		return $this->row_actions($actions);
	}

	/** Where the name stands. */
	public function column_state($item): string {
		$states = [
			'in-place'  => _x('In sync', 'state of a domain', 'runcloud'),
			'missing'   => __('Missing in RunCloud', 'runcloud'),
			'extra'     => __('Extra: no site uses it', 'runcloud'),
			'protected' => 'primary' === $item['type'] ? __('Primary domain', 'runcloud') : __('Protected', 'runcloud'),
			''          => __('Added after the last comparison', 'runcloud'),
			'unusable'  => __('RunCloud cannot accept this name', 'runcloud'),
		];
		return sprintf('<span class="runcloud-state is-%s">%s</span>', esc_attr($item['seen'] ?: 'unlisted'), esc_html($states[ $item['seen'] ]));
	}

	/** The site that has the name. */
	public function column_site($item): string {
		$id   = $this->mapped[ $item['host'] ]['site'] ?? 0;
		$site = $id ? get_site($id) : null;
		if ( ! $site) {
			return $id
				/* translators: %d: the number of a site */
				? esc_html(sprintf(__('Site %d (deleted)', 'runcloud'), $id))
				: self::none();
		}
		$address = network_admin_url("site-info.php?id=$id");
		return sprintf('<a href="%s">%s</a>', esc_url($address), esc_html($site->domain . rtrim($site->path, '/')));
	}

	/** Whether www is served too. */
	public function column_www($item): string {
		$served = ['yes' => __('Yes', 'runcloud'), 'no' => __('No', 'runcloud')][ $item['www'] ] ?? '';
		$wanted = 'yes' === $item['www'] ? __('should be off', 'runcloud') : __('should be on', 'runcloud');
		return '' === $served ? self::none() : esc_html($served . ( $item['www_differs'] ? " – $wanted" : '' ));
	}

	/** RunCloud's number of the entry. */
	public function column_id($item): string {
		return $item['runcloud_id'] ? esc_html((string) $item['runcloud_id']) : self::none();
	}

	/** How the name stands with its certificate. */
	public function column_certificate($item): string {
		if ( ! in_array($item['seen'], ['in-place', 'protected'], true)) {
			return self::none();
		}
		$row   = ( $this->certificates[ $item['host'] ] ?? [] ) + ['state' => '', 'data' => []];
		$basic = 'basic' === fact('ssl', 'mode');
		$until = $basic ? certificate_until() : time_of($row['data']['until'] ?? null);
		$stage = [
			'checking-dns'      => __('waiting for DNS', 'runcloud'),
			'checking-ssl-cert' => __('being checked', 'runcloud'),
			'failed'            => __('DNS never pointed here', 'runcloud'),
			'ssl-failed'        => __('not served', 'runcloud'),
			'done-without-ssl'  => __('not wanted', 'runcloud'),
		][ $this->mapped[ $item['host'] ]['stage'] ?? '' ] ?? '';
		/* translators: %s: a date */
		$dated = $until > time() ? __('valid until %s', 'runcloud') : __('expired on %s', 'runcloud');
		return esc_html(match (true) {
			NOTED === $row['state']                   => __('waiting for the next redeploy', 'runcloud'),
			'' !== $stage                             => $stage,
			$until > 0                                => sprintf($dated, wp_date(get_option('date_format'), $until)),
			$basic && null === fact('ssl', 'method')  => __('none yet', 'runcloud'),
			default                                   => __('unknown', 'runcloud'),
		});
	}

	/** What went wrong last, and when. */
	public function column_error($item): string {
		$error = $item['erred'] ? $item['error'] : $this->wrong[ $item['host'] ] ?? [];
		if ( ! $error) {
			return self::none();
		}
		/* translators: %s: a length of time */
		$ago = $item['erred'] ? ' ' . sprintf(__('(%s ago)', 'runcloud'), human_time_diff($item['erred'])) : '';
		return '<span class="runcloud-error">' . esc_html(in_words($error) . $ago) . '</span>';
	}

	/**
	 * The bar with the pages, in a form of its own: the rows have theirs.
	 *
	 * @param string $which top or bottom.
	 */
	protected function display_tablenav($which): void {
		echo '<form method="get">';
		foreach (array_filter(['page' => 'runcloud'] + array_map(self::query(...), ['view' => 'view', 's' => 's', 'orderby' => 'orderby', 'order' => 'order'])) as $name => $value) {
			printf('<input type="hidden" name="%s" value="%s">', esc_attr($name), esc_attr($value));
		}
		parent::display_tablenav($which);
		echo '</form>';
	}

	/** A cell with nothing to say. */
	private static function none(): string {
		return '<span aria-hidden="true">—</span><span class="screen-reader-text">' . esc_html__('None', 'runcloud') . '</span>';
	}

	/** What stands in place of rows. */
	public function no_items(): void {
		$seen = seen('domains');
		if ( ! $seen['time']) {
			$seen['error'] ? esc_html_e('The list of domains in RunCloud could not be read.', 'runcloud') : esc_html_e('Reading the list of domains in RunCloud …', 'runcloud');
			return;
		}
		'' === self::query('s') && 'all' !== $this->view()
			? esc_html_e('No domains in this state.', 'runcloud')
			: esc_html_e('No domains found.', 'runcloud');
	}
}
