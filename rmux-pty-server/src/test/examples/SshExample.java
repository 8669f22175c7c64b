// SPDX-License-Identifier: Apache-2.0 OR MIT
import java.nio.file.Path;
import rmux.pty.server.ssh.PtySshServer;
import rmux.pty.server.ssh.SshServerOptions;

public class SshExample {
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        SshServerOptions options = SshServerOptions.of(
                        directory.resolve("authorized_keys"), directory.resolve("host_key"))
                .withAddress("127.0.0.1", 0);
        try (PtySshServer server = PtySshServer.start(options)) {
            System.out.println("ssh -p " + server.address().getPort() + " 127.0.0.1");
            System.in.read();
        }
    }
}
