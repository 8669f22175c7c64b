# SPDX-License-Identifier: Apache-2.0 OR MIT
# What ./verify --full runs beside Maven's tests. For sh; sourced.

# README's first command: a terminal of the size asked for, and the child's own status.
first_command() {
    status=0
    output=$(./rmux-pty run --size 100x30 -- sh -c 'tty; stty size; exit 7' </dev/null) || status=$?
    output=$(printf '%s\n' "$output" | tr -d '\r')
    printf '%s\n' "$output"
    [ $status -eq 7 ] && printf '%s\n' "$output" | grep -qE '^/dev/pts/[0-9]+$' && printf '%s\n' "$output" | grep -qx '30 100'
}

# Why each provider is or is not usable here.
doctor() {
    output=$(./rmux-pty doctor)
    printf '%s\n' "$output"
    printf '%s\n' "$output" | grep -qE '^  posix +usable' && printf '%s\n' "$output" | grep -qE '^  conpty +not' &&
        printf '%s\n' "$output" | grep -qE '^  winpty +not'
}

windows_suite() {
    mkdir -p "$reports/windows"
    status=0
    scripts/windows-suite --reports "$reports/windows" >"$reports/windows/suite.log" 2>&1 || status=$?
    tail -n 15 "$reports/windows/suite.log"
    find "$reports/windows" -name 'TEST-*.xml' | sort >"$reports/windows/reports.txt"
    count windows "$reports/windows/reports.txt"
    [ $status -eq 0 ] || [ $failed -gt 0 ] || failed=1
}

: >"$reports/checks.log"
say "README's first command"
check "./rmux-pty run shows a terminal of the size asked for and exits as its program" first_command

say "the contract from the command line, and the benchmarks' smoke"
check "doctor explains every known provider" doctor
check "rmux-pty conformance: every rule on posix, with a report" \
    ./rmux-pty conformance --provider posix --quick --report "$reports/conformance-posix.json" --report "$reports/conformance-posix.md"
check "rmux-pty conformance --soak: 10,000 short programs over 8 threads, every output exact" \
    ./rmux-pty conformance --provider posix --soak 10000
check "the benchmarks run" ./rmux-pty-bench/compare --quick --out "$reports/bench" \
    --only spawn-heap-64m,bulk,byte,echo,size,live-100,chatty-100,missing-directory

# Each example is a line, "ok: ..." or "FAILED: ..."; on the first JDK, which is the newest where all run.
examples() {
    folder=
    [ $release = no ] || folder=$PWD/.rmux-pty/release
    JAVA_HOME=$(printf '%s' "$homes" | head -n 1) examples/check ${folder:+"$folder"} >"$reports/examples.log" 2>&1 || true
    grep -E '^(ok|FAILED): ' "$reports/examples.log" || { tail -n 20 "$reports/examples.log" && echo "FAILED: the examples"; } | tee -a "$reports/examples.log"
    passed=$((passed + $(grep -c '^ok: ' "$reports/examples.log" || true)))
    failed=$((failed + $(grep -c '^FAILED: ' "$reports/examples.log" || true)))
}

check "the workflows pass their linter" scripts/lint-workflows
if [ $release = yes ]; then
    say "a release, as far as the upload"
    check "the documentation as a site, without dead links" scripts/docs-site
    check "a release has all that Maven Central asks for" scripts/release-check
fi
say "programs that use the modules as they are published"
examples

if [ "$(uname -sm)" = "Linux x86_64" ]; then
    say "the Windows suite, under Wine"
    windows_suite
fi
