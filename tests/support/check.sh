# shellcheck shell=bash
# What the tests in bash share: a line for each check, with what was said where it failed. They end with [ "$failed" -eq 0 ].
# shellcheck disable=SC2034 # failed is read by the script that sources this

failed=0
# Files that tell more of a failure.
shown=()
# check WORDS COMMAND...
check() {
    local words=$1 said
    shift
    if said=$("$@" 2>&1); then echo "ok - $words"; else
        echo "not ok - $words"
        { printf '%s\n' "$said" && cat ${shown[@]+"${shown[@]}"} </dev/null; } 2>/dev/null | sed '/./s/^/    /'
        failed=1
    fi
}
refuses() { ! "$@"; }
