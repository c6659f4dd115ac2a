<?php
/**
 * The domain mapping, for UM's registry generation (2.4.11 and later).
 *
 * @package RunCloud\WordPress
 */

namespace RunCloud\WordPress\UM;

use WP_Ultimo\Integrations\Base_Capability_Module;
use WP_Ultimo\Integrations\Capabilities\Domain_Mapping_Capability;

use function RunCloud\WordPress\attach;

defined('ABSPATH') || exit;

require_once __DIR__ . '/trait-events.php';

/** Takes the place of core's module: same capability id, so core's never attaches its callbacks. */
class Domain_Mapping extends Base_Capability_Module implements Domain_Mapping_Capability {

	use Events;

	/** UM's id of this capability. */
	public function get_capability_id(): string {
		return 'domain-mapping';
	}

	/** The capability's name. */
	public function get_title(): string {
		return __('Domain Mapping', 'runcloud');
	}

	/** Attaches the callbacks; UM calls it when the integration is enabled and set up. */
	public function register_hooks(): void {
		foreach (['add_domain', 'remove_domain', 'add_subdomain', 'remove_subdomain'] as $event) {
			add_action("wu_$event", [$this, "on_$event"], 10, 2);
		}
		attach();
	}
}
