package dev.headwater.core.testing;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for a process to be started: free on loopback for TCP, and on every address for UDP. Below those a system gives to
 * connections (32768 and up on Linux), so that no connection made meanwhile takes it.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int BEHIND = 32_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /** @throws IOException if nothing tried is free */
    public static int find() throws IOException {
        return find(1);
    }

    /**
     * The even one of two in a row, as RTP wants them.
     *
     * @throws IOException if nothing tried is free
     */
    public static int pair() throws IOException {
        return find(2);
    }

    /** A multiple of so many, from which on so many are free. */
    private static int find(int count) throws IOException {
        for (int i = 1; ; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST / count, BEHIND / count) * count;
            try {
                for (int one = port; one < port + count; one++) {
                    check(one);
                }
                return port;
            } catch (IOException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
    }

    @SuppressWarnings("try") // that they can be opened is all
    private static void check(int port) throws IOException {
        try (ServerSocket connections = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                DatagramSocket packets = new DatagramSocket(port)) {
            // Nobody else has it.
        }
    }
}
