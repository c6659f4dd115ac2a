--TEST--
A half-made result cannot exist
--FILE--
<?php
require __DIR__ . '/fake.inc';
foreach (['DomainResult', 'SslResult', 'Domain', 'Certificate', 'DnsRecord', 'ActivityEntry', 'Plan', 'Check', 'Exchange'] as $name) {
    $class = "RunCloud\\$name";
    thrown(fn () => new $class());
    thrown(fn () => (new ReflectionClass($class))->newInstanceWithoutConstructor());
}
--EXPECT--
Error: Call to private RunCloud\DomainResult::__construct() from global scope
ReflectionException: Class RunCloud\DomainResult is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Call to private RunCloud\SslResult::__construct() from global scope
ReflectionException: Class RunCloud\SslResult is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Call to private RunCloud\Domain::__construct() from global scope
ReflectionException: Class RunCloud\Domain is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Call to private RunCloud\Certificate::__construct() from global scope
ReflectionException: Class RunCloud\Certificate is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Call to private RunCloud\DnsRecord::__construct() from global scope
ReflectionException: Class RunCloud\DnsRecord is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Call to private RunCloud\ActivityEntry::__construct() from global scope
ReflectionException: Class RunCloud\ActivityEntry is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Call to private RunCloud\Plan::__construct() from global scope
ReflectionException: Class RunCloud\Plan is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Call to private RunCloud\Check::__construct() from global scope
ReflectionException: Class RunCloud\Check is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Call to private RunCloud\Exchange::__construct() from global scope
ReflectionException: Class RunCloud\Exchange is an internal class marked as final that cannot be instantiated without invoking its constructor
