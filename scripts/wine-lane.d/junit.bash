# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
#
# Part of wine-lane: JUnit on the Windows JRE.

# lane_class_paths MODULE_DIR...: compiles the modules and what they need (in the reactor, nothing is installed), and writes the
# test class path of each to its target/test.classpath. Directories are relative to the project's root, as Maven's -pl wants them.
lane_class_paths() {
    local IFS=,
    (cd "$LANE_SCRIPTS/.." && lane_maven -pl "$*" -am test-compile "$LANE_DEPENDENCY_PLUGIN:build-classpath" \
        -Dmdep.outputFile=target/test.classpath) || lane_fail "Maven could not compile $*"
}

# A pom of ours, in the lane only, from which Maven resolves the console launcher that fits the tests' JUnit.
lane_setup_junit() {
    local version="$1" directory="$LANE/junit-$1"
    [[ -f $directory/class-path ]] && return 0
    mkdir -p "$directory"
    cat >"$directory/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>lane</groupId>
  <artifactId>junit-console</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.junit.platform</groupId>
      <artifactId>junit-platform-console</artifactId>
      <version>$version</version>
    </dependency>
  </dependencies>
</project>
POM
    lane_maven -f "$directory/pom.xml" "$LANE_DEPENDENCY_PLUGIN:build-classpath" -DincludeScope=runtime \
        "-Dmdep.outputFile=$directory/class-path.partial" || lane_fail "Maven could not fetch JUnit's console launcher $version"
    mv "$directory/class-path.partial" "$directory/class-path"
}

lane_argument() { printf '"%s"\n' "${1//\\/\\\\}"; }

# lane_modular_arguments PATH MODULE_DIR...: Java's and the launcher's arguments, one a line.
lane_modular_arguments() {
    local path='' unnamed='' entry name names opened package module
    local -a entries tested=()
    # The tests' own folders come in as patches.
    IFS=: read -ra entries <<<"$1"
    for entry in "${entries[@]}"; do
        case "$entry" in
            */target/test-classes) ;;
            # Mockito's descriptor requires jdk.attach, which the JRE lacks: it stays on the class path.
            */mockito-*.jar | */byte-buddy-*.jar | */objenesis-*.jar) unnamed+="${unnamed:+:}$entry" ;;
            # A folder without a descriptor is no module: the simulated Windows, which stays on the class path.
            *) if [[ -d $entry && ! -f $entry/module-info.class ]]; then unnamed+="${unnamed:+:}$entry"
               elif [[ -e $entry ]]; then path+="${path:+:}$entry"; fi ;;
        esac
    done
    shift
    names="$(java --module-path "$path" --list-modules | sed -n 's/^\([^ @]*\)[^ ]* file:.*/\1/p' | paste -sd,),ALL-UNNAMED"
    opened="$(tr , '\n' <<<"$names" | grep -v '^com\.sun\.jna' | paste -sd,)"
    printf '%s\n' --module-path
    lane_argument "$(lane_path_list "$path")"
    if [[ -n $unnamed ]]; then
        printf '%s\n' -cp
        lane_argument "$(lane_path_list "$unnamed")"
    fi
    printf '%s\n' --add-modules ALL-MODULE-PATH
    for module in "$@"; do
        name="$(java --module-path "$module/target/classes" --list-modules | sed -n 's/^\([^ @]*\)[^ ]* file:.*/\1/p')"
        [[ -n $name ]] || lane_fail "$module has no module descriptor: leave --modular out"
        tested+=("$name")
        printf '%s\n' --add-reads "$name=$names" --patch-module
        lane_argument "$name=$(lane_path_list "$module/target/test-classes")"
        while read -r package; do
            printf '%s\n' --add-opens "$name/${package//\//.}=$opened"
        done < <(cd "$module/target/test-classes" && find . -name '*.class' -printf '%P\n' | sed -n 's:/[^/]*$::p' | sort -u)
    done
    printf '%s\n' -m org.junit.platform.console/org.junit.platform.console.ConsoleLauncher execute
    for name in "${tested[@]}"; do printf '%s\n' --select-module "$name"; done
}

# lane_junit --reports DIR [--modular] [--java OPTION]... MODULE_DIR... [-- LAUNCHER_ARGUMENT...]
#
# Runs every test class of the modules in one JVM. Each module needs target/classes, target/test-classes and
# target/test.classpath (lane_class_paths, or "class-paths", writes them). DIR then holds TEST-junit-jupiter.xml (JUnit's
# XML) and console.txt. The status is 0 when all passed, 1 when one failed, 2 when there was no test at all.
#
# --modular: everything is on the module path, as named modules (JUnit cannot be split between named and unnamed ones), the
# modules patched with their tests. Packages are opened to the tests' libraries but not to JNA: what JNA may see is for the
# module's own descriptor to say. Otherwise all is on the class path.
lane_junit() {
    local reports='' modular='' class_path='' roots='' module entry
    local -a java=() modules=() launcher=()
    while (($#)); do
        case "$1" in
            --reports) reports="$2"; shift ;;
            --modular) modular=1 ;;
            --java) java+=("$2"); shift ;;
            --) shift; launcher=("$@"); break ;;
            -*) lane_fail "junit: unknown option $1" ;;
            *) modules+=("$1") ;;
        esac
        shift
    done
    [[ -n $reports && ${#modules[@]} -gt 0 ]] || lane_fail "usage: junit --reports DIR [--modular] [--java OPTION]... MODULE_DIR... [-- ...]"

    local -A seen=()
    for module in "${modules[@]}"; do
        [[ -d $module/target/test-classes ]] || lane_fail "$module/target/test-classes is missing: compile the tests first"
        [[ -f $module/target/test.classpath ]] || lane_fail "$module/target/test.classpath is missing: run '$0 class-paths $module'"
        roots+="${roots:+:}$module/target/test-classes"
        class_path+="$module/target/test-classes:$module/target/classes:$(<"$module/target/test.classpath"):"
    done
    # The launcher must be of the same release as the JUnit that the tests are compiled against.
    local version="$LANE_JUNIT_VERSION"
    [[ $class_path =~ junit-platform-engine-([0-9.]+)\.jar ]] && version="${BASH_REMATCH[1]}"
    lane_setup_junit "$version"
    local unique='' path="$class_path$(<"$LANE/junit-$version/class-path")"
    local -a entries
    IFS=: read -ra entries <<<"$path"
    for entry in "${entries[@]}"; do
        [[ -n $entry && -z ${seen[$entry]:-} ]] || continue
        seen[$entry]=1
        unique+="${unique:+:}$entry"
        # The JRE has no attach module, so Mockito's agent cannot be loaded later.
        [[ $entry == */mockito-core-*.jar ]] && java+=("-javaagent:$(lane_path_list "$entry")")
    done

    mkdir -p "$reports"
    reports="$(realpath "$reports")"
    rm -f "$reports"/TEST-*.xml "$reports/console.txt"
    {
        # Java 17 prints in windows-1252 otherwise; file.encoding stays, the tests shall see what Windows has.
        printf '%s\n' -XX:TieredStopAtLevel=1 -Dsun.stdout.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8
        for entry in "${java[@]}"; do lane_argument "$entry"; done
        if [[ -n $modular ]]; then
            lane_modular_arguments "$unique" "${modules[@]}"
        else
            printf '%s\n' -cp
            lane_argument "$(lane_path_list "$unique")"
            printf '%s\n' org.junit.platform.console.ConsoleLauncher execute --scan-class-path
            lane_argument "$(lane_path_list "$roots")"
        fi
        printf '%s\n' --disable-banner --disable-ansi-colors --details-theme=ascii --details=summary --fail-if-no-tests --reports-dir
        lane_argument "$(lane_path_list "$reports")"
        for entry in "${launcher[@]}"; do lane_argument "$entry"; done
    } >"$reports/java.arguments"

    local status=0
    (lane_java "@$(lane_path_list "$reports/java.arguments")") </dev/null 2>&1 | tr -d '\r' | tee "$reports/console.txt" || status="${PIPESTATUS[0]}"
    [[ $status -ne 0 || -s $reports/TEST-junit-jupiter.xml ]] || lane_fail "JUnit ended with 0 and left no report"
    return "$status"
}
