// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Programs on terminals of other machines, over SSH. */
package rmux.pty.ssh;
