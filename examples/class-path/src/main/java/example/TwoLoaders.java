// SPDX-License-Identifier: Apache-2.0 OR MIT
package example;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program in two class loaders at once, as two applications in one server would have it. */
public final class TwoLoaders {

    private TwoLoaders() {}

    public static void main(String[] arguments) throws Exception {
        List<URL> everything = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            everything.add(Path.of(entry).toUri().toURL());
        }
        URL[] urls = everything.toArray(URL[]::new);
        ClassLoader parent = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader first = new URLClassLoader("first", urls, parent);
                URLClassLoader second = new URLClassLoader("second", urls, parent)) {
            for (URLClassLoader loader : List.of(first, second, first)) {
                Thread.currentThread().setContextClassLoader(loader);
                Class<?> hello = loader.loadClass("example.Hello");
                System.out.println(loader.getName() + ":");
                hello.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
            }
        }
    }
}
