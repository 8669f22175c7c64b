# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Part of reach: the files of another Debian, with a JRE, and the contract in them.

# Without them, debootstrap would fetch what nobody signed.
REACH_KEYS=/usr/share/keyrings/debian-archive-keyring.gpg

# reach_root NAME SUITE ARCHITECTURE JDK: sets $root to such files, made once. A foreign processor's programs are run by
# qemu-user, which the kernel calls for them.
reach_root() {
    root=$REACH_CACHE/roots/$1
    java=/usr/lib/jvm/java-$4-openjdk-$3/bin/java
    reach_need debootstrap:debootstrap unshare:util-linux
    [[ -f $REACH_KEYS ]] || reach_need :debian-archive-keyring
    reach_emulator "$3"
    mkdir -p "$REACH_CACHE/roots"
    exec 8>"$REACH_CACHE/roots/$1.lock"
    flock 8
    if [[ ! -f $root.made ]]; then
        reach_say "fetching Debian's $2 for $3, with a JRE; some minutes, once"
        reach_as_root rm -rf "$root"
        local -a options=("--keyring=$REACH_KEYS" --variant=minbase "--arch=$3" "--include=openjdk-$4-jre-headless,procps")
        [[ $emulated = no ]] || options+=(--foreign)
        reach_as_root debootstrap "${options[@]}" "$2" "$root" "$REACH_MIRROR" >"$root.log" 2>&1 ||
            { tail -n 5 "$root.log" >&2 && reach_fail "no Debian $2 for $3"; }
        [[ $emulated = no ]] || reach_as_root "$REACH_SCRIPTS/unpack" "$root"
        reach_as_root rm -rf "$root/var/cache/apt/archives" "$root/var/lib/apt/lists"
        touch "$root.made"
    fi
    exec 8>&-
}

# reach_emulator ARCHITECTURE: what this processor cannot run itself. Sets $emulated.
reach_emulator() {
    local processor
    emulated=no
    case $1 in
        amd64 | i386) return 0 ;;
        arm64) processor=aarch64 ;;
        armhf) processor=arm ;;
        ppc64el) processor=ppc64le ;;
        *) processor=$1 ;;
    esac
    [[ $(uname -m) != "$processor" ]] || return 0
    emulated=yes
    reach_need "qemu-$processor-static:qemu-user-static" update-binfmts:binfmt-support
    [[ -f /proc/sys/fs/binfmt_misc/register ]] || reach_as_root mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
    [[ -f /proc/sys/fs/binfmt_misc/qemu-$processor ]] || reach_as_root update-binfmts --enable "qemu-$processor"
    [[ -f /proc/sys/fs/binfmt_misc/qemu-$processor ]] || reach_fail "the kernel does not run $1 by qemu: see binfmt_misc"
}

# reach_in_root SECONDS: the contract there, in namespaces of its own: nothing of it is left.
reach_in_root() {
    [[ $prepare = no ]] || return 0
    reach_modules
    reach_arguments "$1"
    mkdir -p "$reports"
    reach_as_root unshare --mount --pid --ipc --fork --kill-child "$REACH_SCRIPTS/enter" \
        "$root" "$modules" "$reports" "$java" "${arguments[@]}" </dev/null >"$reports/conformance.log" 2>&1 || true
    reach_report "$lane"
}
