package dev.headwater.core.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A TCP port on loopback that refuses whoever connects: it is taken, so that nobody else listens there meanwhile. */
public final class ClosedPort implements AutoCloseable {
    private final Socket taken = new Socket();

    public ClosedPort() throws IOException {
        taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public int number() {
        return taken.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        taken.close();
    }
}
