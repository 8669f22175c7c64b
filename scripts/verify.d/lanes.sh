# SPDX-License-Identifier: Apache-2.0 OR MIT
# What ./verify runs. For sh; sourced.

# jdk VERSION: the home of an installed JDK of that version.
jdk() {
    eval "named=\${JAVA_HOME_$1:-}"
    for home in "$named" "${JAVA_HOME:-}" /usr/lib/jvm/*"$1"* /Library/Java/JavaVirtualMachines/*"$1"*/Contents/Home; do
        if [ -n "$home" ] && [ -x "$home/bin/javac" ] && "$home/bin/javac" -version 2>&1 | grep -q "^javac $1\([.]\|\$\)"; then
            printf '%s\n' "$home"
            return
        fi
    done
}

# find_jdks VERSIONS: sets $homes, one a line; without versions, the JDK that would be used anyway.
find_jdks() {
    homes=
    for version in $1; do
        home=$(jdk "$version")
        [ -n "$home" ] || fail "no JDK $version found: set JAVA_HOME_$version, or install one under /usr/lib/jvm"
        homes="$homes$home
"
    done
    if [ -z "$1" ]; then
        java=${JAVA_HOME:+$JAVA_HOME/bin/}java
        homes=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')
        [ -x "$homes/bin/javac" ] || fail "$java is not of a JDK, since it has no compiler; set JAVA_HOME to a JDK, 17 or newer"
        homes="$homes
"
    fi
}

# maven LABEL ARGUMENT...: a build; its log is kept, and the errors are shown where it fails. Counts its tests.
maven() {
    label=$1
    shift
    log=$reports/$label/build.log
    mkdir -p "$reports/$label"
    : >"$log"
    rm -f "$reports/$label/failed"
    { ./mvnw -B -Dstyle.color=never "$@" </dev/null 2>&1 || echo $? >"$reports/$label/failed"; } | progress "$log"
    names=$reports/$label/reports.txt
    find rmux-pty-* \( -path '*/target/surefire-reports*/TEST-*.xml' -o -path '*/target/failsafe-reports/TEST-*.xml' \) |
        sort >"$names"
    while IFS= read -r file; do
        mkdir -p "$reports/$label/$(dirname "$file")"
        cp "$file" "$reports/$label/$file"
    done <"$names"
    find rmux-pty-* -path '*/target/conformance*' \( -name '*.json' -o -name '*.md' \) | while IFS= read -r file; do
        mkdir -p "$reports/$label/$(dirname "$file")"
        cp "$file" "$reports/$label/$file"
    done
    count "$label" "$names"
    if [ -f "$reports/$label/failed" ]; then
        grep -E '^\[ERROR\]|BUILD' "$log" | head -n 60 | grep . || grep -v '^[[:space:]]*at ' "$log" | tail -n 20
        echo "the whole log: $log"
        [ $failed -gt 0 ] || failed=1
    fi
}

# label HOME: a name for a JDK.
label() {
    "$1/bin/javac" -version 2>&1 | sed 's/^javac \([0-9]*\).*/jdk-\1/'
}

forget_reports() {
    for folder in rmux-pty-*/target; do
        [ ! -d "$folder" ] || rm -rf "$folder"/surefire-reports* "$folder/failsafe-reports" "$folder"/conformance*
    done
}

fast_lane() {
    while IFS= read -r JAVA_HOME; do
        [ -n "$JAVA_HOME" ] || continue
        export JAVA_HOME
        say "./mvnw verify on $(label "$JAVA_HOME")"
        echo "some minutes; a first run fetches about 250 MB of tools and libraries before that"
        forget_reports
        maven "$(label "$JAVA_HOME")" verify
    done <<END
$homes
END
}

# On the first JDK everything; on the others all but what is tagged "one-jdk": what takes minutes and is the same on all, as
# mutations of rules, browsers, and comparisons with other terminals.
full_lane() {
    left_out=windows,by-hand
    while IFS= read -r JAVA_HOME; do
        [ -n "$JAVA_HOME" ] || continue
        export JAVA_HOME
        say "./mvnw -Pfull verify on $(label "$JAVA_HOME")"
        maven "$(label "$JAVA_HOME")" -Pfull clean verify -Dtest.excluded.groups=$left_out
        left_out=windows,by-hand,one-jdk
        [ $failed -eq 0 ] || exit 1
    done <<END
$homes
END
    export JAVA_HOME
    . scripts/verify.d/beyond.sh
}
