# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Part of reach: known issues first ("LANES | RULE | pattern of the message | reason"), then the report of a run in Markdown.

function trim(text) {
    gsub(/^ +| +$/, "", text)
    return text
}

BEGIN { FS = " \\| " }

FNR == NR {
    if ($0 !~ /^#/ && NF == 4 && lane ~ "^(" trim($1) ")$") {
        pattern[trim($2)] = trim($3)
        reason[trim($2)] = trim($4)
    }
    next
}

/^\| posix \| / {
    rule = $2
    outcome = trim($3)
    message = $4
    sub(/ *\|$/, "", message)
    if (outcome == "fail" && rule in pattern && message ~ pattern[rule]) {
        outcome = "known issue"
        known[rule] = reason[rule]
    } else if (outcome == "fail") {
        failed[rule] = message
    } else if (outcome == "pass" && rule in pattern) {
        mended[rule] = reason[rule]
    } else if (outcome == "skipped") {
        skipped[rule] = message
    }
    count[outcome]++
}

END {
    printf "%s: %d rules pass, %d fail, %d known issues, %d absent, %d skipped; %d s\n", lane, count["pass"], count["fail"], \
        count["known issue"], count["absent"], count["skipped"], seconds
    for (rule in failed) print "- " rule " fails: " failed[rule]
    for (rule in known) print "- " rule " is a known issue: " known[rule]
    for (rule in skipped) print "- " rule " is skipped: " skipped[rule]
    for (rule in mended) print "- " rule " passes, but known-issues.txt has it: " mended[rule]
    exit count["fail"] > 0 || count["pass"] == 0
}
