# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Part of reach: what a lane found out.

# reach_report LANE: judges $reports/report.md by known-issues.txt, writes $reports/summary.md, and ends with the verdict.
reach_report() {
    [[ -s $reports/report.md ]] && grep -q '^| posix ' "$reports/report.md" ||
        { tail -n 30 "$reports/conformance.log" >&2 && reach_fail "$1: no report; the whole log: $reports/conformance.log"; }
    local status=0
    awk -v lane="$1" -v seconds=$((SECONDS - began)) -f "$REACH_SCRIPTS/judge.awk" "$REACH_SCRIPTS/known-issues.txt" \
        "$reports/report.md" >"$reports/summary.md" || status=$?
    cat "$reports/summary.md"
    # A run that was cut short has reports, but not its last line.
    if ! grep -qE '^[0-9]+ pass, ' "$reports/conformance.log"; then
        tail -n 5 "$reports/conformance.log"
        echo "The run did not come to its end."
        status=1
    fi
    exit "$status"
}
