# shellcheck shell=bash
# PHPs of other Debian releases and of the other architecture, unpacked in folders of their own below the target folder: to build
# against and to run. Nothing of them is installed on the machine.
# shellcheck disable=SC2154,SC2034 # root and target are lib.sh's, and php_version is read there
# shellcheck source-path=SCRIPTDIR source=debian.sh
. "$root/bin/debian.sh"

# The PHPs that can be had, and the Debian releases that have them. PHP 8.5 is in experimental, on top of unstable.
php_suites() {
    case $1 in
        8.2) echo bookworm ;;
        8.4) echo trixie ;;
        8.5 | 8.6) echo sid experimental ;;
        *) return 1 ;;
    esac
}
debian_architecture() {
    case $1 in
        x86_64) echo amd64 ;;
        aarch64) echo arm64 ;;
        *) return 1 ;;
    esac
}

# use_root VERSION[-zts] ARCHITECTURE: exports PHP, PHP_CONFIG and PHP_FPM of that PHP.
use_root() {
    php_root=$target/roots/php$1-$2
    [ "$(cat "$php_root/made-by" 2>/dev/null)" = "$(made_by)" ] || slowly "fetching PHP $1 for $2 from Debian's packages" make_root "$1" "$2" ||
        die "there is no PHP $1 for $2 to be had from Debian's packages; apt's words are above"
    export PHP=$php_root/bin/php PHP_CONFIG=$php_root/bin/php-config PHP_FPM=$php_root/bin/php-fpm
    php_version=${1%-zts} php_found=1
}

# A root that another state of this file made is made again.
made_by() { cat "$root/bin/roots.sh" "$root/bin/debian.sh" | sha256sum; }

make_root() {
    local version=${1%-zts} architecture=$2 lists suites
    own_folder "$target/roots"
    lists=$target/roots/lists.$$
    read -ra suites <<<"$(php_suites "$version")"
    scrap "$php_root" "$php_root.part" "$lists"
    mkdir -p "$php_root.part/bin" "$lists"
    debian_lists "$lists" "$(debian_architecture "$architecture")" "${suites[@]}" || return
    if [[ $1 == *-zts ]]; then build_thread_safe; else unpack_php; fi || return
    scrap "$lists"
    write_php_config "$version" "$php_root.part"
    made_by >"$php_root.part/made-by"
    put_in_place "$php_root.part" "$php_root"
}

unpack_php() {
    local package file
    local -a packages=()
    # From PHP 8.5 on opcache is built in.
    for package in cli dev fpm curl intl mbstring mysql opcache xml; do
        [ -z "$(in_debian "$lists" apt-cache policy "php$version-$package" | sed -n 's/^  Candidate: [0-9]/&/p')" ] || packages+=("php$version-$package")
    done
    unpack_debian "$lists" "$php_root.part" "${packages[@]}" || return
    mkdir "$php_root.part/conf.d"
    for file in "$php_root.part/usr/share/php$version"-*/*/*.ini; do
        cp "$file" "$php_root.part/conf.d/$(sed -n 's/^; priority=//p' "$file")-${file##*/}"
    done
    write_wrappers "$version" "$architecture" "$php_root.part"
}

# write_wrappers VERSION ARCHITECTURE FOLDER: the programs of that PHP, to be called as they are. Each finds its folder by its own
# name, and has this folder's dynamic linker start the real one with this folder's libraries.
write_wrappers() {
    local version=$1 architecture=$2 folder=$3 name api foreign=""
    api=$(cd "$folder/usr/lib/php" && compgen -G '20*' | head -n 1)
    [ "$architecture" = "$(uname -m)" ] || foreign="qemu-$architecture-static "
    for name in php php-fpm; do
        cat >"$folder/bin/$name" <<END
#!/bin/bash
root=\$(dirname "\$(dirname "\$(realpath "\$0")")")
libraries=\$root/lib/$architecture-linux-gnu:\$root/usr/lib/$architecture-linux-gnu
for loader in "\$root"{,/usr}/lib/$architecture-linux-gnu/ld-linux-*; do [ ! -e "\$loader" ] || break; done
program=\$root/usr/bin/php$version
[ $name = php ] || program=\$root/usr/sbin/php-fpm$version
export PHP_INI_SCAN_DIR=\${PHP_INI_SCAN_DIR-\$root/conf.d}
exec $foreign"\$loader" --argv0 "\$0" --library-path "\$libraries" "\$program" -d extension_dir="\$root/usr/lib/php/$api" "\$@"
END
    done
    chmod +x "$folder"/bin/*
}

# Debian has no thread-safe PHP, so its sources are compiled: the command line alone, with what the tests need.
build_thread_safe() {
    local sources=$lists/sources configure
    [ "$architecture" = "$(uname -m)" ] || { say "a thread-safe PHP is compiled for this machine's own processor alone"; return 1; }
    mkdir "$sources"
    sed 's/^deb /deb-src /' "$lists/sources.list" >"$lists/sources.src" && cat "$lists/sources.src" >>"$lists/sources.list"
    in_debian "$lists" apt-get -q update && (cd "$lists" && in_debian "$lists" apt-get -q --download-only source "php$version") || return
    tar -xf "$lists"/php*.orig.tar.?z -C "$sources" --strip-components=1 || return
    configure=(--prefix="$php_root/usr" --enable-zts --disable-all --disable-cgi --disable-phpdbg --enable-pcntl --enable-posix
        --enable-tokenizer --with-config-file-scan-dir="$php_root/conf.d")
    (cd "$sources" && CFLAGS=-O1 ./configure "${configure[@]}" && make -j"$(nproc)" && make install-cli install-headers install-build INSTALL_ROOT="$lists/made") || return
    put_in_place "$lists/made$php_root/usr" "$php_root.part/usr"
    mkdir "$php_root.part/conf.d"
    ln -s ../usr/bin/php "$php_root.part/bin/php"
}

# write_php_config VERSION FOLDER: php-config, which knows where that folder is.
write_php_config() {
    local folder=$2
    cat >"$folder/bin/php-config" <<END
#!/bin/bash
root=\$(dirname "\$(dirname "\$(realpath "\$0")")")
headers=\$(compgen -G "\$root/usr/include/php/20*" || echo "\$root/usr/include/php")
case \${1-} in
    --version) exec "\$root/bin/php" -n -r 'echo PHP_VERSION, PHP_EOL;' ;;
    --php-binary) echo "\$root/bin/php" ;;
    --extension-dir) exec "\$root/bin/php" -n -r 'echo ini_get("extension_dir"), PHP_EOL;' ;;
    --include-dir) echo "\$headers" ;;
    --includes) echo "-I\$headers -I\$headers/main -I\$headers/TSRM -I\$headers/Zend -I\$headers/ext -I\$headers/ext/date/lib" ;;
    --prefix) echo "\$root/usr" ;;
    *) echo "php-config of PHP $1 knows no '\${1-}'" >&2; exit 1 ;;
esac
END
    chmod +x "$folder/bin/php-config"
}
