<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * The difference between the domains that should be attached and those that are.
 *
 * Every domain of RunCloud's is in exactly one of $inPlace, $extra and $protected.
 *
 * @example
 *     $plan = $client->plan(['shop.example.com', 'example.org' => true]);
 *     foreach ($plan->toAdd as $name) {
 *         $client->addDomain($name);
 *     }
 */
final readonly class Plan
{
    /** @var list<string> wanted, and neither listed by RunCloud nor served by another entry, in the order given */
    public array $toAdd;

    /** @var list<Domain> wanted and listed */
    public array $inPlace;

    /** @var list<Domain> listed and not wanted */
    public array $extra;

    /** @var list<Domain> listed and never counted as extra: the primary domain, wildcards, and entries of unknown type */
    public array $protected;

    /** @var list<Domain> wanted and listed, but `www.` is served where it should not be or the other way about; in $inPlace too */
    public array $wwwDiffers;

    /** Only the extension makes these. */
    private function __construct()
    {
        throw new \LogicException('RunCloud\Plan is provided by the runcloud extension.');
    }
}
