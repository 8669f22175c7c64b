// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Sessions and terminals as applications see them, assembled from the rooms below. */
package rmux.pty.api.internal.session;
