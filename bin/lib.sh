# shellcheck shell=bash
# What the scripts in bin/ share: words to the user, root, and which PHP and which Rust are meant.
# shellcheck disable=SC2034 # php_version, library and target are read by the scripts that source this

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
target=${CARGO_TARGET_DIR:-$root/target}

# Words to the user go to standard error, so that results can be piped.
say() { printf '%s\n' "$*" >&2; }
die() { say "${0##*/}: $*"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
need() { has "$1" || die "$2"; }

# The comment at the head of a script is its help.
usage() { sed -n '/^[^#]/q; /^$/q; 2,$s/^# \{0,1\}//p' "$0"; }

# The fence. These scripts run as root on people's machines, so they delete and move through `scrap` and `put_in_place` alone, and
# these take only what is in a folder that carries the mark. tests/support/Scratch.php does the same for PHP.
scratch_mark=.runcloud-scratch
# scratch_folder NAME: makes a temporary folder and prints its path.
scratch_folder() {
    local folder
    folder=$(mktemp -d "${TMPDIR:-/tmp}/runcloud-$1.XXXXXX")
    : >"$folder/$scratch_mark"
    realpath "$folder"
}
# own_folder FOLDER: makes a folder of these scripts' own, to be used again by a later one; one that somebody else filled is refused.
own_folder() {
    [[ $1 == /?* ]] || die "'$1' is no absolute path of a folder"
    mkdir -p "$1"
    [ -e "$1/$scratch_mark" ] || [ -z "$(ls -A "$1")" ] ||
        die "$1 was not made by these scripts, and they delete what is in it: move it away, or name another place"
    : >"$1/$scratch_mark"
}
# guarded PATH: prints the resolved path, when it may be deleted or moved.
guarded() {
    local path=$1 parent folder target
    while [[ $path == */ ]]; do path=${path%/}; done
    if [[ $path != /* || ${path##*/} == @(.|..) ]]; then
        say "'$1' is not deleted: it is no absolute path of a file or folder"
        return 1
    fi
    parent=$(realpath -e "$(dirname "$path")" 2>/dev/null) || parent=/
    path=${parent%/}/${path##*/} folder=$parent
    if [ -L "$path" ]; then
        target=$(realpath -e "$path" 2>/dev/null) || target=/
        if ! is_marked "$target"; then
            say "'$1' is not deleted: it is a link that leads out of the scripts' folders"
            return 1
        fi
    elif [ -d "$path" ]; then
        folder=$path
    fi
    if ! is_marked "$folder"; then
        say "'$1' is not deleted: these scripts did not make the folder it is in"
        return 1
    fi
    printf '%s\n' "$path"
}
is_marked() {
    local folder=$1
    while [ -n "$folder" ] && [ "$folder" != / ]; do
        [ ! -f "$folder/$scratch_mark" ] || return 0
        folder=$(dirname "$folder")
    done
    return 1
}
# scrap PATH...: deletes files and folders of these scripts' own; what is not there is no error.
scrap() {
    local path
    for path; do
        path=$(guarded "$path") || return
        rm -rf -- "${path:?}"
    done
}
# put_in_place FROM TO: moves a file or folder to a name that nothing has.
put_in_place() {
    local from to
    from=$(guarded "$1") && to=$(guarded "$2") || return
    [ ! -e "$to" ] || { say "$to is there already"; return 1; }
    mv -nT -- "$from" "$to"
}

# ask_root: lets sudo ask its question now, while there is a terminal to answer on. as_root COMMAND...: runs it as root, asking nothing.
ask_root() {
    [ "$EUID" -eq 0 ] && return
    has sudo || die "$1 needs root, and there is no sudo here: run this as root"
    sudo -n true 2>/dev/null && return
    { [ -t 0 ] && sudo -v; } || die "$1 needs root, and sudo did not allow it without a password: run this in a terminal, or as root"
}
as_root() { if [ "$EUID" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

# Put before a command, `nobody` has root run it as a user without rights; for others it is empty. `ordinary` is for what reads this
# checkout, and is empty as well where nobody may not.
nobody=() ordinary=()
if [ "$EUID" -eq 0 ]; then
    nobody=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
    ! "${nobody[@]}" test -r "$root/bin/lib.sh" || ordinary=("${nobody[@]}")
fi
# give_away FOLDER...: lets what runs so write there.
give_away() { [ ${#ordinary[@]} -eq 0 ] || chown -hR nobody:nogroup "$@"; }

# slowly LINE COMMAND...: keeps the output back unless it fails, and says LINE once it takes longer than a moment.
slowly() {
    local line=$1 log never timer status=0
    shift
    log=$(scratch_folder log)/log
    exec {never}<> <(:)
    { read -rt 2 -u "$never" _ || say "$line"; } &
    timer=$!
    "$@" </dev/null >"$log" 2>&1 || status=$?
    { kill "$timer" && wait "$timer"; } 2>/dev/null || true
    exec {never}>&-
    [ "$status" -eq 0 ] || cat "$log" >&2
    scrap "${log%/*}"
    return "$status"
}

# use_php: exports PHP and PHP_CONFIG, both of the same PHP: those of the environment, else 8.2's, else the default ones.
# Fails where there is none; ends the script where the environment names a wrong one.
use_php() {
    [ -z "${php_found:-}" ] || return 0
    local given=${PHP_CONFIG:-}${PHP:-} version
    if [ -n "${PHP_CONFIG:-}" ]; then
        has "$PHP_CONFIG" || die "PHP_CONFIG=$PHP_CONFIG cannot be run"
        PHP=${PHP:-$("$PHP_CONFIG" --php-binary)}
        has "$PHP" || PHP=$(dirname "$(command -v "$PHP_CONFIG")")/php
    elif [ -n "${PHP:-}" ]; then
        has "$PHP" || die "PHP=$PHP cannot be run"
        version=$("$PHP" -n -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
        PHP_CONFIG=$(dirname "$(command -v "$PHP")")/php-config
        [ ! -x "$PHP_CONFIG$version" ] || PHP_CONFIG+=$version
    elif has php8.2 && has php-config8.2; then
        PHP=php8.2 PHP_CONFIG=php-config8.2
    else
        PHP=php PHP_CONFIG=php-config
    fi
    if ! has "$PHP" || ! has "$PHP_CONFIG"; then
        [ -z "$given" ] || die "PHP ($PHP) and PHP_CONFIG ($PHP_CONFIG) must both be there"
        unset PHP PHP_CONFIG
        return 1
    fi
    PHP=$(command -v "$PHP") PHP_CONFIG=$(command -v "$PHP_CONFIG")
    version=$("$PHP_CONFIG" --version)
    [ "$("$PHP" -n -r 'echo PHP_VERSION;')" = "$version" ] || die "$PHP and $PHP_CONFIG ($version) are not of the same PHP; name both with PHP=… PHP_CONFIG=…"
    if ! at_least "$version" 8.2; then
        [ -z "$given" ] || die "$PHP is PHP $version, and the extension needs 8.2 or later"
        unset PHP PHP_CONFIG
        return 1
    fi
    export PHP PHP_CONFIG
    php_version=${version%.*} php_found=1
}

# php_fpm: prints the path of the PHP-FPM that belongs to the PHP in use; PHP_FPM names one that is nowhere usual.
php_fpm() {
    local fpm
    for fpm in "${PHP_FPM:-/usr/sbin/php-fpm$php_version}" "$("$PHP_CONFIG" --prefix)/sbin/php-fpm"; do
        [ ! -x "$fpm" ] || { printf '%s\n' "$fpm"; return; }
    done
    return 1
}

# use_rust: puts first on PATH a Rust that Cargo.toml accepts: the one already there, rustup's, Debian's, or Ubuntu's newest. Fails
# where there is none.
use_rust() {
    [ -z "${rust_found:-}" ] || return 0
    local bin
    for bin in "" "$HOME/.cargo/bin:" /usr/bin: $(compgen -G '/usr/lib/rust-*/bin' | sort -rV | sed 's/$/:/'); do
        if PATH=$bin$PATH is_rust; then
            PATH=$bin$PATH rust_found=1
            return 0
        fi
    done
    return 1
}
wanted_rust() { sed -n 's/^rust-version = "\(.*\)"/\1/p' "$root/Cargo.toml"; }
is_rust() { has cargo && has rustc && at_least "$(rustc --version 2>/dev/null | cut -d' ' -f2)" "$(wanted_rust)"; }

# at_least HAVE WANTED: compares dotted version numbers.
at_least() {
    local -a have wanted
    local i
    IFS=.+~- read -ra have <<<"$1"
    IFS=. read -ra wanted <<<"$2"
    for i in "${!wanted[@]}"; do
        [ "${have[i]:-0}" -eq "${wanted[i]}" ] || { [ "${have[i]:-0}" -gt "${wanted[i]}" ]; return; }
    done
}

# set_up GROUP...: installs what is missing, then chooses PHP and Rust for the rest of the script.
set_up() {
    "$root/bin/setup" "$@"
    use_php
    use_rust
}

# build_extension: leaves the library for PHP in $library. LIBRUNCLOUD=/path is one that is built already.
build_extension() {
    library=${LIBRUNCLOUD:-}
    [ -z "$library" ] || return 0
    library=$target/release/libruncloud.so
    slowly "building the extension (some minutes the first time)" cargo_here build --release --locked || die "the extension could not be built; the compiler's words are above"
}
cargo_here() { (cd "$root" && cargo "$@"); }

# build_fake: leaves the path of the fake RunCloud's binary in $fake. FAKE_RUNCLOUD=/path is one that is built already.
build_fake() {
    fake=${FAKE_RUNCLOUD:-}
    [ -z "$fake" ] || return 0
    fake=$target/release/fake-runcloud
    slowly "building the fake RunCloud (some minutes the first time)" cargo_here build --release --locked -p fake-runcloud || die "the fake RunCloud could not be built; the compiler's words are above"
}

# start_fake OPTION...: starts the fake RunCloud until the script ends; leaves what it says of itself in $ready, for `told`.
start_fake() {
    local log
    log=$(scratch_folder log)/log
    exec {from_fake}< <(exec "$fake" --parent-pid $$ "$@" 2>"$log")
    fake_pid=$!
    at_exit "kill $fake_pid 2>/dev/null || true" "scrap ${log%/*}"
    IFS= read -rt 30 -u "$from_fake" ready || die "the fake RunCloud did not start: $(<"$log")"
}
# told NAME: a value of what the fake RunCloud said.
# shellcheck disable=SC2016 # the dollars are PHP's
told() { "$PHP" -n -r 'echo json_decode($argv[1])->{$argv[2]};' -- "$ready" "$1"; }

# at_exit COMMAND...: adds what happens when the script ends.
at_exit() {
    exit_commands=("$@" ${exit_commands[@]+"${exit_commands[@]}"})
    trap run_exit_commands EXIT
}
run_exit_commands() {
    local command
    for command in "${exit_commands[@]}"; do eval "$command"; done
}
