<?php
/**
 * One object per class.
 *
 * @package UM_Double
 */

namespace WP_Ultimo\Traits;

defined('ABSPATH') || exit;

/**
 * The instance is kept in a static property, which a subclass that does not use the trait again shares
 * with its parent (contract dossier §3.2, "Never subclass").
 */
trait Singleton {

	/**
	 * The object.
	 *
	 * @var static|null
	 */
	public static $instance;

	/**
	 * The object, made and initialised on the first call.
	 *
	 * @return static
	 */
	public static function get_instance() {

		if (! static::$instance instanceof static) {
			static::$instance = new static();
			static::$instance->init();
		}

		return static::$instance;
	}

	/**
	 * Hands on to the parent's init, for classes that have none of their own.
	 *
	 * @return void
	 */
	public function init(): void {

		$parent = get_parent_class(self::class);

		if ($parent && method_exists($parent, 'init')) {
			(new \ReflectionMethod($parent, 'init'))->invoke($this);
		}
	}

	/**
	 * Nothing to do; objects come from get_instance() only.
	 */
	final private function __construct() {
	}
}
