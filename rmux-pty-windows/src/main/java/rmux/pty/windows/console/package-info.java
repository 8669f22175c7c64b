// SPDX-License-Identifier: Apache-2.0 OR MIT
/** What must happen inside a program's console: control events and input records, done by a helper process. */
package rmux.pty.windows.console;
