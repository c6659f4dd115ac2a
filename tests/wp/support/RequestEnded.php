<?php

declare(strict_types=1);

namespace RunCloud\Tests;

/** Thrown where a request would exit. An Error, not an Exception, so that code under test does not catch it. */
final class RequestEnded extends \Error
{
}
