# shellcheck shell=bash
# Gets WordPress from Debian's packages, which are unpacked and not installed: as a package it wants a web server.
# shellcheck disable=SC2154 # work and root are set by the script that sources this
# shellcheck source-path=SCRIPTDIR source=../../bin/debian.sh
. "$root/bin/debian.sh"

# use_wordpress distribution|new|newest|SUITE: leaves in $wordpress the folder of that WordPress.
# Where the new one cannot be had it is the distribution's; `has_wordpress new` asks before.
use_wordpress() {
    suite_of "$1"
    wordpress=$work/wordpress/$suite
    [ -e "$wordpress/wp-load.php" ] && return
    slowly "fetching WordPress from Debian's $suite" fetch_wordpress || die "there is no WordPress to be had from Debian's $suite; the words above say why"
}
has_wordpress() { (use_wordpress "$1") >/dev/null 2>&1; }

suite_of() {
    suite=$1
    local own
    own=$(debian_release)
    case $1 in
        distribution) suite=$own ;;
        newest) suite=${WP_NEWEST_SUITE:-forky} ;;
        new) suite=${WP_NEW_SUITE:-$([ "$own" = trixie ] && echo sid || echo trixie)} ;;
    esac
}

fetch_wordpress() {
    local folder=$work/debian/$suite
    debian_lists "$folder" "$(dpkg --print-architecture)" "$suite" || return
    mkdir -p "$folder/debs"
    (
        mapfile -t packages < <(in_debian "$folder" apt-cache show --no-all-versions wordpress | sed -n 's/^\(Depends\|Recommends\): //p' |
            tr ',|' '\n' | sed 's/ *(.*//; s/ //g' | grep -E '^(php-getid3|libphp-.*|libjs-.*|wordpress-theme-.*)$')
        cd "$folder/debs" && in_debian "$folder" apt-get -q download wordpress "${packages[@]}"
    ) || return
    scrap "$folder/unpacked" "$wordpress"
    unpack_debs "$folder/unpacked" "$folder"/debs/*.deb || return
    # Links into /etc and /var are of a WordPress that is installed; the others lead to the libraries beside it.
    mkdir -p "$wordpress.part"
    tar -C "$folder/unpacked/usr/share/wordpress" --exclude=./.htaccess --exclude=./wp-config.php --exclude=./wp-includes/certificates \
        -ch . | tar -C "$wordpress.part" -x || return
    mkdir "$wordpress.part/wp-includes/certificates"
    cp /etc/ssl/certs/ca-certificates.crt "$wordpress.part/wp-includes/certificates/ca-bundle.crt" || return
    # shellcheck disable=SC2016 # it is PHP
    echo '<?php require getenv("BED_CONFIG");' >"$wordpress.part/wp-config.php"
    put_in_place "$wordpress.part" "$wordpress"
    scrap "$folder"
}
