// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.tiny;

import rmux.pty.api.spi.PtyProvider;
import rmux.pty.testkit.conformance.ConformanceSettings;
import rmux.pty.testkit.conformance.PtyProviderConformance;
import rmux.pty.testkit.programs.ConformancePrograms;

/** Is the tiny backend right? */
class TinyConformance extends PtyProviderConformance {

    private final TinyPtyProvider tiny = tiny();

    TinyPtyProvider tiny() {
        return new TinyPtyProvider();
    }

    @Override
    protected PtyProvider provider() {
        return tiny;
    }

    @Override
    protected ConformancePrograms programs() {
        return tiny.programs();
    }

    @Override
    protected ConformanceSettings settings() {
        return ConformanceSettings.defaults().quick();
    }

    /** Is its wrong copy? The copy is not registered as a service. */
    static class OfWrongCopy extends TinyConformance {
        @Override
        TinyPtyProvider tiny() {
            return new WrongPtyProvider();
        }

        @Override
        protected ConformanceSettings settings() {
            return super.settings().notAService();
        }
    }
}
