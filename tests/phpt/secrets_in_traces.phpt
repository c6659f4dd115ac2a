--TEST--
No credential is in a trace, with arguments recorded
--FILE--
<?php
require __DIR__ . '/fake.inc';

$fake = Fake::plain();
$with_token = $fake->client(token: 'hush-token');
$with_key = $fake->client(token: null, apiKey: 'hush-key', apiSecret: 'hush-secret');
foreach ([
    fn () => new RunCloud\Client(0, 1, 'hush-token', 'hush-key', 'hush-secret'),
    fn () => new RunCloud\Client(1, 1, apiSecret: 'hush-secret', apiKey: 'hush-key', apiUrl: 'nowhere'),
    fn () => $with_token->domains(),
    fn () => runcloud_add_domain('shop.example.com', client: $with_key),
] as $call) {
    try {
        $call();
    } catch (RunCloud\Exception $failure) {
        $shown = $failure . $failure->getTraceAsString() . print_r($failure->getTrace(), true) . print_r($failure, true)
            . var_export($failure->getTrace(), true) . json_encode($failure->getTrace());
        echo $failure::class, ': ', substr_count($failure->getTraceAsString(), 'Object(SensitiveParameterValue)'),
            ' arguments hidden, ', substr_count($shown, 'hush'), " secrets shown\n";
    }
}
--EXPECT--
RunCloud\ConfigurationException: 3 arguments hidden, 0 secrets shown
RunCloud\ConfigurationException: 3 arguments hidden, 0 secrets shown
RunCloud\AuthenticationException: 0 arguments hidden, 0 secrets shown
RunCloud\AuthenticationException: 0 arguments hidden, 0 secrets shown
