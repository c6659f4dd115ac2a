# shellcheck shell=bash
# Gets WordPress from Debian's packages, which are unpacked and not installed: as a package it wants a web server.
# shellcheck disable=SC2154 # work is set by the script that sources this

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
    own=$(. /etc/os-release && echo "${VERSION_CODENAME:-sid}")
    case $1 in
        distribution) suite=$own ;;
        newest) suite=${WP_NEWEST_SUITE:-forky} ;;
        new) suite=${WP_NEW_SUITE:-$([ "$own" = trixie ] && echo sid || echo trixie)} ;;
    esac
}

fetch_wordpress() {
    local mirror folder=$work/debian/$suite package
    need apt-get "WordPress comes from Debian's packages, and this machine has no apt-get"
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || { say "apt's sources name no Debian mirror"; return 1; }
    # A mirror may hold testing's lists past their date. Package lists of its own: no root is needed, and the machine's are left alone.
    mkdir -p "$folder"/{lists,cache/archives}/partial "$folder/debs"
    cat >"$folder/apt.conf" <<END
Dir::State "$folder";
Dir::State::lists "$folder/lists";
Dir::State::status "/dev/null";
Dir::Cache "$folder/cache";
Dir::Etc::sourcelist "$folder/sources.list";
Dir::Etc::sourceparts "-";
Dir::Etc::preferencesparts "-";
Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
APT::Sandbox::User "root";
END
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$folder/sources.list"
    (
        export APT_CONFIG=$folder/apt.conf LC_ALL=C
        apt-get -q -o APT::Update::Error-Mode=any update || exit
        mapfile -t packages < <(apt-cache show --no-all-versions wordpress | sed -n 's/^\(Depends\|Recommends\): //p' | tr ',|' '\n' |
            sed 's/ *(.*//; s/ //g' | grep -E '^(php-getid3|libphp-.*|libjs-.*|wordpress-theme-.*)$')
        cd "$folder/debs" && apt-get -q download wordpress "${packages[@]}"
    ) || return
    scrap "$folder/unpacked" "$wordpress"
    for package in "$folder"/debs/*.deb; do
        dpkg-deb -x "$package" "$folder/unpacked" || return
    done
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

# Where apt has Debian itself from.
debian_mirror() {
    local own
    own=$(. /etc/os-release && echo "${VERSION_CODENAME:-sid}")
    # shellcheck disable=SC2016 # apt fills these in
    apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Identifier: Packages' |
        awk -v own="$own" '$2 == "main" && ($1 == own || $1 ~ /^(oldstable|stable|testing|unstable)$/) { print $3; exit }'
}
