// SPDX-License-Identifier: Apache-2.0 OR MIT
package rmux.pty.server.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client must know: a random token, or a user name and password, whose Base64 form is the token then, as in ttyd. */
final class AccessSecret {

    private static final int TOKEN_BYTES = 32;
    private static final String BASIC = "Basic ";

    private final String token;
    private final boolean isCredential;

    private AccessSecret(String token, boolean isCredential) {
        this.token = token;
        this.isCredential = isCredential;
    }

    static AccessSecret of(Optional<String> credential) {
        if (credential.isPresent()) {
            byte[] bytes = credential.get().getBytes(StandardCharsets.UTF_8);
            return new AccessSecret(Base64.getEncoder().encodeToString(bytes), true);
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new AccessSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), false);
    }

    /** Whether requests need a user name and a password. */
    boolean isCredential() {
        return isCredential;
    }

    String token() {
        return token;
    }

    boolean isToken(@Nullable String given) {
        return given != null && isSame(given, token);
    }

    boolean isAuthorization(@Nullable String header) {
        return header != null && header.startsWith(BASIC) && isSame(header.substring(BASIC.length()), token);
    }

    /** Takes the same time whatever the first difference is. */
    private static boolean isSame(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
