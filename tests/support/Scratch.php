<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use RuntimeException;

/**
 * Folders of the tests' own, and the only way that PHP code of the tests deletes.
 *
 * A path is deleted only below a folder that carries the mark, which make() and `scratch_folder` of bin/lib.sh set when
 * they make one. Tests run as root on people's machines: a path that is empty, relative, `/` or a link that leads out
 * is refused. bin/lib.sh does the same for scripts.
 */
final class Scratch
{
    public const MARK = '.runcloud-scratch';

    /** Makes a folder and returns its path. */
    public static function make(string $name = 'tests'): string
    {
        $folder = realpath(sys_get_temp_dir()) . "/runcloud-$name-" . bin2hex(random_bytes(6));
        mkdir($folder, 0700) && touch("$folder/" . self::MARK) || throw new RuntimeException("$folder could not be made");
        return $folder;
    }

    /** Deletes a file, or a folder with all that is in it; links in it are deleted and not followed. */
    public static function remove(string $path): void
    {
        self::delete(self::guarded($path));
    }

    /** Deletes all that is in a folder. */
    public static function clear(string $folder): void
    {
        self::delete_contents(self::guarded($folder));
    }

    /**
     * The resolved path, when it may be deleted.
     *
     * @throws RuntimeException When it may not.
     */
    public static function guarded(string $path): string
    {
        $refuse = static fn (string $why) => throw new RuntimeException("\"$path\" is not deleted: $why");
        if (!str_starts_with($path, '/') || in_array(basename($path), ['', '.', '..'], true)) {
            $refuse('it is no absolute path of a file or folder');
        }
        $parent = (string) realpath(dirname($path));
        $whole = rtrim($parent, '/') . '/' . basename($path);
        if (is_link($whole)) {
            $target = realpath($whole);
            self::is_marked($parent) && $target !== false && self::is_marked($target) || $refuse('it is a link that leads out of the tests\' folders');
            return $whole;
        }
        $parent !== '' && self::is_marked(is_dir($whole) ? $whole : $parent) || $refuse('the tests did not make the folder it is in');
        return $whole;
    }

    private static function is_marked(string $folder): bool
    {
        for (; $folder !== '/' && $folder !== ''; $folder = dirname($folder)) {
            if (is_file("$folder/" . self::MARK)) {
                return true;
            }
        }
        return false;
    }

    private static function delete(string $path): void
    {
        if (is_link($path) || is_file($path)) {
            unlink($path);
        } elseif (is_dir($path)) {
            self::delete_contents($path);
            rmdir($path);
        }
    }

    private static function delete_contents(string $folder): void
    {
        foreach (array_diff(scandir($folder) ?: [], ['.', '..']) as $name) {
            self::delete("$folder/$name");
        }
    }
}
