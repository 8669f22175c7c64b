# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Part of reach: what it says, what it installs, and the modules that it runs.

reach_say() { printf 'reach: %s\n' "$*" >&2; }

reach_fail() {
    reach_say "$*"
    exit 1
}

# reach_as_root COMMAND...: chroot, mounts and virtual machines are for root.
reach_as_root() {
    if ((EUID == 0)); then
        "$@"
    else
        sudo -n "$@"
    fi
}

# reach_need COMMAND:PACKAGE...: installs the packages of the commands that are missing; without a command, in any case.
reach_need() {
    local pair
    local -a missing=()
    for pair in "$@"; do
        [[ -n ${pair%%:*} ]] && PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}")
    done
    ((${#missing[@]})) || return 0
    command -v apt-get >/dev/null || reach_fail "missing: ${missing[*]}, and there is no apt-get here: install them by hand"
    reach_say "installing ${missing[*]}"
    local log
    log=$(mktemp)
    { reach_as_root apt-get update -qq && reach_as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}"; } >"$log" 2>&1 ||
        { tail -n 20 "$log" >&2 && reach_fail "apt-get could not install ${missing[*]}"; }
    rm -f "$log"
}

# Sets $modules to a copy of the built command line, which a build at the same time leaves as it is; builds it where that has
# not been done.
reach_modules() {
    if [[ -z $built ]]; then
        "$REACH_TOP/rmux-pty" --version >/dev/null
        built=$REACH_TOP/rmux-pty-cli/target/modules
    fi
    modules=$(mktemp -d)
    trap 'rm -rf "$modules"' EXIT
    cp "$built"/*.jar "$modules"
    chmod -R go+rX "$modules"
}

# reach_arguments SECONDS: sets $arguments to what the JVM is called with, where the modules are in /opt/rmux-pty. Everything
# may take as many seconds; reports are written to /reports.
reach_arguments() {
    arguments=(-Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.io.tmpdir=/tmp
        "--enable-native-access=com.sun.jna,rmux.pty.posix" --module-path /opt/rmux-pty --add-modules ALL-MODULE-PATH
        -m rmux.pty.cli/rmux.pty.cli.Main conformance --provider posix --quick --limit "$1"
        --report /reports/report.json --report /reports/report.md)
    [[ -z $rules ]] || arguments+=(--rule "$rules")
}
