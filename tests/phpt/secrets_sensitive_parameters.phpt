--TEST--
Reflection tells which constructor arguments are sensitive
--FILE--
<?php
foreach ((new ReflectionMethod('RunCloud\Client', '__construct'))->getParameters() as $parameter) {
    echo $parameter->getName(), ':', array_map(fn ($attribute) => ' ' . $attribute->getName(), $parameter->getAttributes())[0] ?? '', "\n";
}
--EXPECT--
serverId:
appId:
token: SensitiveParameter
apiKey: SensitiveParameter
apiSecret: SensitiveParameter
apiVersion:
apiUrl:
timeout:
