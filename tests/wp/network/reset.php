<?php

/* Puts the bed back to how it was made. */

require dirname(__DIR__) . '/support/Database.php';
require dirname(__DIR__) . '/support/Fake.php';

RunCloud\Tests\Database::restore();
RunCloud\Tests\Fake::of_bed()->reset();
