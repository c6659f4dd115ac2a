<?php

declare(strict_types=1);

namespace RunCloud\Tests;

use mysqli;

/**
 * The bed's database and the copy of it that every test begins with.
 *
 * Tables are compared and copied, and there is no transaction around a test, since the runners that it starts in other
 * processes must see what it did.
 */
final class Database
{
    private const LIVE = 'bed';
    private const KEPT = 'bed_kept';

    private static ?mysqli $connection = null;
    /** @var array<string, string>|null */
    private static ?array $kept = null;

    /** Makes the present state the one to come back to. */
    public static function keep(): void
    {
        self::query('DROP DATABASE IF EXISTS ' . self::KEPT);
        self::query('CREATE DATABASE ' . self::KEPT . ' CHARACTER SET utf8mb4');
        foreach (self::tables(self::LIVE) as $table) {
            self::query(sprintf('CREATE TABLE %s LIKE %s', self::name(self::KEPT, $table), self::name(self::LIVE, $table)));
            self::query(sprintf('INSERT INTO %s SELECT * FROM %s', self::name(self::KEPT, $table), self::name(self::LIVE, $table)));
        }
        self::$kept = null;
        self::restore();
    }

    /** Puts back what differs from the kept state: contents, tables made and dropped, and the next automatic ids. */
    public static function restore(): void
    {
        self::$kept ??= self::fingerprints(self::KEPT);
        $live = self::fingerprints(self::LIVE);
        $surplus = array_keys(array_diff_key($live, self::$kept));
        if ($surplus !== []) {
            self::query('DROP TABLE ' . implode(', ', array_map(static fn (string $table) => self::name(self::LIVE, $table), $surplus)));
        }
        foreach (array_diff_assoc(self::$kept, $live) as $table => $fingerprint) {
            // What ALTER TABLE did is undone too.
            self::query('DROP TABLE IF EXISTS ' . self::name(self::LIVE, $table));
            self::query(sprintf('CREATE TABLE %s LIKE %s', self::name(self::LIVE, $table), self::name(self::KEPT, $table)));
            self::query(sprintf('INSERT INTO %s SELECT * FROM %s', self::name(self::LIVE, $table), self::name(self::KEPT, $table)));
        }
    }

    /** @return array<string, string> what tells whether a table is as it was, by name */
    private static function fingerprints(string $database): array
    {
        $tables = self::tables($database);
        if ($tables === []) {
            return [];
        }
        $fingerprints = [];
        $list = implode(', ', array_map(static fn (string $table) => self::name($database, $table), $tables));
        foreach (self::query("CHECKSUM TABLE $list")->fetch_all() as [$name, $checksum]) {
            $fingerprints[substr($name, strlen($database) + 1)] = "$checksum";
        }
        $ids = "SELECT table_name, auto_increment FROM information_schema.tables WHERE table_schema = '$database'";
        foreach (self::query($ids)->fetch_all() as [$table, $next]) {
            $fingerprints[$table] .= " $next";
        }
        return $fingerprints;
    }

    /** @return list<string> */
    private static function tables(string $database): array
    {
        return array_column(self::query("SHOW TABLES FROM $database")->fetch_all(), 0);
    }

    private static function name(string $database, string $table): string
    {
        return "`$database`.`$table`";
    }

    private static function query(string $sql): \mysqli_result|bool
    {
        // Action Scheduler's dates may be zero, which a copy has to accept.
        self::$connection ??= (static function (): mysqli {
            mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
            $connection = new mysqli('localhost', 'root', '', self::LIVE, 0, (string) getenv('BED_SOCKET'));
            $connection->query("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
            mysqli_report(MYSQLI_REPORT_OFF);
            return $connection;
        })();
        $result = self::$connection->query($sql);
        return $result !== false ? $result : throw new \RuntimeException(self::$connection->error . ": $sql");
    }
}
