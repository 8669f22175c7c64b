// SPDX-License-Identifier: Apache-2.0 OR MIT
/** A backend for programs on another machine, over a plain socket, and the server that starts them. */
package example.socket;
