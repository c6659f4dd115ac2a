--TEST--
Exceptions can be made and extended like PHP's own
--FILE--
<?php
class Late extends RunCloud\TransportException
{
    public function __construct(string $message)
    {
        parent::__construct($message, 7);
        $this->retryAfter = 30;
    }
}
$late = new Late('too late');
var_dump($late instanceof RuntimeException, $late->getMessage(), $late->getCode(), $late->getLine());
var_dump($late->status, $late->retryable, $late->retryAfter, $late->errors);
$plain = new RunCloud\Exception('why', previous: $late);
var_dump($plain->getPrevious() === $late, $plain->errors);
try {
    $plain->status = 'three';
} catch (TypeError $error) {
    echo $error->getMessage(), "\n";
}
--EXPECT--
bool(true)
string(8) "too late"
int(7)
int(10)
NULL
bool(false)
int(30)
array(0) {
}
bool(true)
array(0) {
}
Cannot assign string to property RunCloud\Exception::$status of type ?int
