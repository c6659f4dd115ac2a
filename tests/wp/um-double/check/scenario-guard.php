<?php
/**
 * Adds guarded by has_action, or not (§11, 3; §1.2, 8).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

fresh();

$adds = fn() => array_values(array_intersect(hooks(), ['wu_add_domain', 'wu_add_subdomain']));

make_site('unguarded');
same(['wu_add_subdomain', 'wu_add_domain'], $adds(), 'without the guard the adds are queued although nobody listens');
\UM_Double\run_queue();
same(['failed', 'failed'], [statuses('wu_add_domain')[0], statuses('wu_add_subdomain')[0]], 'and end as failed');
ok(str_contains(end(\UM_Double\rows(['hook' => 'wu_add_domain'])[0]['log']), 'no callbacks are registered'), 'with the reason in the log');

drop_rows();
\UM_Double\set_guard(true);
$site = make_site('guarded');
same([], $adds(), 'with the guard nothing is queued');
wp_delete_site($site);
same(['wu_remove_subdomain'], array_values(array_diff(hooks(), ['wu_async_process_domain_stage'])), 'the removes are never guarded');

drop_rows();
add_action('wu_add_domain', '__return_true', 10, 2);
wu_create_domain(['domain' => 'heard.example', 'blog_id' => 1]);
same(['wu_add_domain'], $adds(), 'with the guard and a listener the add is queued');
