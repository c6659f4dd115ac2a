<?php

declare(strict_types=1);

use RunCloud\Client;
use RunCloud\Domain;

/** At the end of the script, also when it is interrupted, takes back those names and nothing else. */
function restore_on_exit(Client $client, string ...$names): void
{
    $attached = fn () => array_intersect($names, array_map(fn (Domain $domain) => $domain->name, $client->domains()));
    try {
        $there = $attached();
    } catch (RunCloud\Exception $failure) {
        fwrite(STDERR, "Nothing was changed: {$failure->getMessage()}\n");
        exit(1);
    }
    // A name that is attached before the demo begins is somebody's.
    if ($there !== []) {
        fwrite(STDERR, implode(', ', $there) . " is attached already; set RUNCLOUD_DEMO_DOMAIN to a name that is not\n");
        exit(1);
    }
    if (function_exists('pcntl_async_signals')) {
        pcntl_async_signals(true);
        foreach ([SIGINT, SIGTERM, SIGHUP] as $signal) {
            pcntl_signal($signal, fn () => exit(128 + $signal));
        }
    }
    register_shutdown_function(function () use ($client, $names, $attached): void {
        try {
            foreach ($attached() as $name) {
                $client->removeDomain($name);
                fwrite(STDERR, "Took back $name\n");
            }
        } catch (RunCloud\Exception $failure) {
            fwrite(STDERR, 'Look in RunCloud for ' . implode(' and ', $names) . " and remove what is there: {$failure->getMessage()}\n");
        }
    });
}
