// SPDX-License-Identifier: Apache-2.0 OR MIT
package example;

import rmux.pty.api.PtyCommand;
import rmux.pty.api.PtySession;
import rmux.pty.api.TerminalSize;
import rmux.pty.kubernetes.KubernetesPtyProvider;
import rmux.pty.kubernetes.KubernetesTarget;

public class KubernetesExample {
    public static void main(String[] arguments) throws Exception {
        run(KubernetesTarget.of(arguments[0])); // such as default/web
    }

    public static void run(KubernetesTarget target) throws Exception {
        PtyCommand command = PtyCommand.of("sh", "-c", "tty; stty size; exit 7").withSize(TerminalSize.of(100, 30));
        try (PtySession session = KubernetesPtyProvider.connect(target).spawn(command)) {
            session.master().inputStream().transferTo(System.out);
            System.out.println(session.child().waitFor());
        }
    }
}
