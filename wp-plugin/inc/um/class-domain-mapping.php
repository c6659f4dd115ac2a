<?php
/**
 * The domain mapping, for UM's registry generation (2.4.11 and later).
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress\UM;

use WP_Ultimo\Integrations as Core;

defined('ABSPATH') || exit;

require_once __DIR__ . '/trait-events.php';

/** Takes the place of core's module: same capability id, so core's never attaches its callbacks. */
class Domain_Mapping extends Core\Base_Capability_Module implements Core\Capabilities\Domain_Mapping_Capability {

	use Events;

	/** Returns UM's id of this capability. */
	public function get_capability_id(): string {
		return 'domain-mapping';
	}

	/** Returns the capability's name. */
	public function get_title(): string {
		return __('Domain Mapping', 'runcloud');
	}
}
