// SPDX-License-Identifier: Apache-2.0 OR MIT
/**
 * A model of XNU as far as terminals and programs on them go, from its sources and from what others met: rules that Linux does
 * not have, each of which breaks a backend that does not know it. Nothing of it was compared with a Mac.
 */
package rmux.pty.posix.xnu;
