// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.cli;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Signals that are sent to this process, through {@code sun.misc.Signal}: the JDK has nothing else, and supports it until it
 * has (JEP 260). By reflection, because javac warns of each use and knows no way to suppress that in a module.
 */
final class ProcessSignals {

    private static final Logger LOGGER = System.getLogger("rmux.pty.cli");

    private ProcessSignals() {}

    /**
     * Runs an action, in a thread of its own, at each arrival of a signal. One that the system does not have is left out; one
     * that has been ignored since the start, as nohup(1) does, stays ignored.
     *
     * @param name without SIG
     * @param action takes the signal's number
     * @return whether the signal is ignored
     */
    static boolean handle(String name, IntConsumer action) {
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Method number = signalClass.getMethod("getNumber");
            Object handler = Proxy.newProxyInstance(
                    ProcessSignals.class.getClassLoader(),
                    new Class<?>[] {handlerClass},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.accept((int) number.invoke(arguments[0]));
                            return null;
                        }
                        return method.invoke(action, arguments); // of Object: equals, hashCode, toString
                    });
            Object signal = signalClass.getConstructor(String.class).newInstance(name);
            Object before =
                    signalClass.getMethod("handle", signalClass, handlerClass).invoke(null, signal, handler);
            return before != null
                    && before.equals(handlerClass.getField("SIG_IGN").get(null));
        } catch (InvocationTargetException e) {
            LOGGER.log(Level.DEBUG, "this system has no signal " + name, e);
        } catch (ReflectiveOperationException e) {
            LOGGER.log(Level.DEBUG, "this JDK does not report signals", e);
        }
        return false;
    }
}
