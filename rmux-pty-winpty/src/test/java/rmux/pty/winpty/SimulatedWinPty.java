// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.simulated.HostedConsole;
import rmux.pty.windows.simulated.SimulatedProcess;
import rmux.pty.windows.simulated.SimulatedWin32;
import rmux.pty.winpty.jna.WinPtyApi;

/**
 * As much of winpty as the backend sees, over the simulated Windows: every object and error is counted, and a function that
 * can fail fails when the fault injector of that Windows says so, with the error as winpty's code.
 */
final class SimulatedWinPty implements WinPtyApi {

    private static final long OBJECTS = 0x5000_0000_0000L;

    /** A winpty_t. */
    private final class Open {
        final HostedConsole console;
        final SimulatedProcess agent;
        final long agentHandle;
        final NativeBlock input;
        final NativeBlock output;
        Optional<SimulatedProcess> program = Optional.empty();

        Open(int number) {
            console = windows.hostConsole(number);
            agent = windows.start(console, Optional.empty(), List.of("agent"), () -> windows.endConsole(console));
            agentHandle = windows.handleOf(agent);
            input = windows.ownText(console.inputName());
            output = windows.ownText(console.outputName());
        }
    }

    private final SimulatedWin32 windows;
    private final Map<Long, NativeBlock> errors = new HashMap<>();
    private final Map<Long, Integer> errorCodes = new HashMap<>();
    private final Set<Long> configs = new HashSet<>();
    private final Map<Long, List<Object>> spawnConfigs = new HashMap<>();
    private final Map<Long, Open> opened = new HashMap<>();
    private final List<String> settings = new ArrayList<>();
    private final List<Integer> strangers = new ArrayList<>();
    private final List<Boolean> frees = new ArrayList<>();
    private long last = OBJECTS;
    private int createProcessError;
    private boolean leavesJob;
    private boolean givesErrors = true;
    private boolean listsProcesses = true;
    private int questionsToPrint;
    private byte[] late = {};
    private int questionsToArrive;
    private int arriving;

    SimulatedWinPty(SimulatedWin32 windows) {
        this.windows = windows;
    }

    /** What was asked of configurations and sizes, in order. */
    synchronized List<String> settings() {
        return List.copyOf(settings);
    }

    /** The agent comes to look at some output when it is asked for the processes the n-th time from now. */
    synchronized void printAtQuestion(int nth, byte[] bytes) {
        questionsToPrint = nth;
        late = bytes;
    }

    /** For each object that was freed, whether its agent still ran and could end in order. */
    synchronized List<Boolean> freesInOrder() {
        return List.copyOf(frees);
    }

    /** The agent's CreateProcessW fails with this error from now on. */
    synchronized void failCreateProcess(int error) {
        createProcessError = error;
    }

    /** What the agent starts is in no job from now on. */
    synchronized void leaveJob() {
        leavesJob = true;
    }

    /** As 0.4.3 is. */
    synchronized void lackProcessList() {
        listsProcesses = false;
    }

    /** Functions fail without an error object from now on. */
    synchronized void giveNoErrors() {
        givesErrors = false;
    }

    /** A process on every console beside the agent and its program. */
    synchronized void addToConsole(int pid) {
        strangers.add(pid);
    }

    /** A process comes on every console when it is asked for the processes the n-th time from now. */
    synchronized void addToConsoleAtQuestion(int nth, int pid) {
        questionsToArrive = nth;
        arriving = pid;
    }

    synchronized void removeFromConsole(int pid) {
        strangers.removeIf(stranger -> stranger == pid);
    }

    /** What was not freed. */
    synchronized List<String> live() {
        List<String> live = new ArrayList<>();
        errors.keySet().forEach(error -> live.add("error"));
        configs.forEach(config -> live.add("config"));
        spawnConfigs.keySet().forEach(config -> live.add("spawn config"));
        opened.keySet().forEach(open -> live.add("winpty"));
        return live;
    }

    private boolean fails(String function, long error) {
        int code = windows.enter(function);
        if (code != 0) {
            giveError(code, function + " cannot", error);
        }
        return code != 0;
    }

    private void giveError(int code, String message, long error) {
        if (!givesErrors) {
            return;
        }
        NativeBlock text = windows.ownText(message);
        last += 8;
        errors.put(last, text);
        errorCodes.put(last, code);
        windows.view(error, Long.BYTES).putLong(0, last);
    }

    private Open open(long winpty) {
        Open open = opened.get(winpty);
        if (open == null) {
            throw new AssertionError("no winpty_t: " + winpty);
        }
        return open;
    }

    private void checkConfig(long config) {
        if (!configs.contains(config)) {
            throw new AssertionError("no winpty_config_t: " + config);
        }
    }

    @Override
    public synchronized int winpty_error_code(long error) {
        return errorCodes.get(error);
    }

    @Override
    public synchronized long winpty_error_msg(long error) {
        return errors.get(error).address();
    }

    @Override
    public synchronized void winpty_error_free(long error) {
        errorCodes.remove(error);
        errors.remove(error).close();
    }

    @Override
    public synchronized long winpty_config_new(long flags, long error) {
        if (fails("winpty_config_new", error)) {
            return 0;
        }
        settings.add("flags " + flags);
        last += 8;
        configs.add(last);
        return last;
    }

    @Override
    public synchronized void winpty_config_free(long config) {
        checkConfig(config);
        configs.remove(config);
    }

    @Override
    public synchronized void winpty_config_set_initial_size(long config, int columns, int rows) {
        checkConfig(config);
        settings.add("initial " + columns + "x" + rows);
    }

    @Override
    public synchronized void winpty_config_set_mouse_mode(long config, int mode) {
        checkConfig(config);
        settings.add("mouse " + mode);
    }

    @Override
    public synchronized void winpty_config_set_agent_timeout(long config, int millis) {
        checkConfig(config);
        settings.add("timeout " + millis);
    }

    @Override
    public synchronized long winpty_open(long config, long error) {
        checkConfig(config);
        if (fails("winpty_open", error)) {
            return 0;
        }
        last += 8;
        opened.put(last, new Open((int) (last - OBJECTS)));
        return last;
    }

    @Override
    public synchronized long winpty_agent_process(long winpty) {
        return windows.enter("winpty_agent_process") == 0 ? open(winpty).agentHandle : 0;
    }

    @Override
    public synchronized long winpty_conin_name(long winpty) {
        return windows.enter("winpty_conin_name") == 0 ? open(winpty).input.address() : 0;
    }

    @Override
    public synchronized long winpty_conout_name(long winpty) {
        return windows.enter("winpty_conout_name") == 0 ? open(winpty).output.address() : 0;
    }

    /** The agent closes its console, which ends the programs on it. */
    @Override
    public synchronized void winpty_free(long winpty) {
        Open open = open(winpty);
        opened.remove(winpty);
        frees.add(!open.agent.hasExited());
        open.program.ifPresent(program -> windows.exit(program, 0));
        windows.exit(open.agent, 0);
        windows.drop(open.agentHandle);
        open.input.close();
        open.output.close();
    }

    @Override
    public synchronized long winpty_spawn_config_new(
            long flags, long application, long commandLine, long directory, long environment, long error) {
        if (fails("winpty_spawn_config_new", error)) {
            return 0;
        }
        last += 8;
        spawnConfigs.put(
                last,
                List.of(
                        flags,
                        windows.text(application),
                        windows.text(commandLine),
                        directory == 0 ? "" : windows.text(directory),
                        windows.text(environment)));
        return last;
    }

    @Override
    public synchronized void winpty_spawn_config_free(long config) {
        if (spawnConfigs.remove(config) == null) {
            throw new AssertionError("no winpty_spawn_config_t: " + config);
        }
    }

    @Override
    public synchronized int winpty_spawn(
            long winpty, long config, long process, long thread, long createProcess, long error) {
        Open open = open(winpty);
        if (createProcessError != 0) {
            windows.view(createProcess, Integer.BYTES).putInt(0, createProcessError);
            giveError(2, "CreateProcess failed", error);
            return 0;
        }
        if (fails("winpty_spawn", error)) {
            return 0;
        }
        if (!windows.isInJob(open.agent)) {
            throw new AssertionError("a program would run outside a job");
        }
        List<Object> config0 = spawnConfigs.get(config);
        boolean ends = ((long) config0.get(0) & 1) != 0;
        boolean exits = ((long) config0.get(0) & 2) != 0;
        List<String> texts = config0.subList(1, config0.size()).stream()
                .map(Object::toString)
                .toList();
        SimulatedProcess program =
                windows.start(open.console, leavesJob ? Optional.empty() : Optional.of(open.agent), texts, () -> {
                    if (ends) {
                        windows.endOutput(open.console);
                    }
                    if (ends && exits) {
                        windows.exit(open.agent, 0);
                    }
                });
        open.program = Optional.of(program);
        windows.view(process, Long.BYTES).putLong(0, windows.handleOf(program));
        return 1;
    }

    @Override
    public synchronized int winpty_set_size(long winpty, int columns, int rows, long error) {
        if (open(winpty).agent.hasExited()) {
            giveError(6, "agent died", error);
            return 0;
        }
        if (fails("winpty_set_size", error)) {
            return 0;
        }
        settings.add("size " + columns + "x" + rows);
        return 1;
    }

    @Override
    public synchronized boolean canListProcesses() {
        return listsProcesses;
    }

    @Override
    public synchronized int winpty_get_console_process_list(long winpty, long list, int capacity, long error) {
        Open open = open(winpty);
        if (open.agent.hasExited()) {
            giveError(3, "lost connection", error);
            return 0;
        }
        if (fails("winpty_get_console_process_list", error)) {
            return 0;
        }
        if (--questionsToPrint == 0) {
            windows.print(late);
        }
        if (--questionsToArrive == 0) {
            strangers.add(arriving);
        }
        List<Integer> pids = new ArrayList<>(strangers);
        pids.add(open.agent.pid);
        open.program.filter(program -> !program.hasExited()).ifPresent(program -> pids.add(program.pid));
        for (int i = 0; pids.size() <= capacity && i < pids.size(); i++) {
            windows.view(list, capacity * Integer.BYTES).putInt(i * Integer.BYTES, pids.get(i));
        }
        return pids.size();
    }

    /** For tests that look at bytes. */
    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
