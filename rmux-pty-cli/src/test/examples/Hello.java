import rmux.pty.api.ExitStatus;
import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;

public class Hello {
    public static void main(String[] arguments) throws Exception {
        PtyCommand command = PtyCommand.of("sh", "-c", "tty; stty size").withSize(TerminalSize.of(100, 30));
        try (PtySession session = command.spawn()) {
            session.master().inputStream().transferTo(System.out);
            ExitStatus status = session.child().waitFor();
            System.out.println(status);
        }
    }
}
