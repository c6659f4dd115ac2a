# shellcheck shell=bash
# Gets packages of any Debian release and architecture and unpacks them: nothing is installed, no root is needed, no foreign
# program runs, and the machine's own package lists are left alone.

# debian_lists FOLDER ARCHITECTURE SUITE...: fetches the package lists of these releases into FOLDER; `in_debian` uses them.
debian_lists() {
    local folder=$1 architecture=$2 mirror suite
    shift 2
    need apt-get "this needs Debian's packages, and this machine has no apt-get"
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || { say "apt's sources name no Debian mirror"; return 1; }
    mkdir -p "$folder"/{lists,cache/archives}/partial
    # Nothing is installed here; apt puts its lock beside this file, so a shared one would keep two of these from running at once.
    : >"$folder/status"
    # A mirror may hold the lists of testing and unstable past their date.
    cat >"$folder/apt.conf" <<END
APT::Architecture "$architecture";
APT::Architectures { "$architecture"; };
Dir::State "$folder";
Dir::State::lists "$folder/lists";
Dir::State::status "$folder/status";
Dir::Cache "$folder/cache";
Dir::Etc::sourcelist "$folder/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
APT::Sandbox::User "root";
END
    for suite; do
        echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main"
    done >"$folder/sources.list"
    in_debian "$folder" apt-get -q -o APT::Update::Error-Mode=any update
}
# in_debian FOLDER COMMAND...: an apt command on the lists in FOLDER.
in_debian() { (export APT_CONFIG=$1/apt.conf LC_ALL=C && "${@:2}"); }

# unpack_debian FOLDER INTO PACKAGE...: unpacks packages with all that they depend on.
unpack_debian() {
    local folder=$1 into=$2 deb
    shift 2
    in_debian "$folder" apt-get -q -y --no-install-recommends --download-only install "$@" || return
    unpack_debs "$into" "$folder"/cache/archives/*.deb
}
unpack_debs() {
    local into=$1 deb
    shift
    for deb; do
        dpkg-deb -x "$deb" "$into" || return
    done
}

# Where apt has Debian itself from.
debian_mirror() {
    # shellcheck disable=SC2016 # apt fills these in
    apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Identifier: Packages' |
        awk -v own="$(debian_release)" '$2 == "main" && ($1 == own || $1 ~ /^(oldstable|stable|testing|unstable)$/) { print $3; exit }'
}
debian_release() { (. /etc/os-release && echo "${VERSION_CODENAME:-sid}"); }
