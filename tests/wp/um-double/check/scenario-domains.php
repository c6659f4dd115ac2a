<?php
/**
 * Rows and queries of domains (§11, 7; §4, §5).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

use WP_Ultimo\Models\Domain;

fresh();

$registry = \UM_Double\generation() === 'registry';
$save     = fn($host, $blog = 1, $stage = 'checking-dns') => (new Domain(['domain' => $host, 'blog_id' => $blog, 'stage' => $stage]))->save();

// Validation.
foreach (['xn--bcher-kva.example', 'UPPER.example', 'a.co', str_repeat('a', 63) . '.example', 'shop.xn--p1ai'] as $host) {
	same(true, $save($host), "accepted: $host");
}
foreach (['*.example.com', 'bücher.example', 'dot.example.', 'port.example:80', 'under_score.example', 'https://x.example', '192.0.2.7', 'single', ' blank.example', 'blank.example ', str_repeat('a', 64) . '.example', "new.example\n", ''] as $host) {
	ok(is_wp_error($save($host)), 'refused: ' . json_encode($host));
}
$again = $save('upper.example');
ok(is_wp_error($again) && str_contains($again->get_error_message(), 'upper.example has been used'), 'a duplicate is refused: has been used');
ok(is_wp_error($save('stage.example', 1, 'nonsense')), 'an unknown stage is refused');
ok(is_wp_error(wu_create_domain(['domain' => '*.example.com', 'blog_id' => 1])), 'wu_create_domain hands the WP_Error on');

// Types.
$domain = wu_get_domain_by_domain('upper.example');
same([true, 1, 1, true, false], [is_int($domain->get_id()), $domain->get_blog_id(), $domain->get_site_id(), $domain->has_inactive_stage(), $domain->is_active()], 'ids are ints; a checking domain is not active');
same([false, false, null, false], [wu_get_domain(999999), wu_get_domain_by_domain('none.example'), Domain::get_by_domain('none.example'), Domain::get_by_site(77)], 'what is not there is false, or null');
same('upper.example', Domain::get_by_domain(['www.upper.example', 'upper.example'])->get_domain(), 'get_by_domain takes several hosts');
same(['checking-dns', 'checking-ssl-cert', 'failed', 'ssl-failed'], Domain::INACTIVE_STAGES, 'the inactive stages');
same(['http://upper.example/', '1'], [$domain->get_url(), (string) $domain->get_site()->blog_id], 'url and site');

foreach (['done' => true, 'done-without-ssl' => true, 'failed' => false, 'ssl-failed' => false] as $stage => $active) {
	$domain->set_stage($stage);
	same($active, $domain->is_active(), "$stage is " . ($active ? 'active' : 'not active'));
}

// Meta.
same($registry, (bool) $domain->update_meta('k', ['v']), 'update_meta writes in the registry generation only');
same($registry ? ['v'] : 'default', $domain->get_meta('k', 'default'), 'get_meta reads, or gives the default');

// Queries.
$GLOBALS['wpdb']->query("DELETE FROM {$GLOBALS['wpdb']->base_prefix}wu_domain_mappings");
for ($i = 0; $i < 130; $i++) {
	$GLOBALS['wpdb']->insert("{$GLOBALS['wpdb']->base_prefix}wu_domain_mappings", ['blog_id' => 1 + $i % 2, 'domain' => "d$i.example", 'stage' => $i % 3 ? 'done' : 'failed']);
}

same([100, 130, 1, 130], [count(wu_get_domains()), count(wu_get_domains(['number' => 0])), count(wu_get_domains(['number' => -1])), wu_get_domains(['count' => true])], '100 by default, 0 for all, -1 for one, count for the number');
same([65, 44, 86, 0], [wu_get_domains(['blog_id' => 2, 'count' => true]), wu_get_domains(['stage' => 'failed', 'count' => true]), wu_get_domains(['stage__not_in' => Domain::INACTIVE_STAGES, 'count' => true]), wu_get_domains(['blog_id__in' => [7, 8], 'count' => true])], 'filters by equality, __in and __not_in');
$ids = wu_get_domains(['fields' => 'ids', 'number' => 2, 'order' => 'ASC']);
same([true, [0, 1]], [is_string($ids[0]) && is_numeric($ids[0]), array_keys($ids)], 'ids are numeric strings in a list');
same([(int) $ids[0] => 'd0.example', (int) $ids[1] => 'd1.example'], wu_get_domains(['fields' => 'domain', 'number' => 2, 'order' => 'ASC']), 'one column is keyed by row id');
$objects = wu_get_domains(['fields' => ['domain', 'stage'], 'number' => 1, 'order' => 'ASC']);
same(['stdClass', 'd0.example', 'failed'], [get_class($objects[0]), $objects[0]->domain, $objects[0]->stage], 'several columns are a list of objects');
same(['d1.example', 'd2.example'], array_values(wu_get_domains(['fields' => 'domain', 'number' => 2, 'offset' => 1, 'orderby' => 'id', 'order' => 'asc'])), 'offset and order');
same(11, wu_get_domains(['search' => 'd12', 'count' => true]), 'search');
same('d129.example', wu_get_domains(['number' => 1])[0]->get_domain(), 'newest first by default');
