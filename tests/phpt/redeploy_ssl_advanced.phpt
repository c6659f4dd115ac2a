--TEST--
Redeploying in advanced mode is for one domain of the web application
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain('--seed', '2');
$fake->change(advanced_ssl: true);
$client = $fake->client();
$domain = $client->domains()[1]->name;
foreach ([1, 2] as $_) {
    $result = $client->redeploySsl($domain);
    echo $result->outcome->name, ', ', $result->mode->name, ', ', $result->domain, "\n";
}
thrown(fn () => $client->redeploySsl());
thrown(fn () => $client->redeploySsl('elsewhere.example.com'));
--EXPECT--
InstallRequested, Advanced, site-0002.example.net
RedeployRequested, Advanced, site-0002.example.net
RunCloud\InvalidDomainException: The web application uses advanced SSL, where every domain has its own certificate. Name the domain whose certificate is meant.
RunCloud\NotFoundException: RunCloud does not know the domain (HTTP 404: elsewhere.example.com is not attached to the web application). List the web application's domains and use one of them.
