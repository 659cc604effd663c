package dev.headwater.ingest.push;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.fetch.RtmpCall;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A door for RTMP. As long as it is closed, who has not the right stream key is turned away here, and who connects and says
 * nothing, as those do who look whether a port is open: neither is to move a channel.
 */
final class StreamDoor implements PushDoor {
    /** More than behind it: there the oldest that shows no key makes room, here the newest is turned away. */
    private static final int MAX_CONNECTIONS = 16;

    private static final int SILENT_MILLIS = 5000;
    private static final Duration KEY_SHOWN = Duration.ofSeconds(10);
    private static final long WAITS_SECONDS = 20;
    /** A child needs a second until it listens. */
    private static final int TRIES = 100;

    private static final int TRY_MILLIS = 100;

    private static final RtmpCall NOTHING = new RtmpCall(new byte[0], 0);

    private final Source inside;
    private final Runnable heard;
    private final ServerSocket server = new ServerSocket();
    private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
    private final Set<Socket> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch opened = new CountDownLatch(1);

    StreamDoor(String host, int port, Source inside, Runnable heard) throws IOException {
        this.inside = inside;
        this.heard = heard;
        try {
            server.setReuseAddress(true);
            server.bind(
                    host.isEmpty()
                            ? new InetSocketAddress(port)
                            : new InetSocketAddress(InetAddress.ofLiteral(host), port));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        Thread.ofPlatform().daemon().name("push-" + port).start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                if (free.tryAcquire()) {
                    sockets.add(socket);
                    Thread.ofVirtual().name("push").start(() -> serve(socket));
                } else {
                    socket.close();
                }
            }
        } catch (IOException e) {
            // Closed by us.
        }
    }

    private void serve(Socket outside) {
        try (outside) {
            outside.setTcpNoDelay(true);
            if (opened.getCount() == 0) {
                join(outside, NOTHING);
                return;
            }
            outside.setSoTimeout(SILENT_MILLIS);
            RtmpCall call =
                    RtmpCall.hear(outside.getInputStream(), outside.getOutputStream(), inside.rtmp(), KEY_SHOWN);
            outside.setSoTimeout(0);
            if (awaitOpening(outside)) {
                join(outside, call);
            }
        } catch (IOException e) {
            // It is gone, and comes again where it likes to.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(outside);
            free.release();
        }
    }

    private boolean awaitOpening(Socket outside) throws InterruptedException {
        waiting.add(outside);
        try {
            heard.run();
            return opened.await(WAITS_SECONDS, TimeUnit.SECONDS);
        } finally {
            waiting.remove(outside);
        }
    }

    private void join(Socket outside, RtmpCall before) throws IOException, InterruptedException {
        try (Socket child = connect()) {
            sockets.add(child);
            child.setTcpNoDelay(true);
            Thread.ofVirtual().name("push-back").start(() -> copyBack(child, outside, before.told()));
            child.getOutputStream().write(before.said());
            outside.getInputStream().transferTo(child.getOutputStream());
        }
    }

    private Socket connect() throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), inside.rtmp().port());
        for (int i = 1; ; i++) {
            Socket socket = new Socket();
            try {
                socket.connect(address);
                return socket;
            } catch (ConnectException e) {
                socket.close();
                if (i == TRIES || server.isClosed()) {
                    throw e;
                }
                // Nothing tells when a process listens.
                Thread.sleep(TRY_MILLIS);
            }
        }
    }

    private void copyBack(Socket child, Socket outside, long told) {
        try (outside) {
            child.getInputStream().skipNBytes(told);
            child.getInputStream().transferTo(outside.getOutputStream());
        } catch (IOException e) {
            // One of both is gone, and so is the other soon.
        } finally {
            sockets.remove(child);
        }
    }

    @Override
    public boolean hasCaller() {
        return !waiting.isEmpty();
    }

    @Override
    public Source inside() {
        return inside;
    }

    @Override
    public void open() {
        opened.countDown();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
