// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.remote;

import java.time.Duration;
import java.util.Locale;
import rmux.pty.api.PtySignal;

/**
 * Scripts that a further shell runs on the other machine to signal or end a program there.
 *
 * <p>Nothing is sent to a number that is not the program's any more: its start time is compared, where that system tells it
 * (rule SIG-05). Each script prints one word on a line as its answer, behind what the variable {@code o} has.
 */
public final class RemoteChores {

    /** What {@link #signal} and {@link #end} print when the program is not there any more. */
    public static final String GONE = "gone";

    /** What {@link #signal} prints when the signal was sent. */
    public static final String SENT = "sent";

    /** What {@link #end} prints when something of the program is still there. */
    public static final String LEFT = "left";

    private static final long LOOK_MILLIS = 100;
    private static final int QUICK_LOOKS = 6;
    private static final int LOOKS_AFTER_KILL = 50;

    private RemoteChores() {}

    /** {@code a} succeeds while the program lives, and sets {@code g} to the foreground process group of its terminal. */
    private static String alive(RemoteProgram program) {
        long number = program.number();
        if (program.startTime().equals("-")) {
            return "p=" + number + "\ng=$p\na() { kill -0 $p 2>/dev/null; }\n";
        }
        return "p=" + number + "\ng=$p\ni() { z=$1; g=$6; shift 19; t=$1; }\n"
                + "a() { [ -r /proc/$p/stat ] && { read -r x </proc/$p/stat; } 2>/dev/null && i ${x##*) } && [ \"$t\" = "
                + program.startTime() + " ] && [ \"$z\" != Z ] && [ \"$z\" != X ]; }\n";
    }

    /**
     * Returns a script that sends a signal: an interrupt to the foreground job of the terminal, others to the program's own
     * process group.
     *
     * @param program the program
     * @param signal the signal
     * @return the script; it prints {@link #SENT} or {@link #GONE}
     */
    public static String signal(RemoteProgram program, PtySignal signal) {
        String name = signal.posixName().substring("SIG".length());
        String group = signal == PtySignal.INTERRUPT ? "$g" : "$p";
        return alive(program) + "if a && kill -s " + name + " -- -" + group + " 2>/dev/null; then echo \"$o\"" + SENT
                + "; elif a && kill -s " + name + " $p; then echo \"$o\"" + SENT + "; else echo \"$o\"" + GONE
                + "; fi\n";
    }

    /**
     * Returns a script that ends a program as closing a terminal does: a hang-up, time to end, then a kill.
     *
     * @param program the program
     * @param grace how long it may take to end by itself
     * @param hangsUp whether the script sends the hang-up, for transports that do not
     * @param endsSession whether what else belongs to the terminal's session is ended too
     * @return the script; it prints {@link #GONE} or {@link #LEFT}
     */
    public static String end(RemoteProgram program, Duration grace, boolean hangsUp, boolean endsSession) {
        long looks = Math.max(0, grace.toMillis() / LOOK_MILLIS) + QUICK_LOOKS;
        StringBuilder script = new StringBuilder(alive(program));
        script.append("PATH=$PATH:/usr/bin:/bin\n");
        script.append(endsSession && !program.startTime().equals("-") ? members(program) : "m() { r=; }\n");
        script.append("w() { c=$((c+1)); if [ $c -lt " + QUICK_LOOKS
                + " ]; then sleep 0.01; else sleep 0.1; fi || sleep 1; }\n");
        if (hangsUp) {
            script.append("a && { kill -s HUP -- -$p; kill -s HUP -- -$g; kill -s CONT -- -$p; } 2>/dev/null\n");
        }
        // The leader first: looking for the others is dear.
        script.append("c=0\nwhile [ $c -lt " + looks + " ] && a; do w; done\nm\n");
        script.append("while [ $c -lt " + looks + " ] && [ -n \"$r\" ]; do w; m; done\n");
        script.append("c=0\nwhile [ $c -lt " + LOOKS_AFTER_KILL + " ] && { a || [ -n \"$r\" ]; }; do\n");
        script.append("  a && kill -s KILL -- -$p\n  [ -z \"$r\" ] || kill -s KILL $r\n  w\n  m\ndone 2>/dev/null\n");
        return script.append("if a || [ -n \"$r\" ]; then echo \"$o\"" + LEFT + "; else echo \"$o\"" + GONE + "; fi\n")
                .toString();
    }

    /**
     * {@code m} sets {@code r} to the living processes of the terminal's session, as far as {@code /proc} tells. The session has
     * the number of the program that leads it; once that is another program's, nothing is ours.
     */
    private static String members(RemoteProgram program) {
        return """
                j() { y=$1; v=$4; }
                m() {
                  r=
                  if [ -r /proc/$p/stat ] && { read -r x </proc/$p/stat; } 2>/dev/null; then
                    i ${x##*) }
                    [ "$t" = START ] || return 0
                  fi
                  for k in /proc/[0-9]*/stat; do
                    [ -r "$k" ] && { read -r x <"$k"; } 2>/dev/null || continue
                    j ${x##*) }
                    if [ "$v" = "$p" ] && [ "$y" != Z ] && [ "$y" != X ]; then k=${k#/proc/}; r="$r ${k%/stat}"; fi
                  done
                }
                """.replace("START", program.startTime());
    }

    /**
     * Returns whether a script's answer is a certain word, whatever came before it.
     *
     * @param output what the script printed
     * @param word the word
     * @return whether it is the last one
     */
    public static boolean answers(String output, String word) {
        return output.strip().toLowerCase(Locale.ROOT).endsWith(word);
    }
}
