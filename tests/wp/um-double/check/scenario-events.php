<?php
/**
 * Host events, their order and types (§11, 1 to 3; §1.1, §1.2).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

fresh();

$registry = \UM_Double\generation() === 'registry';
$network  = get_network()->domain;
$events   = [];
$watch    = function (string $hook, int $args) use (&$events) {
	add_action(
		$hook,
		function (...$given) use ($hook, &$events) {
			$events[] = [$hook, array_map(fn($value) => $value instanceof \WP_Ultimo\Models\Domain ? 'Domain' : $value, $given)];
		},
		1,
		$args
	);
};

foreach (['wu_domain_became_primary' => 3, 'wu_domain_pre_delete' => 1, 'wu_domain_post_delete' => 2, 'wu_domain_post_save' => 3, 'wu_domain_added' => 2, 'wu_domain_removed' => 2, 'wu_transition_domain_domain' => 3, 'wu_transition_domain_secure' => 3, 'wu_transition_domain_stage' => 3, 'wu_domain_created' => 3] as $hook => $args) {
	$watch($hook, $args);
}

$named = function (string $hook) use (&$events): array {
	return array_values(array_map(fn($event) => $event[1], array_filter($events, fn($event) => $event[0] === $hook)));
};

// A subdomain site.
$site = make_site('sub1');

same(['wu_add_subdomain', 'wu_add_domain', 'wu_async_process_domain_stage', 'wu_async_process_domain_stage'], hooks(), 'a subdomain site queues add_subdomain, add_domain and two stage jobs, in this order');
same(['{"subdomain":"sub1.' . $network . '","site_id":"' . $site . '"}', '{"domain":"sub1.' . $network . '","site_id":' . $site . '}'], array_slice(array_column(\UM_Double\rows(), 'json'), 0, 2), 'the rows hold (string, numeric string) and (string, int)');
same(['domain'], array_values(array_unique(array_column(\UM_Double\rows(), 'group'))), 'all in the group domain');

$domain = wu_get_domain_by_domain("sub1.$network");

same([['new', "sub1.$network", $domain->get_id()]], $named('wu_transition_domain_domain'), 'wu_transition_domain_domain(new, host, int)');
same([['new', 'checking-dns', $domain->get_id()]], $named('wu_transition_domain_stage'), 'the insert fires the stage transition with old value new');
same(1, count($named('wu_transition_domain_secure')), 'and the secure one');
same([['Domain', (string) $site, true]], $named('wu_domain_became_primary'), 'became_primary carries a numeric string and true on insert');
same($registry ? [["sub1.$network", $site]] : [], $named('wu_domain_added'), 'wu_domain_added(string, int) in the registry generation only');
same([], $named('wu_domain_created'), 'wu_domain_created is not fired');

// What the listeners get.
$heard = [];

foreach (['wu_add_subdomain', 'wu_add_domain', 'wu_remove_domain', 'wu_remove_subdomain'] as $hook) {
	add_action(
		$hook,
		function (...$given) use (&$heard, $hook) {
			$heard[] = [$hook, $given];
		},
		10,
		2
	);
}

\UM_Double\run_queue();
same([['wu_add_subdomain', ["sub1.$network", (string) $site]], ['wu_add_domain', ["sub1.$network", $site]]], $heard, 'the listeners get the values by position, with these types');

// A site that is deleted, without sunrise.
drop_rows();
$site_rows = wu_get_domains(['blog_id' => $site, 'count' => true]);
wp_delete_site($site);
same(['wu_remove_subdomain'], hooks(), 'without sunrise a deleted site queues only remove_subdomain');
same('{"subdomain":"sub1.' . $network . '","site_id":"' . $site . '"}', \UM_Double\rows()[0]['json'], 'as (string, numeric string)');
same([1, 1], [$site_rows, wu_get_domains(['blog_id' => $site, 'count' => true])], 'and its domain stays');

// Other kinds of sites.
drop_rows();
make_site('foreign.example');
same(['wu_add_subdomain', 'wu_add_domain'], array_slice(hooks(), 0, 2), 'a foreign host counts as a subdomain');
drop_rows();
make_site($network, '/elsewhere/');
same([], hooks(), 'the network host with another path gives nothing');

// Domains by themselves.
drop_rows();
$events = [];
$shop   = wu_create_domain(['domain' => 'Shop.Customer.com', 'blog_id' => 1]);
same('shop.customer.com', $shop->get_domain(), 'set_domain lowers the case');
same(['wu_add_domain', 'wu_async_process_domain_stage'], hooks(), 'wu_create_domain queues the add and one stage job');
same([], $named('wu_domain_created'), 'wu_create_domain does not fire wu_domain_created');

drop_rows();
$events = [];
$shop->save();
same([[], 1, []], [hooks(), count($named('wu_domain_post_save')), $named('wu_transition_domain_domain')], 'a save without changes fires post_save, no transition, and queues nothing');
ok($named('wu_domain_post_save')[0][2] === false && is_array($named('wu_domain_post_save')[0][0]), 'wu_domain_post_save($data, Domain, bool new)');

$events = [];
$shop->set_secure(true);
$shop->save();
same([[], '1'], [$named('wu_transition_domain_secure'), $GLOBALS['wpdb']->get_var($GLOBALS['wpdb']->prepare("SELECT secure FROM {$GLOBALS['wpdb']->base_prefix}wu_domain_mappings WHERE id = %d", $shop->get_id()))], 'secure is written, but no transition fires while active is 1');
$shop->set_stage('done');
$shop->save();
same([['checking-dns', 'done', $shop->get_id()]], $named('wu_transition_domain_stage'), 'a stage transition fires (old, new, int)');

drop_rows();
$events = [];
$shop->set_domain('renamed.customer.com');
$shop->save();
same([['wu_add_domain'], [['shop.customer.com', 'renamed.customer.com', $shop->get_id()]]], [hooks(), $named('wu_transition_domain_domain')], 'a rename queues the add of the new name and nothing for the old');

drop_rows();
$events = [];
$result = $shop->delete();
same(1, $result, 'delete() returns int 1');
same(['wu_domain_pre_delete', 'wu_domain_post_delete'], array_slice(array_column($events, 0), 0, 2), 'pre_delete, then post_delete');
same([1, 'Domain'], $named('wu_domain_post_delete')[0], 'wu_domain_post_delete(int 1, Domain)');
same(['{"domain":"renamed.customer.com","site_id":1}'], array_column(\UM_Double\rows(['hook' => 'wu_remove_domain']), 'json'), 'remove_domain(string, int) of the last name only');
same($registry ? [['renamed.customer.com', 1]] : [], $named('wu_domain_removed'), 'wu_domain_removed in the registry generation only');
same(['Domain deleted and logs cleared...'], array_map(fn($line) => preg_replace('/^(\[.*?\] ){2}/', '', $line), \WP_Ultimo\Logger::read_lines('domain-renamed.customer.com', 9)), 'the log of a deleted domain holds one line');

// A secondary network.
drop_rows();
$events = [];
$GLOBALS['wpdb']->siteid = 2;
$GLOBALS['current_site'] = (object) ['id' => 2, 'domain' => 'other.test'];
$prefixed = 0;
add_action('wu_2_transition_domain_domain', function () use (&$prefixed) {
	++$prefixed;
});
$row = new \WP_Ultimo\Models\Domain(['domain' => 'second.example', 'blog_id' => 1]);
$row->save();
$GLOBALS['current_site'] = get_network(get_main_network_id());
same([1, []], [$prefixed, hooks()], 'on another network the transition has its prefix, and no add is queued');
