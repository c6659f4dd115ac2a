# shellcheck shell=bash
# The MariaDB of a bed: reached through a socket alone, run by a user without rights, gone with the bed.
# shellcheck disable=SC2154 # bed is set by the script that sources this, which also has start and poll

# place_database: makes its folder, $database, which is in the bed unless the database's user cannot get there
# or a socket in it would have too long a name.
place_database() {
    database=$bed/data
    mkdir -m 700 "$database"
    if [ ${#database} -gt 90 ] || ! own_database || ! "${nobody[@]}" test -w "$database/."; then
        database=$(scratch_folder bed)
        own_database
    fi
    ln -s "$database" "$bed/database"
}
own_database() { [ "$EUID" -ne 0 ] || chown nobody:nogroup "$database"; }

create_database() {
    "${nobody[@]}" mariadb-install-db --no-defaults --datadir="$database" --auth-root-authentication-method=normal --skip-test-db
}

# Nothing here has to outlive a power cut, so nothing waits for the disk.
start_database() {
    start mariadbd "${nobody[@]}" mariadbd --no-defaults --datadir="$database" --socket="$database/socket" --skip-networking \
        --character-set-server=utf8mb4 --performance-schema=0 --innodb-flush-method=nosync --innodb-flush-log-at-trx-commit=0 \
        --innodb-doublewrite=0 --innodb-log-file-size=16M --innodb-buffer-pool-size=64M --innodb-buffer-pool-dump-at-shutdown=0
    poll 60 ask_database 'SELECT 1'
}
ask_database() { mariadb --no-defaults --socket="$database/socket" --user=root -e "$1"; }
