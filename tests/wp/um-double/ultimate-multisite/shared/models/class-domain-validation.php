<?php
/**
 * What a domain has to be before it is saved.
 *
 * @package UM_Double
 */

namespace UM_Double\Internal;

use WP_Ultimo\Database\Domains\Domain_Query;
use WP_Ultimo\Database\Domains\Domain_Stage;

defined('ABSPATH') || exit;

/**
 * The rules of contract dossier §4.
 */
class Domain_Validation {

	/**
	 * ASCII labels of 1 to 63 characters, at least two, the last one not a number.
	 */
	const HOST = '/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/D';

	/**
	 * What is wrong with a row.
	 *
	 * @param array $row Columns.
	 * @return true|\WP_Error
	 */
	public static function check($row) {

		$errors = new \WP_Error();

		if (! is_numeric($row['blog_id']) || (int) $row['blog_id'] < 1) {
			$errors->add('blog_id', 'Blog_id must be a number.');
		}

		if (! in_array($row['stage'], Domain_Stage::get_options(), true)) {
			$errors->add('stage', 'Stage is not one of the known stages.');
		}

		if (! preg_match(self::HOST, (string) $row['domain'])) {
			$errors->add('domain', 'The Domain is not a valid host name.');
		} else {
			$other = (new Domain_Query())->get_item_by('domain', $row['domain']);

			if ($other && (int) $other->id !== (int) $row['id']) {
				$errors->add('domain', "Domain {$row['domain']} has been used");
			}
		}

		return $errors->has_errors() ? $errors : true;
	}
}
