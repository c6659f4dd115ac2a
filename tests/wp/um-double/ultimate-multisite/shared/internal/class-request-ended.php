<?php
/**
 * The end of a request that a control runs.
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

defined('ABSPATH') || exit;

/**
 * Thrown where a request would exit. An Error, not an Exception, so that code under test does not catch it.
 */
class Request_Ended extends \Error {
}
