// SPDX-License-Identifier: Apache-2.0 OR MIT
/** A program that knows the API; the backend is found beside it at run time. */
module example.modular {
    requires rmux.pty.api;
}
