<?php

declare(strict_types=1);

namespace RunCloud;

/**
 * A setting, argument, constant or variable is missing or unusable; nothing was sent. The message
 * names it.
 *
 * @example
 *     catch (RunCloud\ConfigurationException $failure) {
 *         // The setting WU_RUNCLOUD_APP_ID cannot be used: it is missing. …
 *     }
 */
class ConfigurationException extends Exception
{
}
