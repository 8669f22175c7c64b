// SPDX-License-Identifier: Apache-2.0 OR MIT
/** Programs on terminals in the pods of a Kubernetes cluster. */
package rmux.pty.kubernetes;
