<?php

// What an afternoon with RunCloud for PHP looks like; bin/demo runs it and prints one row for each call.

declare(strict_types=1);

use RunCloud\AuthenticationException;
use RunCloud\Client;
use RunCloud\InvalidDomainException;
use RunCloud\Outcome;

require __DIR__ . '/demo-table.php';
require __DIR__ . '/demo-restore.php';

$domain = getenv('RUNCLOUD_DEMO_DOMAIN') ?: 'example.com';
$shop = "shop.$domain";

$client = Client::fromEnvironment();
$table = new Table($client);

$table->row('Check the connection', null, fn () => $client->diagnose());
restore_on_exit($client, $domain, $shop);
$table->row("Add $domain", Outcome::Added, fn () => $client->addDomain($domain));
$table->row("Add $shop", Outcome::Added, fn () => $client->addDomain($shop));
$table->row("Add $shop again", Outcome::AlreadyPresent, fn () => $client->addDomain($shop));
$fake = getenv('RUNCLOUD_LIVE') !== '1';
if ($fake || getenv('RUNCLOUD_DEMO_REDEPLOY') === '1') {
    $table->row("Redeploy SSL for $domain", null, fn () => $client->redeploySsl($domain, install: $fake));
}
$table->row('List the domains', null, fn () => $client->domains());
$table->row("Remove $shop", Outcome::Removed, fn () => $client->removeDomain($shop));
$table->row("Remove $domain", Outcome::Removed, fn () => $client->removeDomain($domain));
$table->row("Remove $domain again", Outcome::AlreadyAbsent, fn () => $client->removeDomain($domain));
$table->row('Add "http://my shop/"', InvalidDomainException::class, fn () => $client->addDomain('http://my shop/'));

$stranger = new Client(
    serverId: (int) getenv('WU_RUNCLOUD_SERVER_ID'),
    appId: (int) getenv('WU_RUNCLOUD_APP_ID'),
    token: 'not-a-token-of-this-account',
);
$table->row("Add $domain with a wrong token", AuthenticationException::class, fn () => $stranger->addDomain($domain), $stranger);

exit($table->finish());
