// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Where winpty.dll and its agent are, and whether they can be used. */
package rmux.pty.winpty.library;
