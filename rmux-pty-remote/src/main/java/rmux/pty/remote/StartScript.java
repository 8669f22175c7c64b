// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.TerminalSize;
import rmux.pty.api.spi.SpawnRequest;

/**
 * The script that a POSIX shell runs on the other machine: it checks the terminal, enters the directory, finds the program,
 * reports, and then becomes the program.
 *
 * <p>A report is one record between two separators (U+001E) that begins with a number that only this start knows, so that no
 * greeting of a login shell is taken for it.
 */
final class StartScript {

    /** The path of a program whose environment has none, as of confstr(3) on Linux. */
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** What a report is made by; {@code i} sets {@code t} to the field of {@code /proc/PID/stat} that has the start time. */
    private static final String REPORTS = """
            s() { printf '\\036%s %s\\036' "$n" "$1"; }
            f() { s "fail $1"; exit 125; }
            i() { shift 19; t=$1; }
            unset OLDPWD
            v=/usr/bin/env
            [ -x $v ] || v=/bin/env
            [ -t 0 ] || f 'terminal ENOTTY'
            """;

    /** Empty entries of the path, which mean the current directory, are passed over (rule SPAWN-08). */
    private static final String LOOKUP = """
            e=ENOENT
            case $p in
            */*) q=$p ;;
            *)
              q=
              set -f
              IFS=:
              for d in $l; do
                [ -n "$d" ] && [ -f "$d/$p" ] || continue
                if [ -x "$d/$p" ]; then q=$d/$p; break; fi
                e=EACCES
              done
              unset IFS
              set +f
              [ -n "$q" ] || f "program $e $p" ;;
            esac
            case $q in */*) ;; *) q=./$q ;; esac
            if [ ! -e "$q" ]; then
              f "program ENOENT $p"
            elif [ ! -f "$q" ] || [ ! -x "$q" ]; then
              f "program EACCES $p"
            elif [ -r "$q" ]; then
              { h=$(head -c 80 "$q"); } 2>/dev/null
              case $h in
              "$m"*|MZ*) ;;
              '#!'*)
                h=${h#??}
                h=${h%%"$w"*}
                set -f
                for h in $h; do break; done
                set +f
                case $h in /*) [ -e "$h" ] || f "program ENOENT $p, whose interpreter $h is missing" ;; esac ;;
              *[$b]*) f "program ENOEXEC $p" ;;
              esac
            fi
            """;

    private static final String DONE = """
            t=-
            if [ -r /proc/$$/stat ] && read -r x </proc/$$/stat; then i ${x##*) }; fi
            s "ok $$ $t"
            """;

    private StartScript() {}

    /** The script, which takes the program's arguments as its own; the size is set for transports that do not. */
    static String of(SpawnRequest request, String nonce, boolean setsSize) {
        PtyCommand command = request.command();
        Map<String, String> environment = request.environment(Map.of());
        StringBuilder script = new StringBuilder();
        script.append("n=").append(nonce).append('\n').append(REPORTS);
        if (setsSize) {
            TerminalSize size = request.size();
            script.append("stty cols " + size.columns() + " rows " + size.rows() + " 2>/dev/null\n");
        }
        // Before the directory and the path are the program's.
        script.append("l=$PATH\n");
        if (!command.inheritsEnvironment()) {
            script.append("l=" + DEFAULT_PATH + "\n");
        }
        if (environment.containsKey("PATH")) {
            script.append("l=" + ShellWords.quote(environment.get("PATH")) + "\n");
        } else if (command.removedEnvironment().contains("PATH")) {
            script.append("l=" + DEFAULT_PATH + "\n");
        }
        request.directory().ifPresent(directory -> script.append(enter(directory)));
        // The magic number of ELF, a line end, and the control characters that no text has.
        script.append("m=" + ShellWords.quote("\u007fELF") + "\nw=" + ShellWords.quote("\n") + "\n");
        script.append("b=" + ShellWords.quote("\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u000e\u000f\u0010") + "\n");
        script.append("p=" + ShellWords.quote(command.program()) + "\n")
                .append(LOOKUP)
                .append(DONE);
        return script.append(exec(request, environment)).toString();
    }

    /** A directory is never taken for an option, for the last one ({@code -}), or for one of CDPATH. */
    private static String enter(String directory) {
        String word = ShellWords.quote(directory.startsWith("/") ? directory : "./" + directory);
        String name = ShellWords.quote(directory);
        return "d=" + word + "\nif ! cd \"$d\" 2>/dev/null; then\n"
                + "  if [ -d \"$d\" ]; then e=EACCES; elif [ -e \"$d\" ]; then e=ENOTDIR; else e=ENOENT; fi\n"
                + "  f \"directory $e \"" + name + "\nfi\nunset OLDPWD\nexport PWD\n";
    }

    /** env(1) takes names that are no names of a shell, and nothing from the shell itself. */
    private static String exec(SpawnRequest request, Map<String, String> environment) {
        PtyCommand command = request.command();
        List<String> words = new ArrayList<>(List.of("exec", "$v"));
        StringBuilder unset = new StringBuilder();
        if (!command.inheritsEnvironment()) {
            words.add("-i");
        } else {
            for (String name : command.removedEnvironment()) {
                if (IDENTIFIER.matcher(name).matches()) {
                    unset.append("unset ").append(name).append(" 2>/dev/null\n");
                } else {
                    words.add("-u");
                    words.add(ShellWords.quote(name));
                }
            }
        }
        if (request.directory().isPresent() && !command.changesEnvironment("PWD", false)) {
            words.add("PWD=\"$PWD\"");
        }
        environment.forEach((name, value) -> words.add(ShellWords.quote(name + "=" + value)));
        String start = String.join(" ", words);
        // What has an equals sign would be a variable to env(1).
        return unset + "case $q in *=*) " + start + " /bin/sh -c 'exec \"$0\" \"$@\"' \"$q\" \"$@\" ;; esac\n" + start
                + " \"$q\" \"$@\"\n";
    }
}
