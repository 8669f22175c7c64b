// SPDX-License-Identifier: Apache-2.0 OR MIT
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import rmux.pty.api.PtyProviders;
import rmux.pty.testkit.driver.ProviderDriver;

/** This library, through the same driver protocol as the others. */
final class OwnDriver {

    private OwnDriver() {}

    public static void main(String... arguments) throws IOException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        new ProviderDriver(PtyProviders.installed().select(), answers)
                .serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        System.exit(0);
    }
}
