// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.posix.jna;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import rmux.pty.posix.platform.Constant;

/** A system call that the C library may have no function for, made by {@code syscall(2)} of Linux. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface SystemCall {

    /** Its number. */
    Constant value();
}
