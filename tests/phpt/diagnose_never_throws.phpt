--TEST--
Diagnosing never throws: a failure is a finding with a next step
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$show = function (RunCloud\Client $client): void {
    foreach ($client->diagnose() as $check) {
        if ($check->status === RunCloud\CheckStatus::Failed) {
            echo "$check->name: $check->finding $check->nextStep\n";
        }
    }
};
$show($fake->client(token: 'wrong'));
$show($fake->client(serverId: 1));
$show($fake->client(appId: 1));
$fake->fault(['refuse_connections' => (object) []]);
$show($fake->client(timeout: 0.5));
echo count($fake->client(timeout: 0.5)->diagnose()), "\n";
--EXPECTF--
credentials: RunCloud refused the credentials (HTTP 401: Invalid credentials.). Check the token, or the key and secret, in your RunCloud dashboard under Settings > API Management. If the key has an IP whitelist, add this server's address to it.
server: RunCloud does not know the server (HTTP 404: Not Found). Check WU_RUNCLOUD_SERVER_ID. It is the number in the address of the server's page in your RunCloud dashboard, and the credentials must belong to its workspace.
web application: RunCloud does not know the web application (HTTP 404: Not Found). Check WU_RUNCLOUD_APP_ID. It is the number in the address of the web application's page, which must be on the server of WU_RUNCLOUD_SERVER_ID.
connection: The connection to 127.0.0.1:%d was refused (io: Connection refused (os error 111)). Check this server's firewall for outgoing HTTPS, runcloud.proxy and runcloud.api_url, then try again.
8
