package dev.headwater.ingest.fetch;

import dev.headwater.core.fetch.Connector;
import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.HttpLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A port of this machine that leads to one server and nowhere else. FFmpeg connects here, so that addresses are checked,
 * TLS is spoken, and time is limited by who made the connection.
 */
public final class Relay implements AutoCloseable {
    /** Some servers want a second connection, with an answer to what the first one asked; none wants many. */
    private static final int MAX_CONNECTIONS = 8;

    /** Opens a connection to the server. */
    @FunctionalInterface
    public interface Way {
        Socket open() throws IOException;
    }

    /** Copies what the server says, and looks at it where need be. */
    @FunctionalInterface
    public interface Copy {
        void all(InputStream from, OutputStream to) throws IOException;
    }

    private final Way way;
    private final Copy fromServer;
    private final String server;
    private final HttpLimits limits;
    private final boolean mayBeSilent;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private @Nullable Socket first;
    private volatile @Nullable String failure;

    /** @throws IOException where the server can not be had, with the reason */
    public Relay(Connector connector, String host, int port, boolean secure, Copy fromServer, HttpLimits limits)
            throws IOException {
        this(connector, host, port, secure, fromServer, limits, false);
    }

    /**
     * Leads to a server that may send what is wanted beside its connections.
     *
     * @param mayBeSilent whether nothing need come by them for as long as they stand
     * @throws IOException where the server can not be had, with the reason
     */
    public Relay(
            Connector connector,
            String host,
            int port,
            boolean secure,
            Copy fromServer,
            HttpLimits limits,
            boolean mayBeSilent)
            throws IOException {
        this.mayBeSilent = mayBeSilent;
        this.way = () -> connector.connect(host, port, secure);
        this.fromServer = fromServer;
        this.server = host;
        this.limits = limits;
        this.first = way.open();
        this.door = new ServerSocket();
        open.add(first);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), MAX_CONNECTIONS);
        Thread.ofPlatform().daemon().name("relay").start(this::accept);
    }

    /** As it is. */
    public static Copy plain() {
        return InputStream::transferTo;
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return door.getLocalPort();
    }

    /** Why the server can not be had any more; null: it can, or it ended by itself. */
    public @Nullable String failure() {
        return failure;
    }

    private void accept() {
        try {
            for (int n = 0; n < MAX_CONNECTIONS; n++) {
                Socket here = door.accept();
                open.add(here);
                Thread.ofVirtual().name("relay").start(() -> join(here));
            }
        } catch (IOException e) {
            // Closed by us.
        }
    }

    /** Who is here hears that it is over only once it is known why. */
    private void join(Socket here) {
        try (here) {
            copy(here);
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    private void copy(Socket here) {
        AtomicBoolean left = new AtomicBoolean();
        try (Socket there = there()) {
            there.setSoTimeout(mayBeSilent ? 0 : limits.stallMillis());
            open.add(there);
            Thread.ofVirtual().name("relay-up").start(() -> up(here, there, left));
            fromServer.all(there.getInputStream(), here.getOutputStream());
        } catch (SocketTimeoutException e) {
            failure = FetchException.stalled(limits).text();
        } catch (FetchException e) {
            failure = e.text();
        } catch (IOException e) {
            failure = left.get() ? failure : "the connection to " + server + " broke off";
        }
    }

    private synchronized Socket there() throws IOException {
        Socket ready = first;
        first = null;
        return ready == null ? way.open() : ready;
    }

    /** @param left is told when who is here wants nothing more */
    private static void up(Socket here, Socket there, AtomicBoolean left) {
        try {
            here.getInputStream().transferTo(there.getOutputStream());
            left.set(true);
            there.close();
        } catch (IOException e) {
            // The other direction says why.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
