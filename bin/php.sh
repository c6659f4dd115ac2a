# shellcheck shell=bash
# What bin/install knows of a PHP, and how it tries a library with it. Nothing here changes the PHP.
# shellcheck disable=SC2034,SC2154 # it shares variables with bin/install

fail() { die "PHP ${version:+$version }($PHP): $*"; }

# run BINARY ARGUMENT...: loud about start-up, for no longer than a healthy start takes.
run() {
    timeout --foreground 30 "$1" -d display_errors=stderr -d display_startup_errors=1 -d html_errors=0 -d log_errors=0 -d open_basedir= -d disable_functions= "${@:2}"
}
php() { run "$PHP" "$@"; }

# ask PHP: everything comes from PHP itself, as Debian has no php-config without php-dev.
ask() {
    local answer
    PHP=$1 version=""
    answer=$(php -r 'echo "\n", implode("|", [PHP_VERSION, (int) PHP_ZTS, (int) PHP_DEBUG, readlink("/proc/self/exe"), ini_get("extension_dir")]);' 2>/dev/null | tail -n 1) || true
    IFS='|' read -r version zts debug executable extension_dir <<<"$answer"
    [[ $version =~ ^[0-9]+\.[0-9]+ ]] || { version=""; fail "it does not start. Run '$PHP -v' to see why."; }
    minor=${BASH_REMATCH[0]} kind=${BASH_REMATCH[0]}
    [ "$zts" = 0 ] || kind+=-zts
}

# told_by_ini WHAT: what `php --ini` says of it. Since PHP 8.5 its paths are in quotes.
told_by_ini() { "$PHP" --ini | sed -n "s/^$1: *\"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p"; }

# find_folders: where this PHP keeps its extensions and its ini files, and which SAPIs read them.
declare -A binaries folders
find_folders() {
    local scan conf_d sapi fpm
    [ -d "$extension_dir" ] || fail "it loads extensions from $extension_dir, and there is no such folder"
    scan=$(told_by_ini 'Scan for additional .ini files in')
    scan_dir=${scan##*:} ini_dir=${scan##*:} debian="" service="" binaries=() folders=()
    [ -d "$scan_dir" ] || fail "it reads no folder of ini files (php --ini says '$scan'), so there is no place for runcloud.ini"
    # Debian keeps one ini file per extension and links it into the folder of each SAPI.
    if [[ $scan_dir == "$machine"/etc/php/*/*/conf.d ]] && has phpenmod; then
        debian=$(basename "${scan_dir%/*/conf.d}")
        ini_dir=$machine/etc/php/$debian/mods-available
        for conf_d in "$machine/etc/php/$debian"/*/conf.d; do
            sapi=$(basename "${conf_d%/conf.d}")
            folders[$sapi]=$conf_d
            case $sapi in
                cli) binaries[cli]=$PHP ;;
                fpm) binaries[fpm]=$machine/usr/sbin/php-fpm$debian ;;
                cgi) binaries[cgi]=$machine/usr/bin/php-cgi$debian ;;
            esac
        done
        service=php$debian-fpm
    else
        binaries[cli]=$PHP folders[cli]=$scan_dir
        fpm=$(dirname "$(dirname "$PHP")")/sbin/php-fpm
        [ ! -x "$fpm" ] || binaries[fpm]=$fpm folders[fpm]=$scan_dir
        [[ ! $PHP =~ /(php[0-9]+rc)/ ]] || service=${BASH_REMATCH[1]}-fpm
    fi
    for sapi in "${!binaries[@]}"; do [ -x "${binaries[$sapi]}" ] || unset "binaries[$sapi]"; done
    so=$extension_dir/runcloud.so ini=$ini_dir/runcloud.ini
}
# enabled: the SAPIs that read runcloud.ini.
enabled() {
    local sapi
    for sapi in "${!folders[@]}"; do
        if [ -n "$debian" ]; then compgen -G "${folders[$sapi]}/*-runcloud.ini" >/dev/null || continue; else [ -e "$ini" ] || continue; fi
        echo "$sapi"
    done | sort
}

writable() {
    local folder
    for folder in "$extension_dir" "$ini_dir" "${folders[@]}"; do [ -w "$folder" ] || return 1; done
}
# in_place COMMAND...: as root only where the folders want it.
in_place() { if writable; then "$@"; else as_root "$@"; fi; }

# version_of LIBRARY: as it says itself.
version_of() { php -n -d extension="$1" -r 'echo phpversion("runcloud");' 2>/dev/null; }

## The trial, which changes nothing

# check_loads WHAT BINARY ARGUMENT...: fails unless BINARY, started with ARGUMENT, has the extension and ends well.
check_loads() {
    local what=$1 words result=0
    words=$(run "${@:2}" -m 2>&1 >"$own/modules") || result=$?
    [ "$result" -ne 0 ] || grep -qx runcloud "$own/modules" || result=77
    [ "$result" -eq 0 ] || fail "$what: $(why "$result" "$words")"
}
why() {
    local needs="" has="" built_for runs_on
    [[ $2 =~ Module\ compiled\ with\ (module\ API=|build\ ID=API)([^[:space:]]+) ]] && needs=${BASH_REMATCH[2]}
    [[ $2 =~ PHP\ +compiled\ with\ (module\ API=|build\ ID=API)([^[:space:]]+) ]] && has=${BASH_REMATCH[2]}
    built_for=$(architecture "$library") runs_on=$(architecture "$executable")
    if [ -n "$needs" ]; then echo "it was built for the PHP API $needs, and this PHP has $has. Build one for this PHP with: $(build_command)"
    elif [ -n "$built_for" ] && [ -n "$runs_on" ] && [ "$built_for" != "$runs_on" ]; then echo "it was built for $built_for, and this PHP runs on $runs_on"
    elif [[ $2 =~ \([^\(]*\.so:\ ([^\)]*)\) ]]; then echo "${BASH_REMATCH[1]}"
    elif [ "$1" -eq 124 ]; then echo "PHP hung while it started"
    elif [ "$1" -gt 128 ]; then echo "PHP crashed (signal $(($1 - 128)))"
    elif [ "$1" -eq 77 ]; then echo "PHP lists no extension named runcloud${2:+ (PHP says: $(grep -m1 . <<<"$2"))}"
    else echo "PHP ended with $1${2:+ and said: $(grep -m1 . <<<"$2")}"
    fi
}
# architecture FILE: from the header of an ELF file; nothing for another file.
architecture() {
    local bytes
    read -ra bytes <<<"$(od -An -v -tu1 -w20 -N20 "$1" 2>/dev/null)"
    [ "${bytes[*]:0:4}" = "127 69 76 70" ] || return 0
    case ${bytes[18]:-} in 62) echo x86_64 ;; 183) echo aarch64 ;; 3) echo i386 ;; 40) echo arm ;; *) echo "machine ${bytes[18]:-?}" ;; esac
}

# build_command: what builds a library for this PHP; Debian's php-dev names its php-config after the version.
build_command() {
    local config
    config=$(dirname "$PHP")/php-config
    [[ $PHP != */php$minor ]] || config+=$minor
    echo "bin/install --php-config $config"
}

# check_sum: whether the library is the one that was packed.
check_sum() {
    local name=${library#"$here"/} sum
    [ -e "$here/SHA256SUMS" ] || return 0
    sum=$(sed -nE "s#^([0-9a-f]{64}) [ *](\./)?$name\$#\1#p" "$here/SHA256SUMS")
    [ "$(sha256sum <"$library" | cut -d' ' -f1)" = "$sum" ] ||
        fail "$name is not the file that SHA256SUMS lists. The download is damaged: download the archive again."
}

# The whole configuration as it will be, for each SAPI, in a folder that only the process below reads.
try_with_all_ini_files() {
    local sapi folder file
    for sapi in "${!binaries[@]}"; do
        folder=$own/$sapi
        mkdir "$folder"
        for file in "${folders[$sapi]}"/*.ini; do
            [[ $file == *runcloud.ini ]] || [ ! -e "$file" ] || ln -s "$file" "$folder/"
        done
        { echo "extension=$library"; [ ! -e "$ini" ] || grep -vE "$loads" "$ini" || true; } >"$folder/zz-runcloud.ini"
        PHP_INI_SCAN_DIR=$folder check_loads "$library does not go with the other extensions of ${binaries[$sapi]}" "${binaries[$sapi]}"
    done
}

# A line of an ini file that loads the extension.
loads='^[[:space:]]*extension[[:space:]]*=[[:space:]]*"?([^";]*/)?runcloud(\.so)?"?[[:space:]]*(;|$)'
refuse_second_loader() {
    local file folder
    while read -r file; do
        [[ ! -e $file || $(readlink -f "$file") == "$(readlink -f "$ini")" ]] || ! grep -qE "$loads" "$file" ||
            fail "$file loads the extension already; take that line out first"
    done < <(for folder in "${folders[@]}"; do printf '%s\n' "$folder"/*.ini ${debian:+"${folder%/conf.d}/php.ini"}; done
        told_by_ini 'Loaded Configuration File')
}

# try_library: fails unless the library goes with this PHP and all that it loads.
try_library() {
    check_loads "cannot load $library" "$PHP" -n -d extension="$library"
    refuse_second_loader
    try_with_all_ini_files
}
