<?php

/*
 * Puts the port of the bed's web server into the URLs that WordPress makes, since it is not in the tables
 * (wp-config.php says why), answers what a real Ultimate Multisite asks, keeps the plugin from syncing by itself in stories that are not about that, and keeps
 * browsers from asking elsewhere for pictures of users.
 *
 *   BED_ADDRESSES  JSON of the addresses that hosts have in DNS, by host; `*` stands for all others
 *   BED_FRONT      a file that is a plugin for the request
 *   BED_COUNT      1 for what a request cost, as JSON in a comment at its end
 *   BED_RTL        1 for a language that is read from right to left
 *   BED_NONCE      an action for which each admin page has a nonce, whoever looks at it
 */

if (defined('BED_PORT')) {
    // Only the look-up of the site was to go without it.
    $_SERVER['HTTP_HOST'] .= ':' . BED_PORT;

    $with_port = static fn ($url) => is_string($url) ? preg_replace('~^(https?://[^/:]+)(?=/|$)~', '$1:' . BED_PORT, $url) : $url;
    foreach (['option_siteurl', 'option_home', 'network_site_url', 'network_home_url'] as $filter) {
        add_filter($filter, $with_port);
    }
}

// BED_SYNC=1 leaves it as it is in life.
if (!getenv('BED_SYNC')) {
    add_filter('runcloud_sync_interval', '__return_zero');
}

add_filter('pre_option_show_avatars', '__return_zero');

if (getenv('BED_ADDRESSES')) {
    add_filter('runcloud_addresses', static function ($none, $host) {
        $addresses = json_decode((string) getenv('BED_ADDRESSES'), true);
        return $addresses[$host] ?? $addresses['*'] ?? [];
    }, 10, 2);
}

if (getenv('BED_FRONT')) {
    require getenv('BED_FRONT');
}

if (getenv('BED_COUNT')) {
    add_action('shutdown', static function () {
        $files = array_filter(get_included_files(), static fn ($file) => preg_match('~/wp-plugin/|/plugins/runcloud/~', $file));
        echo '<!-- bed: ', json_encode(['queries' => $GLOBALS['wpdb']->num_queries, 'files' => array_values(array_map('basename', $files))]), ' -->';
    });
}

if (getenv('BED_NONCE')) {
    add_action('admin_footer', static fn () => printf('<i id="bed-nonce" data-nonce="%s"></i>', wp_create_nonce((string) getenv('BED_NONCE'))));
}

if (getenv('BED_RTL')) {
    add_action('init', static function () {
        $GLOBALS['wp_locale']->text_direction = 'rtl';
        wp_styles()->text_direction = 'rtl';
    });
}

add_action('plugins_loaded', static function () {
    if (function_exists('wu_get_domain')) {
        require __DIR__ . '/answers.php';
    }
});
