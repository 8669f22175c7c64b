// SPDX-License-Identifier: Apache-2.0 OR MIT
package example.socket;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection on which each message is a list of texts: their number, then the length and the UTF-8 bytes of each. */
final class Wire {

    /** The system property with the port of the server. */
    static final String PORT = "rmux.pty.example.socket.port";

    /** The system property with the text that the server asks for. */
    static final String SECRET = "rmux.pty.example.socket.secret";

    /** Bytes of the longest message, and of the longest from somebody who has not yet said the secret. */
    private static final int LONGEST = 32 << 20;

    private static final int LONGEST_GREETING = 1024;

    private final DataInputStream in;
    private final DataOutputStream out;

    Wire(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    synchronized void send(List<String> message) throws IOException {
        out.writeInt(message.size());
        for (String text : message) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        out.flush();
    }

    List<String> receive() throws IOException {
        return receive(in, LONGEST);
    }

    /** Reads the first message of a connection that may go on as plain bytes. */
    static List<String> receiveGreeting(Socket socket) throws IOException {
        return receive(new DataInputStream(socket.getInputStream()), LONGEST_GREETING);
    }

    private static List<String> receive(DataInputStream in, int longest) throws IOException {
        List<String> message = new ArrayList<>();
        int left = longest;
        for (int texts = checked(in.readInt(), left); texts > 0; texts--) {
            left -= Integer.BYTES;
            byte[] bytes = new byte[checked(in.readInt(), left)];
            in.readFully(bytes);
            left -= bytes.length;
            message.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return message;
    }

    private static int checked(int number, int most) throws IOException {
        if (number < 0 || number > most) {
            throw new IOException("a message that is not of this protocol, or too long");
        }
        return number;
    }

    /** Closes connections of which nothing more is needed; what that fails of changes nothing. */
    static void closeQuietly(Socket... sockets) {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                System.getLogger("example.socket").log(System.Logger.Level.DEBUG, "a connection", e);
            }
        }
    }
}
