package dev.headwater.standalone.drill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A TCP port on loopback for a process to be started. Below those a system gives to connections (32768 and up on Linux), so
 * that no connection made meanwhile takes it.
 */
final class FreePort {
    private static final int FIRST = 20_000;
    private static final int BEHIND = 32_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /** @throws IOException if nothing tried is free */
    static int find() throws IOException {
        for (int i = 1; ; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }
}
