// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.testkit.conformance;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.platform.commons.support.AnnotationSupport;

/** Names a rule's test by its identifier and what its method's name says: {@code SPAWN-06: missing directory is named}. */
final class RuleNames extends DisplayNameGenerator.Standard {

    RuleNames() {}

    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> testClass, Method method) {
        return AnnotationSupport.findAnnotation(method, Rule.class)
                .map(rule -> rule.value() + ": " + words(method.getName()))
                .orElseGet(() -> super.generateDisplayNameForMethod(enclosing, testClass, method));
    }

    static String words(String methodName) {
        return methodName.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
