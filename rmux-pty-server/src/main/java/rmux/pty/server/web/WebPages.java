// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The few files that the terminal's page is made of, from our jar; and the token, for whoever has logged in. */
final class WebPages extends Handler.Abstract {

    /** Nothing from elsewhere, and in no frame of others. xterm.js makes style elements. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store");

    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";

    private record Page(ByteBuffer content, String type) {}

    private final Map<String, Page> pages;
    private final AccessSecret secret;

    WebPages(AccessSecret secret) throws IOException {
        this.secret = secret;
        this.pages = Map.of(
                "/", page("index.html", "text/html; charset=utf-8"),
                "/terminal.mjs", page("terminal.mjs", SCRIPT),
                "/terminal.css", page("terminal.css", STYLE),
                "/xterm.mjs", page("xterm/xterm.mjs", SCRIPT),
                "/xterm.css", page("xterm/xterm.css", STYLE),
                "/addon-fit.mjs", page("xterm/addon-fit.mjs", SCRIPT),
                "/addon-unicode11.mjs", page("xterm/addon-unicode11.mjs", SCRIPT));
    }

    private static Page page(String resource, String type) throws IOException {
        try (InputStream stream = WebPages.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("the library is incomplete: " + resource + " is missing");
            }
            return new Page(ByteBuffer.wrap(stream.readAllBytes()).asReadOnlyBuffer(), type);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        HEADERS.forEach((name, value) -> headers.put(new HttpField(name, value)));
        String path = Request.getPathInContext(request);
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            headers.put(HttpHeader.ALLOW, "GET, HEAD");
            RequestGuard.answer(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "Only GET is possible here.");
        } else if (path.equals("/token") && secret.isCredential()) {
            byte[] json = ("{\"token\": \"" + secret.token() + "\"}").getBytes(StandardCharsets.UTF_8);
            write(response, callback, new Page(ByteBuffer.wrap(json), "application/json"));
        } else if (pages.containsKey(path)) {
            write(response, callback, pages.get(path));
        } else {
            RequestGuard.answer(
                    response, callback, HttpStatus.NOT_FOUND_404, "There is no such page; the terminal is at /.");
        }
        return true;
    }

    private static void write(Response response, Callback callback, Page page) {
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, page.type());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, page.content().remaining());
        response.write(true, page.content().duplicate(), callback);
    }
}
