// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * What must hold for every backend, done once: command checks, selection, and sessions assembled from a backend's primitives.
 *
 * <p>Reading guide: {@code SessionCore} owns a session's state and its close protocol; {@code MasterChannel}, {@code
 * ChildMonitor} and {@code ProcessAdapter} are the faces of it that applications see. {@code ProviderRegistry} finds backends,
 * {@code ProviderSelection} chooses one. Not exported; nothing here is for use by others.
 */
package rmux.pty.api.internal;
