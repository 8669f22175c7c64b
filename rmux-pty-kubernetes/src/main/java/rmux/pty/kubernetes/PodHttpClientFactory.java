// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.kubernetes;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpClient;
import java.time.Duration;

/** Makes fabric8's client use the JDK's by way of {@link PodHttpClient}. */
final class PodHttpClientFactory extends JdkHttpClientFactory {

    private final HiddenCommands commands;
    private final Duration heartbeat;

    PodHttpClientFactory(HiddenCommands commands, Duration heartbeat) {
        this.commands = commands;
        this.heartbeat = heartbeat;
    }

    /** The builder of the JDK, except for what it builds; a proxy, as each JDK adds methods to the interface. */
    @Override
    protected HttpClient.Builder createNewHttpClientBuilder() {
        HttpClient.Builder real = super.createNewHttpClientBuilder();
        return (HttpClient.Builder) Proxy.newProxyInstance(
                PodHttpClientFactory.class.getClassLoader(),
                new Class<?>[] {HttpClient.Builder.class},
                (proxy, method, arguments) -> {
                    Object result;
                    try {
                        result = method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                    if (result instanceof HttpClient client) {
                        return new PodHttpClient(client, commands, heartbeat);
                    }
                    return result instanceof HttpClient.Builder ? proxy : result;
                });
    }
}
