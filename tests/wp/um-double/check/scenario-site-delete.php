<?php
/**
 * A deleted site with sunrise and saved settings (§11, 2; §1.1).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

fresh();

$site = make_site('doomed');
wu_create_domain(['domain' => 'one.example', 'blog_id' => $site]);
wu_create_domain(['domain' => 'two.example', 'blog_id' => $site]);
drop_rows();
wp_delete_site($site);

same(['wu_remove_domain', 'wu_remove_domain', 'wu_remove_domain', 'wu_remove_subdomain'], hooks(), 'one remove_domain per mapping, then remove_subdomain');
same([$site], array_values(array_unique(array_map(fn($row) => $row['args']['site_id'], \UM_Double\rows(['hook' => 'wu_remove_domain'])))), 'the removes carry an int');
same(0, wu_get_domains(['count' => true]), 'and the rows are gone');
