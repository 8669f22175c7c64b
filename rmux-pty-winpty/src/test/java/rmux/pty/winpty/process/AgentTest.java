// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.winpty.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import rmux.pty.api.NativeError;
import rmux.pty.api.PtyException;
import rmux.pty.api.TerminalSize;
import rmux.pty.windows.jna.Constants;
import rmux.pty.windows.jna.NativeBlock;
import rmux.pty.windows.simulated.SimulatedWin32;
import rmux.pty.winpty.jna.WinPtyApi;
import rmux.pty.winpty.jna.WinPtyError;

/** Agents, their error objects, and the numbers of winpty_constants.h. */
class AgentTest {

    private static final long ERROR = 0xE44;
    private static final long CONFIG = 0xC0;

    private final SimulatedWin32 windows = new SimulatedWin32();
    private final WinPtyApi api = mock(WinPtyApi.class);

    /** An agent whose object is 7. */
    private Agent open(SimulatedWin32 on, long process) throws PtyException {
        when(api.winpty_config_new(anyLong(), anyLong())).thenReturn(CONFIG);
        when(api.winpty_open(eq(CONFIG), anyLong())).thenReturn(7L);
        when(api.winpty_agent_process(7)).thenReturn(process);
        return Agent.open(on, api, new AgentConfig(0, 1, TerminalSize.of(80, 24)));
    }

    @Test
    @DisplayName("codes and symbols are those of winpty_constants.h")
    void table() {
        List<String> symbols = List.of(
                "SUCCESS",
                "OUT_OF_MEMORY",
                "SPAWN_CREATE_PROCESS_FAILED",
                "LOST_CONNECTION",
                "AGENT_EXE_MISSING",
                "UNSPECIFIED",
                "AGENT_DIED",
                "AGENT_TIMEOUT",
                "AGENT_CREATION_FAILED");
        for (int code = 0; code < symbols.size(); code++) {
            assertThat(WinPtyError.describe(code, "").symbol()).isEqualTo("WINPTY_ERROR_" + symbols.get(code));
        }
        assertThat(WinPtyError.describe(9, "").symbol()).isEqualTo("?");
        assertThat(WinPtyError.describe(-1, "").code()).isEqualTo(0xFFFF_FFFFL);
        assertThat(List.of(AgentConfig.PLAIN_OUTPUT, AgentConfig.COLOR_ESCAPES)).containsExactly(2L, 4L);
        assertThat(List.of(AgentConfig.MOUSE_MODE_NONE, AgentConfig.MOUSE_MODE_AUTO))
                .containsExactly(0, 1);
        assertThat(List.of(Agent.SPAWN_AUTO_SHUTDOWN, Agent.SPAWN_EXIT_AFTER_SHUTDOWN))
                .containsExactly(1L, 2L);
        assertThat(WinPtyError.UNSPECIFIED).isEqualTo(5);
        assertThat(Agent.CREATE_PROCESS_FAILED).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "an error object is asked for its code and its message, then freed once, and the configuration with it")
    void freed() {
        try (NativeBlock message = NativeBlock.text(windows, "agent timed out")) {
            when(api.winpty_config_new(anyLong(), anyLong())).thenReturn(CONFIG);
            when(api.winpty_open(anyLong(), anyLong())).thenAnswer(call -> {
                windows.view(call.getArgument(1), Long.BYTES).putLong(0, ERROR);
                return 0L;
            });
            when(api.winpty_error_code(ERROR)).thenReturn(7);
            when(api.winpty_error_msg(ERROR)).thenReturn(message.address());

            assertThatThrownBy(() -> Agent.open(windows, api, new AgentConfig(0, 1, TerminalSize.of(80, 24))))
                    .isInstanceOfSatisfying(
                            PtyException.class,
                            failure -> assertThat(failure.nativeError())
                                    .contains(new NativeError(
                                            NativeError.Kind.WINPTY,
                                            7,
                                            "WINPTY_ERROR_AGENT_TIMEOUT",
                                            "agent timed out")));

            InOrder order = inOrder(api);
            order.verify(api).winpty_config_set_initial_size(CONFIG, 80, 24);
            order.verify(api).winpty_open(eq(CONFIG), anyLong());
            order.verify(api).winpty_error_msg(ERROR);
            order.verify(api).winpty_error_code(ERROR);
            order.verify(api).winpty_error_free(ERROR);
            order.verify(api).winpty_config_free(CONFIG);
            order.verifyNoMoreInteractions();
        }
        assertThat(windows.liveBlocks()).isZero();
    }

    @Test
    @DisplayName(
            "an agent that does not end within its time is reported by its process id, and its handle closed anyway")
    void agentThatStays() throws Exception {
        int pid = 4711;
        SimulatedWin32 patient = spy(windows);
        long given = patient.CreateEventW(true, false);
        doReturn(pid).when(patient).GetProcessId(anyLong());
        doReturn(Constants.WAIT_TIMEOUT).when(patient).WaitForSingleObject(anyLong(), eq(Agent.TIMEOUT_MILLIS));
        Agent agent = open(patient, given);

        assertThatThrownBy(agent::close)
                .isInstanceOf(PtyException.class)
                .hasMessage("the agent of winpty, process 4711, did not end within 30000 ms [winpty-agent]");

        verify(api).winpty_free(7);
        patient.CloseHandle(given);
        assertThat(patient.open()).isEmpty();
        agent.hangUp();
        assertThat(agent.resize(TerminalSize.of(10, 5))).isFalse();
        assertThat(agent.processes()).isEmpty();
        verify(api, times(1)).winpty_free(7);
        verify(api, never()).winpty_set_size(anyLong(), anyInt(), anyInt(), anyLong());
        verify(api, never()).winpty_get_console_process_list(anyLong(), anyLong(), anyInt(), anyLong());
    }

    @Test
    @DisplayName(
            "an error object is taken once; a second failure without one is not described, nor freed, by the first")
    void taken() {
        when(api.winpty_error_code(ERROR)).thenReturn(7);
        try (WinPtyError error = new WinPtyError(windows, api)) {
            windows.view(error.address(), Long.BYTES).putLong(0, ERROR);

            assertThat(error.take().symbol()).isEqualTo("WINPTY_ERROR_AGENT_TIMEOUT");
            assertThat(error.take().symbol()).isEqualTo("WINPTY_ERROR_UNSPECIFIED");
        }
        verify(api, times(1)).winpty_error_free(ERROR);
    }

    @Test
    @DisplayName("an error without a message has none, and is freed anyway")
    void noMessage() {
        when(api.winpty_config_new(anyLong(), anyLong())).thenAnswer(call -> {
            windows.view(call.getArgument(1), Long.BYTES).putLong(0, ERROR);
            return 0L;
        });
        when(api.winpty_error_code(ERROR)).thenReturn(1);

        assertThatThrownBy(() -> Agent.open(windows, api, new AgentConfig(0, 1, TerminalSize.of(80, 24))))
                .hasMessage("winpty_config_new failed: WINPTY_ERROR_OUT_OF_MEMORY (1)");

        verify(api).winpty_error_free(ERROR);
        verify(api, never()).winpty_config_free(anyLong());
        verify(api, never()).winpty_config_set_mouse_mode(anyLong(), anyInt());
        assertThat(windows.liveBlocks()).isZero();
    }

    @Test
    @DisplayName("LIFE-01: an agent is never freed while another thread works on it")
    void freedAfterwards() throws Exception {
        SimulatedWin32 patient = spy(windows);
        long given = patient.CreateEventW(true, false);
        doReturn(4711).when(patient).GetProcessId(anyLong());
        doReturn(0).when(patient).WaitForSingleObject(anyLong(), eq(Agent.TIMEOUT_MILLIS));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicBoolean working = new AtomicBoolean();
        AtomicBoolean freedUnderIt = new AtomicBoolean();
        when(api.winpty_set_size(eq(7L), anyInt(), anyInt(), anyLong())).thenAnswer(call -> {
            working.set(true);
            inside.countDown();
            assertThat(released.await(30, TimeUnit.SECONDS)).isTrue();
            working.set(false);
            return 1;
        });
        doAnswer(call -> {
                    freedUnderIt.set(working.get());
                    return null;
                })
                .when(api)
                .winpty_free(7);
        Agent agent = open(patient, given);
        CompletableFuture<Boolean> resized = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        resized.complete(agent.resize(TerminalSize.of(90, 30)));
                    } catch (PtyException e) {
                        resized.completeExceptionally(e);
                    }
                })
                .start();
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
        Thread freeing = new Thread(agent::hangUp);
        freeing.start();
        while (freeing.getState() != Thread.State.WAITING && freeing.isAlive()) {
            Thread.onSpinWait();
        }
        verify(api, never()).winpty_free(7);

        released.countDown();
        assertThat(resized.get(30, TimeUnit.SECONDS)).isTrue();
        freeing.join(30_000);

        verify(api).winpty_free(7);
        assertThat(freedUnderIt).isFalse();
        agent.close();
        patient.CloseHandle(given);
        assertThat(patient.open()).isEmpty();
    }

    @Test
    @DisplayName("a console with more processes than usual is asked again, with room for all of them")
    void manyProcesses() throws Exception {
        SimulatedWin32 patient = spy(windows);
        doReturn(4711).when(patient).GetProcessId(anyLong());
        List<Integer> capacities = new ArrayList<>();
        when(api.winpty_get_console_process_list(eq(7L), anyLong(), anyInt(), anyLong()))
                .thenAnswer(call -> {
                    int capacity = call.getArgument(2);
                    capacities.add(capacity);
                    int[] ids = IntStream.rangeClosed(1, capacities.size() == 1 ? 100 : 200)
                            .toArray();
                    if (ids.length <= capacity) {
                        patient.view(call.getArgument(1), capacity * Integer.BYTES)
                                .asIntBuffer()
                                .put(ids);
                    }
                    return ids.length;
                });
        Agent agent = open(patient, patient.CreateEventW(true, true));

        assertThat(agent.processes()).hasSize(200).contains(1, 200);

        assertThat(capacities).containsExactly(64, 100, 200);
        assertThat(patient.liveBlocks()).isZero();
    }
}
