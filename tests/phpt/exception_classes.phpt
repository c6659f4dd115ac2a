--TEST--
Every exception class is a RunCloud\Exception, and that a RuntimeException
--FILE--
<?php
foreach (get_declared_classes() as $class) {
    if (str_starts_with($class, 'RunCloud\\') && is_subclass_of($class, Throwable::class)) {
        echo $class, ' < ', get_parent_class($class), "\n";
    }
}
--EXPECT--
RunCloud\Exception < RuntimeException
RunCloud\ConfigurationException < RunCloud\Exception
RunCloud\InvalidDomainException < RunCloud\Exception
RunCloud\AuthenticationException < RunCloud\Exception
RunCloud\PermissionException < RunCloud\Exception
RunCloud\NotFoundException < RunCloud\Exception
RunCloud\ConflictException < RunCloud\Exception
RunCloud\ProtectedDomainException < RunCloud\Exception
RunCloud\ValidationException < RunCloud\Exception
RunCloud\RateLimitException < RunCloud\Exception
RunCloud\ServerException < RunCloud\Exception
RunCloud\TransportException < RunCloud\Exception
RunCloud\OutcomeUnknownException < RunCloud\Exception
