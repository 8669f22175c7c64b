// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.api;

import java.io.Serial;
import rmux.pty.api.internal.events.HelpTopics;

/** No backend is there, usable and able; the message and the {@link #report} say which were looked at and why not. */
public final class NoPtyProviderException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ProviderReport report;

    /**
     * A selection that found nothing.
     *
     * @param message what was asked for, and why nothing fits
     * @param report every candidate; their causes become suppressed exceptions of this one
     */
    public NoPtyProviderException(String message, ProviderReport report) {
        super(HelpTopics.appendTo(message) + System.lineSeparator() + report);
        this.report = report;
        report.candidates().forEach(candidate -> candidate.cause().ifPresent(this::addSuppressed));
    }

    /**
     * Every candidate that was looked at, with the reason why it was not chosen.
     *
     * @return the report
     */
    public ProviderReport report() {
        return report;
    }
}
