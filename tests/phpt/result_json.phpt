--TEST--
A result is good in json_encode, var_dump, var_export and a cache
--FILE--
<?php
require __DIR__ . '/fake.inc';

$result = Fake::plain()->client()->addDomain('shop.example.com');
echo json_encode($result), "\n";
var_dump($result);
var_export($result);
echo "\n";
var_dump(unserialize(serialize($result)) == $result);
var_dump(array_keys((array) $result), array_keys(get_object_vars($result)));
--EXPECTF--
{"outcome":"added","domain":"shop.example.com","id":711,"www":false,"servedBy":null,"reason":"domain-added","message":"shop.example.com was added."}
object(RunCloud\DomainResult)#%d (7) {
  ["outcome"]=>
  enum(RunCloud\Outcome::Added)
  ["domain"]=>
  string(16) "shop.example.com"
  ["id"]=>
  int(711)
  ["www"]=>
  bool(false)
  ["servedBy"]=>
  NULL
  ["reason"]=>
  enum(RunCloud\Reason::DomainAdded)
  ["message"]=>
  string(27) "shop.example.com was added."
}
\RunCloud\DomainResult::__set_state(array(
   'outcome' => 
  \RunCloud\Outcome::Added,
   'domain' => 'shop.example.com',
   'id' => 711,
   'www' => false,
   'servedBy' => NULL,
   'reason' => 
  \RunCloud\Reason::DomainAdded,
   'message' => 'shop.example.com was added.',
))
bool(true)
array(7) {
  [0]=>
  string(7) "outcome"
  [1]=>
  string(6) "domain"
  [2]=>
  string(2) "id"
  [3]=>
  string(3) "www"
  [4]=>
  string(8) "servedBy"
  [5]=>
  string(6) "reason"
  [6]=>
  string(7) "message"
}
array(7) {
  [0]=>
  string(7) "outcome"
  [1]=>
  string(6) "domain"
  [2]=>
  string(2) "id"
  [3]=>
  string(3) "www"
  [4]=>
  string(8) "servedBy"
  [5]=>
  string(6) "reason"
  [6]=>
  string(7) "message"
}
