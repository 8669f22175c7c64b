// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Refuses requests under a stranger's name, from a stranger's page, or without the user name and password. */
final class RequestGuard extends Handler.Wrapper {

    /** No name server is asked for an address, so that no stranger can have it lead here. */
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.%]+\\]|\\d{1,3}(\\.\\d{1,3}){3}");

    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final String LOCALHOST = "localhost";

    private final WebTerminalOptions options;
    private final AccessSecret secret;

    RequestGuard(Handler guarded, WebTerminalOptions options, AccessSecret secret) {
        super(guarded);
        this.options = options;
        this.secret = secret;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String host = request.getHeaders().get(HttpHeader.HOST);
        Optional<String> refusal = refusal(host, request.getHeaders().getValuesList(HttpHeader.ORIGIN));
        if (refusal.isPresent()) {
            answer(response, callback, HttpStatus.FORBIDDEN_403, refusal.get());
            return true;
        }
        if (secret.isCredential()
                && !secret.isAuthorization(request.getHeaders().get(HttpHeader.AUTHORIZATION))) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"rmux-pty\", charset=\"UTF-8\"");
            answer(response, callback, HttpStatus.UNAUTHORIZED_401, "This terminal needs a user name and a password.");
            return true;
        }
        return super.handle(request, response, callback);
    }

    private Optional<String> refusal(@Nullable String host, List<String> origins) {
        if (host == null || !isOurName(PORT.matcher(host).replaceFirst(""))) {
            return Optional.of(
                    "This server is not known under the name in the Host header; allow it with --host-name.");
        }
        // A program that is not a browser sends none, and needs the token all the more.
        return origins.isEmpty() || (origins.size() == 1 && isSamePlace(origins.get(0), host))
                ? Optional.empty()
                : Optional.of("The page that asks (Origin header) is not one of this server.");
    }

    private boolean isOurName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ADDRESS.matcher(lower).matches()
                || lower.equals(LOCALHOST)
                || lower.equalsIgnoreCase(options.host())
                || options.hostNames().stream().anyMatch(lower::equalsIgnoreCase);
    }

    /** The scheme may differ: a proxy in front of this server may be the one that encrypts. */
    private static boolean isSamePlace(String origin, String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** One sentence as plain text. */
    static void answer(Response response, Callback callback, int status, String sentence) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.write(true, ByteBuffer.wrap((sentence + "\n").getBytes(StandardCharsets.UTF_8)), callback);
    }
}
