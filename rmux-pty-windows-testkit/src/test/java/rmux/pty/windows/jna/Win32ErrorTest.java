// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.windows.jna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rmux.pty.api.NativeError;
import rmux.pty.windows.simulated.SimulatedWin32;

/** Errors of Windows, by number. */
class Win32ErrorTest {

    private final SimulatedWin32 windows = new SimulatedWin32();

    @ParameterizedTest(name = "0x{0}")
    @CsvSource({"5, -5", "0, -31", "80070002, -2", "800B0109, -31", "80070000, -31", "80000000, -31"})
    @DisplayName("a call that failed gives a negative number, whatever GetLastError said")
    void failures(String lastError, int result) {
        assertThat(Win32Error.failure(Integer.parseUnsignedInt(lastError, 16))).isEqualTo(result);
    }

    @Test
    @DisplayName("an error has its symbol and text; one that is not in winerror.h has a question mark")
    void described() {
        assertThat(Win32Error.of(windows, -5))
                .isEqualTo(new NativeError(NativeError.Kind.WIN32, 5, "ERROR_ACCESS_DENIED", "text of 5"));
        assertThat(Win32Error.of(windows, -77_777).symbol()).isEqualTo("?");
    }

    @Test
    @DisplayName("an HRESULT has its own symbol, or that of the Win32 error it wraps")
    void hResults() {
        assertThat(Win32Error.ofHResult(windows, 0x8000_4001).symbol()).isEqualTo("E_NOTIMPL");
        NativeError wrapped = Win32Error.ofHResult(windows, Win32Error.toHResult(109));
        assertThat(wrapped.symbol()).isEqualTo("ERROR_BROKEN_PIPE");
        assertThat(wrapped.code()).isEqualTo(0x8007_006DL);
        assertThat(Win32Error.ofHResult(windows, 0x8ABC_006D).symbol()).isEqualTo("?");
        assertThatThrownBy(() -> Win32Error.checkHResult(windows, "Some", 0x8000_4001))
                .hasMessageContaining("Some failed: E_NOTIMPL (0x80004001)");
    }
}
