<?php
/**
 * Credentials of the registry generation (§11, 6; §2.1).
 *
 * @package UM_Double
 */

namespace UM_Double\Check;

use WP_Ultimo\Helpers\Credential_Store;

require __DIR__ . '/companion.php';

fresh();

$integration = integration();
$stored      = fn($name) => get_network_option(null, "wu_hosting_credential_$name");

$integration->save_credentials(['WU_RUNCLOUD_API_TOKEN' => 'secret', 'WU_RUNCLOUD_SERVER_ID' => '1', 'WU_UNDECLARED' => 'x']);
ok(str_starts_with($stored('WU_RUNCLOUD_API_TOKEN'), '$wu_enc$') && ! str_contains($stored('WU_RUNCLOUD_API_TOKEN'), 'secret'), 'stored encrypted, with its prefix');
same(['secret', '1', ''], [$integration->get_credential('WU_RUNCLOUD_API_TOKEN'), $integration->get_credential('WU_RUNCLOUD_SERVER_ID'), $integration->get_credential('WU_RUNCLOUD_APP_ID')], 'read back as strings');
same([false, false, ['WU_RUNCLOUD_APP_ID']], [$stored('WU_UNDECLARED'), $integration->is_setup(), $integration->get_missing_constants()], 'an undeclared name is dropped; what is missing is named');
$integration->save_credentials(['WU_RUNCLOUD_API_TOKEN' => 'secret', 'WU_RUNCLOUD_SERVER_ID' => '', 'WU_RUNCLOUD_APP_ID' => '2']);
same(['', '2'], [$integration->get_credential('WU_RUNCLOUD_SERVER_ID'), $integration->get_credential('WU_RUNCLOUD_APP_ID')], 'an empty field deletes');
$integration->save_credentials(['WU_RUNCLOUD_API_TOKEN' => 'secret']);
same([false, false], [$stored('WU_RUNCLOUD_SERVER_ID'), $stored('WU_RUNCLOUD_APP_ID')], 'so does an absent one');

define('WU_RUNCLOUD_SERVER_ID', 42);
define('WU_RUNCLOUD_APP_ID', '');
$integration->save_credentials(['WU_RUNCLOUD_API_TOKEN' => 'secret', 'WU_RUNCLOUD_SERVER_ID' => '1', 'WU_RUNCLOUD_APP_ID' => '2']);
same(['42', '2', true], [$integration->get_credential('WU_RUNCLOUD_SERVER_ID'), $integration->get_credential('WU_RUNCLOUD_APP_ID'), $integration->is_setup()], 'a truthy constant beats the option; an empty one does not');

$alternatives = (new \WP_Ultimo\Integrations\Integration('x', 'X'))->set_constants([['WU_A', 'WU_B']]);
same([false, ['WU_A', 'WU_B']], [$alternatives->is_setup(), $alternatives->get_missing_constants()], 'an entry may be a list of alternatives');
$alternatives->save_credentials(['WU_B' => 'b']);
same(true, $alternatives->is_setup(), 'one of them is enough');
$alternatives->delete_credentials();
same(false, $alternatives->is_setup(), 'delete_credentials');

same(['', 'plain', ''], [Credential_Store::decrypt('$wu_enc$garbage'), Credential_Store::decrypt('plain'), Credential_Store::encrypt('')], 'garbage is empty; what has no prefix is plain text');
ok(Credential_Store::encrypt('a') !== Credential_Store::encrypt('a'), 'each encryption has its own initialisation vector');
$salts = fn() => 'other salts';
$value = Credential_Store::encrypt('a');
add_filter('salt', $salts);
same(['', '', false], [Credential_Store::decrypt($value), $integration->get_credential('WU_RUNCLOUD_API_TOKEN'), $integration->is_setup()], 'other salts empty every credential');
remove_filter('salt', $salts);

putenv('UM_DOUBLE_SAVE_FLIP=1');
$integration->save_credentials(['WU_RUNCLOUD_API_TOKEN' => 'secret']);
same(['1', '2', '3'], array_map(fn($name) => Credential_Store::decrypt($stored($name)), ['WU_RUNCLOUD_SERVER_ID', 'WU_RUNCLOUD_APP_ID', 'WU_COMPANION_EXTRA']), 'the array_flip snapshot stores an absent name\'s index');
putenv('UM_DOUBLE_SAVE_FLIP');
