<?php
/**
 * The table of the domains, on the RunCloud page.
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress;

defined('ABSPATH') || exit;

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

	/**
	 * The views: the name of each, and its condition in SQL.
	 *
	 * @var array<string, array{0: string, 1: string}>
	 */
	private array $views = [];

	/** The view that is asked for. */
	private string $view = 'all';

	/**
	 * How many names there are in each view.
	 *
	 * @var array<string, int>
	 */
	private array $counts = [];

	/** Looks up the rows of the page that is asked for. */
	public function prepare_items(): void {
		$this->_column_headers = [$this->get_columns(), [], ['name' => ['name', true]], 'name'];
		$this->wrong           = wrong_names();
		// The empty name keeps the list from being empty.
		$wrong       = implode("', '", esc_sql(['', ...array_keys($this->wrong)]));
		$this->views = [
			'all'      => [_x('All', 'view of domains', 'runcloud'), '1 = 1'],
			'in-place' => [_x('In sync', 'view of domains', 'runcloud'), "seen = 'in-place'"],
			'missing'  => [_x('Missing', 'view of domains', 'runcloud'), "seen = 'missing'"],
			'extra'    => [_x('Extra', 'view of domains', 'runcloud'), "seen = 'extra'"],
			'failed'   => [_x('Failed', 'view of domains', 'runcloud'), "(erred > 0 OR host IN ('$wrong'))"],
		];
		$this->view  = isset($this->views[ self::query('view') ]) ? self::query('view') : 'all';
		$listed      = [DOMAIN, '%' . $GLOBALS['wpdb']->esc_like(host_name(self::query('s'))) . '%'];
		foreach ($this->views as $view => [, $condition]) {
			$this->counts[ $view ] = count_rows(self::LISTED . " AND $condition", ...$listed);
		}
		$per_page = $this->get_items_per_page(self::PER_PAGE, 20);
		$this->set_pagination_args(['total_items' => $this->counts[ $this->view ], 'per_page' => $per_page]);
		$where = self::LISTED . ' AND ' . $this->views[ $this->view ][1];
		$order = 'desc' === self::query('order') ? 'DESC' : 'ASC';
		$start = ( $this->get_pagenum() - 1 ) * $per_page;

		$this->items = rows($where, "ORDER BY host $order LIMIT %d, %d", ...[...$listed, $start, $per_page]);
		$names       = array_column($this->items, 'host');
		if ($names) {
			$this->mapped       = sites_of($names);
			$places             = implode(', ', array_fill(0, count($names), '%s'));
			$found              = rows("task = %s AND host IN ($places)", '', CERTIFICATE, ...$names);
			$this->certificates = array_column($found, null, 'host');
			_prime_site_caches(array_unique(array_column($this->mapped, 'site')), false);
		}
	}

	/** Returns the links above the table. */
	protected function get_views(): array {
		$links = [];
		foreach ($this->views as $view => [$label]) {
			$count          = number_format_i18n($this->counts[ $view ]);
			$links[ $view ] = [
				'url'     => page_url(array_filter(['view' => $view, 's' => self::query('s')])),
				'label'   => sprintf('%s <span class="count">(%s)</span>', esc_html($label), esc_html($count)),
				'current' => $view === $this->view,
			];
		}
		return $this->get_views_links($links);
	}

	/** Returns a part of the address; empty for what is no text. */
	private static function query(string $name): string {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- it is only shown.
		return sanitize_text_field(wp_unslash($_GET[ $name ] ?? ''));
	}

	/** Returns hidden fields that keep the page and these parts of its address. */
	public static function kept(string ...$names): string {
		return hidden_fields(['page' => 'runcloud'] + array_combine($names, array_map(self::query(...), $names)));
	}

	/** Returns the columns and their names. */
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

	/**
	 * Returns the first cell: the name, with what can be done about it.
	 *
	 * WP_List_Table leaves to a method with this underscore the whole cell, and adds no actions of its own.
	 */
	protected function _column_name($item, $classes, $data): string {
		$name    = $item['host'];
		$seen    = $item['seen'];
		$is_used = 'in-place' === $seen && 'primary' !== $item['type'];
		$is_own  = 'in-place' === $seen && 'advanced' === fact('ssl', 'mode');
		$is_lost = 'missing' === $seen || ( $item['erred'] && '' === $seen );
		$retry   = $item['erred'] ? __('Retry', 'runcloud') : __('Add now', 'runcloud');
		/* translators: %s: a domain */
		$extra = __('Remove %s from RunCloud?', 'runcloud');
		/* translators: %s: a domain */
		$used    = __('A site in this network uses %s and will stop working. Remove it from RunCloud anyway?', 'runcloud');
		$buttons = [
			'retry'    => $is_lost ? action_button('retry', $retry, $name) : '',
			'follow'   => in_array($seen, ['in-place', 'missing', ''], true) ? action_button('follow', __('Diagnose', 'runcloud'), $name) : '',
			'redeploy' => $is_own ? action_button('redeploy', __('Redeploy SSL', 'runcloud'), $name) : '',
			'delete'   => $is_used || 'extra' === $seen ? action_button('remove', __('Remove', 'runcloud'), $name, sprintf($is_used ? $used : $extra, $name)) : '',
		];
		$actions = $this->row_actions(array_filter($buttons));
		return "<td class='$classes' $data><strong>" . esc_html($name) . "</strong>$actions</td>";
	}

	/** Returns where the name stands. */
	public function column_state($item): string {
		$states = [
			'in-place'  => _x('In sync', 'state of a domain', 'runcloud'),
			'missing'   => __('Missing in RunCloud', 'runcloud'),
			'extra'     => __('Extra: no site uses it', 'runcloud'),
			'protected' => 'primary' === $item['type'] ? __('Primary domain', 'runcloud') : __('Protected', 'runcloud'),
			''          => __('Mapped after the last comparison', 'runcloud'),
			'unusable'  => __('RunCloud cannot accept this name', 'runcloud'),
		];
		$class  = esc_attr($item['seen'] ?: 'unlisted');
		return sprintf('<span class="runcloud-state is-%s">%s</span>', $class, esc_html($states[ $item['seen'] ]));
	}

	/** Returns the site that has the name. */
	public function column_site($item): string {
		$id   = $this->mapped[ $item['host'] ]['site'] ?? 0;
		$site = $id ? get_site($id) : null;
		if ($site) {
			$href = network_admin_url("site-info.php?id=$id");
			return sprintf('<a href="%s">%s</a>', esc_url($href), esc_html($site->domain . rtrim($site->path, '/')));
		}
		/* translators: %d: the number of a site */
		return $id ? esc_html(sprintf(__('Site %d (deleted)', 'runcloud'), $id)) : self::none();
	}

	/** Returns whether www is served too. */
	public function column_www($item): string {
		$served = ['yes' => __('Yes', 'runcloud'), 'no' => __('No', 'runcloud')][ $item['www'] ] ?? '';
		$wanted = 'yes' === $item['www'] ? __('should be off', 'runcloud') : __('should be on', 'runcloud');
		return '' === $served ? self::none() : esc_html($served . ( $item['www_differs'] ? " – $wanted" : '' ));
	}

	/** Returns RunCloud's number of the entry. */
	public function column_id($item): string {
		return $item['runcloud_id'] ? esc_html((string) $item['runcloud_id']) : self::none();
	}

	/** Returns how the name stands with its certificate. */
	public function column_certificate($item): string {
		if ( ! in_array($item['seen'], ['in-place', 'protected'], true)) {
			return self::none();
		}
		$row   = $this->certificates[ $item['host'] ] ?? [];
		$stage = $this->mapped[ $item['host'] ]['stage'] ?? '';
		$basic = 'basic' === fact('ssl', 'mode');
		$until = $basic ? certificate_until() : time_of($row['data']['until'] ?? null);
		/* translators: %s: a date */
		$dated = $until > time() ? __('valid until %s', 'runcloud') : __('expired on %s', 'runcloud');
		return esc_html(match (true) {
			NOTED === ( $row['state'] ?? '' )        => __('waiting for the next redeploy', 'runcloud'),
			'checking-dns' === $stage                => __('waiting for DNS', 'runcloud'),
			'checking-ssl-cert' === $stage           => __('being checked', 'runcloud'),
			'failed' === $stage                      => __('DNS never pointed here', 'runcloud'),
			'ssl-failed' === $stage                  => __('not served', 'runcloud'),
			'done-without-ssl' === $stage            => __('not wanted', 'runcloud'),
			$until > 0                               => sprintf($dated, wp_date(get_option('date_format'), $until)),
			$basic && null === fact('ssl', 'method') => __('none yet', 'runcloud'),
			default                                  => __('unknown', 'runcloud'),
		});
	}

	/** Returns what went wrong last, and when. */
	public function column_error($item): string {
		$error = $item['erred'] ? $item['error'] : $this->wrong[ $item['host'] ] ?? [];
		/* translators: %s: a length of time */
		$ago = $item['erred'] ? ' ' . sprintf(__('(%s ago)', 'runcloud'), human_time_diff($item['erred'])) : '';
		return $error ? '<span class="runcloud-error">' . esc_html(in_words($error) . $ago) . '</span>' : self::none();
	}

	/**
	 * Prints the bar with the pages, in a form of its own: the rows have theirs.
	 *
	 * @param string $which top or bottom.
	 */
	protected function display_tablenav($which): void {
		// phpcs:ignore WordPress.Security.EscapeOutput -- it escapes.
		echo '<form method="get">' . self::kept('view', 's', 'orderby', 'order');
		parent::display_tablenav($which);
		echo '</form>';
	}

	/** Returns a cell with nothing to say. */
	private static function none(): string {
		return '<span aria-hidden="true">—</span><span class="screen-reader-text">' . esc_html__('None', 'runcloud') . '</span>';
	}

	/** Prints what stands in place of rows. */
	public function no_items(): void {
		$seen = seen('domains');
		echo esc_html(match (true) {
			! $seen['time'] && $seen['error'] => __('The list of domains in RunCloud could not be read.', 'runcloud'),
			! $seen['time'] => __('Reading the list of domains in RunCloud …', 'runcloud'),
			'' === self::query('s') && 'all' !== $this->view => __('No domains in this state.', 'runcloud'),
			default => __('No domains found.', 'runcloud'),
		});
	}
}
