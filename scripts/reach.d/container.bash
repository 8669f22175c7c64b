# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Part of reach: the contract in a container, as it would be deployed: Docker's own seccomp profile and capabilities, user 1000, no
# file that can be written but in /tmp, and the JVM as process 1.

# reach_in_container
reach_in_container() {
    reach_need dockerd:docker.io unzip:unzip
    [[ $prepare = no ]] || return 0
    reach_modules
    reach_arguments 60
    # Docker mounts what can be written noexec, so that JNA cannot unpack its library there.
    unzip -q -j "$modules"/jna-jpms-*.jar com/sun/jna/linux-x86-64/libjnidispatch.so -d "$modules/native"
    chmod -R go+rX "$modules"
    mkdir -p "$reports"
    chmod 777 "$reports"
    work=$(mktemp -d)
    trap reach_end_engine EXIT
    engine=(reach_as_root docker -H "unix://$work/docker.sock")
    reach_as_root dockerd --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/pid" -H "unix://$work/docker.sock" \
        --bridge=none --iptables=false --ip6tables=false </dev/null >"$reports/dockerd.log" 2>&1 &
    local waited=0
    until "${engine[@]}" version >/dev/null 2>&1; do
        ((waited++ < 120)) && kill -0 $! 2>/dev/null || reach_fail "dockerd does not listen: $(tail -n 3 "$reports/dockerd.log")"
        sleep 1
    done
    reach_as_root tar -C "$root" --one-file-system -c . | "${engine[@]}" import - rmux-pty-reach >/dev/null
    "${engine[@]}" run --rm --network none --user 1000:1000 --read-only --tmpfs /tmp:mode=1777 -e LANG=C.UTF-8 -e HOME=/tmp \
        -v "$modules:/opt/rmux-pty:ro" -v "$reports:/reports" rmux-pty-reach "$java" -Djna.boot.library.path=/opt/rmux-pty/native "${arguments[@]}" \
        </dev/null >"$reports/conformance.log" 2>&1 || true
    "${engine[@]}" info --format 'Docker {{.ServerVersion}}, {{json .SecurityOptions}}'
    reach_report "$lane"
}

# The engine keeps its own files until it has ended.
reach_end_engine() {
    local pid
    pid=$(reach_as_root cat "$work/pid" 2>/dev/null) || true
    [[ -z $pid ]] || reach_as_root kill "$pid" || true
    wait || true
    reach_as_root rm -rf "$work" "$modules"
}
