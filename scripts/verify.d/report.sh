# SPDX-License-Identifier: Apache-2.0 OR MIT
# Counting tests, and saying what goes on. For sh; sourced.

passed=0
failed=0
skipped=0

say() {
    printf '\n== %s\n' "$*"
}

fail() {
    printf 'verify: %s\n' "$1" >&2
    exit 2
}

# The last line, however the run ends; a run that stops early has failed at least once.
finish() {
    status=$?
    if [ $status -ne 0 ] && [ $failed -eq 0 ]; then
        failed=1
    fi
    printf '\nreports: %s\n' "$reports"
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    [ $failed -eq 0 ] || exit 1
}

# attribute NAME FILE_WITH_NAMES: the sum of an attribute over the test suites of JUnit's XML reports.
attribute() {
    while IFS= read -r file; do
        sed -n '/<testsuite /,/>/p' "$file"
    done <"$2" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ sum += $1 } END { print sum + 0 }'
}

# count LABEL FILE_WITH_NAMES: adds the tests of reports to the count.
count() {
    tests=$(attribute tests "$2")
    bad=$(($(attribute failures "$2") + $(attribute errors "$2")))
    left_out=$(attribute skipped "$2")
    passed=$((passed + tests - bad - left_out))
    failed=$((failed + bad))
    skipped=$((skipped + left_out))
    printf '%s: %d tests, %d failed, %d skipped\n' "$1" "$tests" "$bad" "$left_out"
    [ "$tests" -gt 0 ] || { printf '%s: no test was run\n' "$1" && failed=$((failed + 1)); }
}

# check NAME COMMAND...: a check of our own that counts as one test. Its output is kept, and shown if it fails.
check() {
    name=$1
    shift
    began=$(date +%s)
    if "$@" >"$reports/check.log" 2>&1; then
        passed=$((passed + 1))
        printf 'ok: %s (%d s)\n' "$name" $(($(date +%s) - began))
    else
        failed=$((failed + 1))
        tail -n 40 "$reports/check.log"
        printf 'FAILED: %s\n' "$name"
    fi
    cat "$reports/check.log" >>"$reports/checks.log"
}

# Shows of Maven's output, which goes through here, how far it is.
progress() {
    fetched=0
    while IFS= read -r line; do
        printf '%s\n' "$line" >>"$1"
        case $line in
            "[INFO] Building rmux-pty"*"]") printf '  %s\n' "${line#*] }" ;;
            "[ERROR] Tests run:"*" <<< "*) printf '  FAILED: %s\n' "${line##*-- in }" ;;
            *"Downloaded from"*)
                fetched=$((fetched + 1))
                [ $((fetched % 100)) -ne 0 ] || printf '  %d files fetched\n' $fetched
                ;;
        esac
    done
}
