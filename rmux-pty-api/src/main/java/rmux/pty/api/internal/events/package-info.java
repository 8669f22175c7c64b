// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Reports events to JDK Flight Recorder where it is present. */
package rmux.pty.api.internal.events;
