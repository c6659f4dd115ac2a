<?php

declare(strict_types=1);

/**
 * Attaches a domain to the web application; see RunCloud\Client::addDomain().
 *
 * @param string $domain a host name
 * @param bool|null $www whether `www.$domain` is served too; by default only for a registrable domain
 * @param RunCloud\Client|null $client by default RunCloud\Client::fromEnvironment(), made anew for each call
 *
 * @throws RunCloud\Exception see its subclasses
 *
 * @example runcloud_add_domain('shop.example.com')->outcome;
 */
function runcloud_add_domain(string $domain, ?bool $www = null, ?RunCloud\Client $client = null): RunCloud\DomainResult
{
    throw new \LogicException('runcloud_add_domain() is provided by the runcloud extension.');
}

/**
 * Detaches a domain from the web application; see RunCloud\Client::removeDomain().
 *
 * @param string $domain a host name
 * @param int|null $id the id it had when it was added: saves a search, and is verified first
 * @param RunCloud\Client|null $client by default RunCloud\Client::fromEnvironment(), made anew for each call
 *
 * @throws RunCloud\Exception see its subclasses
 *
 * @example runcloud_remove_domain('shop.example.com')->outcome;
 */
function runcloud_remove_domain(string $domain, ?int $id = null, ?RunCloud\Client $client = null): RunCloud\DomainResult
{
    throw new \LogicException('runcloud_remove_domain() is provided by the runcloud extension.');
}

/**
 * Requests that the certificate be issued again; see RunCloud\Client::redeploySsl().
 *
 * @param string|null $domain needed in advanced SSL mode, ignored in basic mode
 * @param bool $install whether to install a first certificate where there is none
 * @param RunCloud\Client|null $client by default RunCloud\Client::fromEnvironment(), made anew for each call
 *
 * @throws RunCloud\Exception see its subclasses
 *
 * @example echo runcloud_redeploy_ssl()->message;
 */
function runcloud_redeploy_ssl(?string $domain = null, bool $install = false, ?RunCloud\Client $client = null): RunCloud\SslResult
{
    throw new \LogicException('runcloud_redeploy_ssl() is provided by the runcloud extension.');
}
