// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * The backend for Windows without a pseudo console; found by {@link java.util.ServiceLoader}, with nothing to call directly.
 *
 * <p>It works by winpty's agent, a hidden console whose screen buffer the agent reads and renders as a stream: what arrives is
 * what a console of Windows shows, not what the program wrote.
 */
package rmux.pty.winpty;
