--TEST--
A client shows nothing of itself
--FILE--
<?php
$client = new RunCloud\Client(1, 2, apiKey: 'hush-key', apiSecret: 'hush-secret');
var_dump($client);
print_r($client);
var_export($client);
echo "\n", json_encode($client), "\n";
var_dump((array) $client, get_object_vars($client), get_mangled_object_vars($client));
debug_zval_refcount($client);
function debug_zval_refcount(RunCloud\Client $client): void
{
    ob_start();
    debug_zval_dump($client);
    var_dump(str_contains((string) ob_get_clean(), 'hush'));
}
--EXPECT--
object(RunCloud\Client)#1 (0) {
}
RunCloud\Client Object
(
)
\RunCloud\Client::__set_state(array(
))
{}
array(0) {
}
array(0) {
}
array(0) {
}
bool(false)
