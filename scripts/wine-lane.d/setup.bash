# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Part of wine-lane: what the lane needs, made once.

lane_install_packages() {
    local -a missing=()
    command -v wine >/dev/null && command -v wineserver >/dev/null || missing+=(wine wine64)
    command -v x86_64-w64-mingw32-gcc >/dev/null || missing+=(gcc-mingw-w64-x86-64)
    command -v setarch >/dev/null && command -v flock >/dev/null || missing+=(util-linux)
    ((${#missing[@]})) || return 0

    local -a as_root=()
    if ((EUID != 0)); then
        sudo -n true 2>/dev/null || lane_fail "missing: ${missing[*]}. Run as root: apt-get install ${missing[*]}"
        as_root=(sudo -n)
    fi
    command -v apt-get >/dev/null || lane_fail "missing: ${missing[*]}, and there is no apt-get here: install them by hand"
    lane_say "installing ${missing[*]} (about 20 s)"
    local log
    log="$(mktemp)"
    if ! { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        lane_fail "apt-get could not install ${missing[*]} (whole log: $log)"
    fi
    rm -f "$log"
}

# Maven, heard only when it fails: its quiet mode still prints colour codes.
lane_maven() {
    local output
    output="$("$LANE_SCRIPTS/../mvnw" -q -B "$@" 2>&1)" && return 0
    printf '%s\n' "$output" >&2
    return 1
}

# lane_unpack ARTIFACT INCLUDES DIRECTORY: the files of a Maven artifact that match INCLUDES. The plugin leaves a marker in
# the folder it is run in, which therefore is a scratch one.
lane_unpack() {
    local target scratch
    target="$(realpath -m "$3")"
    scratch="$(mktemp -d)"
    (cd "$scratch" && lane_maven "$LANE_DEPENDENCY_PLUGIN:unpack" "-Dartifact=$1" "-Dmdep.unpack.includes=$2" \
        "-DoutputDirectory=$target" -Dmdep.overWriteReleases=true) || lane_fail "Maven could not fetch $1"
    rm -rf "$scratch"
}

# lane_publish NAME PARTIAL: moves a finished folder to its place in the lane in one step.
lane_publish() {
    rm -rf "${LANE:?}/$1"
    mv -T "$2" "$LANE/$1"
}

# lane_partial NAME: an empty folder to build NAME in; what an interrupted run left is removed. The caller holds the lock.
lane_partial() {
    rm -rf "${LANE:?}/$1.partial" || lane_fail "could not remove $LANE/$1.partial"
    mkdir -p "$LANE/$1.partial"
    printf '%s\n' "$LANE/$1.partial"
}

lane_setup_jre() {
    [[ -f $LANE/jre/bin/java.exe && "$(cat "$LANE/jre/.artifact" 2>/dev/null)" == "$LANE_JRE_ARTIFACT" ]] && return 0
    lane_say "fetching a Windows JRE through Maven (68 MB, once)"
    local partial
    partial="$(lane_partial jre)" || exit 1
    lane_unpack "$LANE_JRE_ARTIFACT" 'jre/**' "$partial"
    [[ -f $partial/jre/bin/java.exe ]] || lane_fail "$LANE_JRE_ARTIFACT holds no jre/bin/java.exe"
    printf '%s\n' "$LANE_JRE_ARTIFACT" >"$partial/jre/.artifact"
    lane_publish jre "$partial/jre"
    rm -rf "$partial"
}

lane_setup_prefix() {
    [[ "$(cat "$LANE/prefix/.lane-version" 2>/dev/null)" == "$LANE_PREFIX_VERSION" ]] && return 0
    lane_say "preparing the Wine prefix (about 20 s, once)"
    local old
    for old in "$LANE/prefix" "$LANE/prefix.partial"; do
        # What an interrupted setup left may still be running.
        [[ ! -d $old ]] || (export WINEPREFIX="$old"; lane_stop)
    done
    local partial
    partial="$(lane_partial prefix)" || exit 1
    (
        set -e
        export WINEPREFIX="$partial"
        trap 'wineserver -k || true' EXIT
        setarch x86_64 -R wine wineboot -i
        wineserver -w
        setarch x86_64 -R wine winecfg -v win10
        # Consoles of their own (winpty, AllocConsole) then work without a display.
        setarch x86_64 -R wine reg add 'HKCU\Software\Wine\Drivers' /v Graphics /d null /f
        # A console has as many rows as its window has room for: 46 of the usual font, for winpty's choice of a small one is
        # passed over in one of ten starts.
        setarch x86_64 -R wine reg add 'HKCU\Console' /v FontSize /t REG_DWORD /d 0x00060003 /f
        wineserver -w
        [[ -f $partial/system.reg && -f $partial/drive_c/windows/system32/kernel32.dll ]]
    ) >"$LANE/prefix.log" 2>&1 </dev/null || {
        tail -n 20 "$LANE/prefix.log" >&2
        lane_fail "Wine could not prepare its prefix (whole log: $LANE/prefix.log)"
    }
    printf '%s\n' "$LANE_PREFIX_VERSION" >"$partial/.lane-version"
    lane_publish prefix "$partial"
}

lane_setup() {
    [[ "$(uname -s)-$(uname -m)" == Linux-x86_64 ]] || lane_fail "this lane needs Linux on x86-64, this is $(uname -sm)"
    lane_install_packages
    setarch x86_64 -R true 2>/dev/null ||
        lane_fail "setarch -R is refused here (a container's seccomp profile?); without it Wine fails now and then"
    mkdir -p "$LANE"
    # One setup at a time; the lock goes with this subshell, however it ends, and no Wine process inherits it.
    (
        flock 9
        lane_setup_jre 9>&-
        lane_setup_prefix 9>&-
        lane_setup_junit "$LANE_JUNIT_VERSION" 9>&-
    ) 9>"$LANE/lock"
}
