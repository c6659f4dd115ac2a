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
RunCloud\InvalidDomainException: The web application uses advanced SSL, where every domain has its own certificate. Name the domain whose certificate you mean.
RunCloud\NotFoundException: The web application does not have the domain elsewhere.example.com. Use one of the domains in the web application's list, or add this one first.
