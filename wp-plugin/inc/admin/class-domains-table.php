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

	/**
	 * All names that match the search, by name.
	 *
	 * @var array<string, array>
	 */
	private array $found = [];

	/**
	 * What was wrong with a name last, by name.
	 *
	 * @var array<string, array{error: string, failed: int}>
	 */
	private array $errors = [];

	/**
	 * Those of them that an attempt at the name left.
	 *
	 * @var array<string, array{error: string, failed: int}>
	 */
	private array $attempts = [];

	/**
	 * The mappings of the names on the page, by name.
	 *
	 * @var array<string, object>
	 */
	private array $mappings = [];

	/**
	 * The site of each host.
	 *
	 * @var array<string, int>
	 */
	private array $sites = [];

	/**
	 * The names that wait for a certificate.
	 *
	 * @var array<string, int>
	 */
	private array $waiting = [];

	/** The words for one row and for many. */
	public function __construct() {
		parent::__construct(['singular' => 'domain', 'plural' => 'domains', 'screen' => get_current_screen()]);
	}

	/** Looks up the rows of the page that is asked for. */
	public function prepare_items(): void {
		$this->_column_headers = [$this->get_columns(), [], $this->get_sortable_columns(), 'name'];
		$this->attempts        = domain_errors();
		$this->errors          = $this->attempts + array_map(static fn ($row) => ['error' => $row, 'failed' => 0], wrong_names());
		$search                = host_name(self::query('s'));
		$listed                = seen('domains')['data'];
		// A name that was mapped after the comparison, or that a wildcard serves.
		$unlisted              = array_map('strval', array_keys(array_diff_key($this->errors, $listed)));
		$unlisted              = $unlisted ? wu_get_domains(['number' => 0, 'domain__in' => $unlisted, 'fields' => 'domain']) : [];
		$this->found           = array_filter(
			$listed + array_fill_keys($unlisted, ['state' => 'unlisted']),
			static fn ($name) => '' === $search || str_contains((string) $name, $search),
			ARRAY_FILTER_USE_KEY
		);
		$rows = $this->of_view($this->view());
		'desc' === self::query('order') ? krsort($rows, SORT_STRING) : ksort($rows, SORT_STRING);
		$per_page = $this->get_items_per_page(self::PER_PAGE, 20);
		$this->set_pagination_args(['total_items' => count($rows), 'per_page' => $per_page]);
		foreach (array_slice($rows, ($this->get_pagenum() - 1) * $per_page, $per_page, true) as $name => $row) {
			$this->items[] = ['name' => (string) $name] + $row + ['type' => '', 'www' => '', 'id' => '', 'www_differs' => false];
		}
		$this->look_up(array_column((array) $this->items, 'name'));
	}

	/** What WordPress knows of the names on the page. */
	private function look_up(array $names): void {
		if ( ! $names) {
			return;
		}
		foreach (wu_get_domains(['number' => 0, 'domain__in' => $names]) as $mapping) {
			$this->mappings[ $mapping->get_domain() ] = $mapping;
			$this->sites[ $mapping->get_domain() ]    = (int) $mapping->get_blog_id();
		}
		// In a network of folders every site has the network's own host.
		$own = array_diff($names, [get_network()->domain]);
		foreach ($own ? get_sites(['number' => 0, 'domain__in' => $own]) : [] as $site) {
			$this->sites += [$site->domain => (int) $site->blog_id];
		}
		_prime_site_caches(array_unique(array_values($this->sites)), false);
		$this->waiting = waiting();
	}

	/** The rows of a view among those that match the search. */
	private function of_view(string $view): array {
		return array_filter(
			$this->found,
			fn ($row, $name) => match ($view) {
				'in-place', 'missing', 'extra' => $view === $row['state'],
				'failed'                        => isset($this->errors[ $name ]),
				default                         => true,
			},
			ARRAY_FILTER_USE_BOTH
		);
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
		$links = [];
		foreach (self::view_names() as $view => $label) {
			$links[ $view ] = sprintf(
				'<a href="%s"%s>%s <span class="count">(%s)</span></a>',
				esc_url(page_url(array_filter(['view' => $view, 's' => self::query('s')]))),
				$view === $this->view() ? ' class="current" aria-current="page"' : '',
				esc_html($label),
				esc_html(number_format_i18n(count($this->of_view($view))))
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
		return '<strong>' . esc_html($item['name']) . '</strong>';
	}

	/** What can be done about a row. */
	protected function handle_row_actions($item, $column, $primary): string {
		if ($column !== $primary) {
			return '';
		}
		$name    = $item['name'];
		$failed  = isset($this->attempts[ $name ]);
		$actions = [];
		if ('missing' === $item['state'] || ($failed && 'unlisted' === $item['state'])) {
			$actions['retry'] = action_button('retry', $failed ? __('Retry', 'runcloud') : __('Add now', 'runcloud'), $name);
		}
		if (in_array($item['state'], ['in-place', 'missing', 'unlisted'], true)) {
			$actions['follow'] = action_button('follow', __('Diagnose', 'runcloud'), $name);
		}
		if ('in-place' === $item['state'] && 'advanced' === fact('ssl', 'mode')) {
			$actions['redeploy'] = action_button('redeploy', __('Redeploy SSL', 'runcloud'), $name);
		}
		if ('in-place' === $item['state'] && 'primary' !== $item['type']) {
			/* translators: %s: a domain */
			$actions['delete'] = action_button('remove', __('Remove', 'runcloud'), $name, sprintf(__('A site in this network uses %s and will stop working. Remove it from RunCloud anyway?', 'runcloud'), $name));
		} elseif ('extra' === $item['state']) {
			/* translators: %s: a domain */
			$actions['delete'] = action_button('remove', __('Remove', 'runcloud'), $name, sprintf(__('Remove %s from RunCloud?', 'runcloud'), $name));
		}
		return $this->row_actions($actions);
	}

	/** Where the name stands. */
	public function column_state($item): string {
		$states = [
			'in-place'  => _x('In sync', 'state of a domain', 'runcloud'),
			'missing'   => __('Missing in RunCloud', 'runcloud'),
			'extra'    => __('Extra: no site uses it', 'runcloud'),
			'protected' => 'primary' === $item['type'] ? __('Primary domain', 'runcloud') : __('Protected', 'runcloud'),
			'unlisted'  => __('Added after the last comparison', 'runcloud'),
			'unusable'  => __('RunCloud cannot accept this name', 'runcloud'),
		];
		return sprintf('<span class="runcloud-state is-%s">%s</span>', esc_attr($item['state']), esc_html($states[ $item['state'] ]));
	}

	/** The site that has the name. */
	public function column_site($item): string {
		$id   = $this->sites[ $item['name'] ] ?? 0;
		$site = $id ? get_site($id) : null;
		if ( ! $site) {
			return $id
				/* translators: %d: the number of a site */
				? esc_html(sprintf(__('Site %d (deleted)', 'runcloud'), $id))
				: self::none();
		}
		return sprintf('<a href="%s">%s</a>', esc_url(network_admin_url("site-info.php?id=$id")), esc_html($site->domain . rtrim($site->path, '/')));
	}

	/** Whether www is served too. */
	public function column_www($item): string {
		$served = ['yes' => __('Yes', 'runcloud'), 'no' => __('No', 'runcloud')][ $item['www'] ] ?? '';
		$wanted = 'yes' === $item['www'] ? __('should be off', 'runcloud') : __('should be on', 'runcloud');
		return '' === $served ? self::none() : esc_html($served . ($item['www_differs'] ? " – $wanted" : ''));
	}

	/** RunCloud's number of the entry. */
	public function column_id($item): string {
		return '' === $item['id'] ? self::none() : esc_html($item['id']);
	}

	/** How the name stands with its certificate. */
	public function column_certificate($item): string {
		return in_array($item['state'], ['missing', 'extra', 'unusable', 'unlisted'], true) ? self::none() : esc_html(certificate_state($item['name'], $this->mappings[ $item['name'] ] ?? null, $this->waiting));
	}

	/** What went wrong last, and when. */
	public function column_error($item): string {
		$error = $this->errors[ $item['name'] ] ?? null;
		if ( ! $error) {
			return self::none();
		}
		/* translators: %s: a length of time */
		$ago = $error['failed'] ? ' ' . sprintf(__('(%s ago)', 'runcloud'), human_time_diff($error['failed'])) : '';
		return '<span class="runcloud-error">' . esc_html(in_words($error['error']) . $ago) . '</span>';
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
