// SPDX-License-Identifier: Apache-2.0 OR MIT
/** A backend, its consumer and its conformance test, outside the packages of the library. */
package example.tiny;
