package dev.headwater.ingest.fetch;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.RtmpSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for an encoder that pushes by RTMP with the right stream key, and reads as one FLV stream what it sends. An
 * encoder that connects anew goes on where the one before it was, which is cut off: a line that broke need not have told.
 */
public final class RtmpListener extends PieceStream {
    private static final int MAX_CONNECTIONS = 8;
    private static final int MAX_WAITING = 1024;
    /** A child has 64 MB for all it does. */
    private static final int MAX_WAITING_BYTES = 8 << 20;

    private static final int TAG_HEADER = 11;
    private static final byte[] HEADER = {'F', 'L', 'V', 1, 5, 0, 0, 0, 9, 0, 0, 0, 0};
    private static final byte[] SET_DATA_FRAME = Amf0.write("@setDataFrame");
    private static final byte[] ENDED = {};

    private final RtmpSource source;
    private final HttpLimits limits;
    private final ServerSocket server;
    private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<byte[]> tags = new LinkedBlockingQueue<>();
    private final Semaphore places = new Semaphore(MAX_WAITING);
    private final Semaphore room = new Semaphore(MAX_WAITING_BYTES);
    private final Object turn = new Object();
    private @Nullable Socket onAir;
    private boolean hasSent;
    private volatile boolean wrongKey;

    public RtmpListener(RtmpSource source, HttpLimits limits) throws IOException {
        super(HEADER);
        this.source = source;
        this.limits = limits;
        this.server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(
                    source.host().isEmpty()
                            ? new InetSocketAddress(source.port())
                            : new InetSocketAddress(InetAddress.ofLiteral(source.host()), source.port()));
        } catch (IOException e) {
            server.close();
            throw FetchException.passing("can not listen on " + name() + ": " + e.getMessage());
        }
        Thread.ofPlatform().daemon().name("rtmp-" + source.port()).start(this::accept);
    }

    private String name() {
        return (source.host().isEmpty() ? "any address" : source.host()) + ", TCP port " + source.port();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                if (!free.tryAcquire()) {
                    closeOldest();
                    free.acquireUninterruptibly();
                }
                connections.add(socket);
                if (server.isClosed()) { // and who closed it may have looked before
                    socket.close();
                }
                Thread.ofVirtual().name("rtmp-publisher").start(() -> serve(socket));
            }
        } catch (IOException e) {
            tags.clear();
            tags.add(ENDED); // closed by us
        }
    }

    /** Whoever keeps a connection and shows no key must not keep out who has it. */
    private void closeOldest() throws IOException {
        synchronized (turn) {
            for (Socket socket : connections) {
                if (!socket.equals(onAir)) {
                    socket.close();
                    return;
                }
            }
        }
    }

    private void serve(Socket socket) {
        RtmpPublisher publisher = new RtmpPublisher(source.app(), this::isKey, new RtmpPublisher.Media() {
            @Override
            public void begins() throws IOException {
                takeOver(socket);
            }

            @Override
            public void message(RtmpChunks.Message message) throws IOException {
                take(socket, message);
            }
        });
        try (socket) {
            socket.setSoTimeout(limits.stallMillis());
            socket.setTcpNoDelay(true);
            publisher.serve(socket);
        } catch (IOException e) {
            // Whoever it was is gone, or was none of ours; the reader says what is missing.
        } finally {
            connections.remove(socket);
            free.release();
        }
    }

    private boolean isKey(String key) {
        boolean right = RtmpPublisher.isKey(key, source);
        wrongKey |= !right;
        return right;
    }

    private void takeOver(Socket socket) throws IOException {
        synchronized (turn) {
            if (onAir != null) {
                onAir.close();
            }
            onAir = socket;
            hasSent = false;
        }
        wrongKey = false; // who comes with the right one makes up for it
    }

    private void take(Socket from, RtmpChunks.Message message) throws IOException {
        if (message.type() != RtmpChunks.AUDIO
                && message.type() != RtmpChunks.VIDEO
                && message.type() != RtmpChunks.DATA) {
            return;
        }
        byte[] bytes = tag(message);
        awaitRoom(bytes);
        boolean queued = false;
        try {
            queue(from, bytes);
            queued = true;
        } finally {
            if (!queued) {
                leaveRoom(bytes);
            }
        }
    }

    private void queue(Socket from, byte[] bytes) throws IOException {
        synchronized (turn) {
            if (!from.equals(onAir)) {
                throw new IOException("another encoder took over");
            }
            tags.add(bytes);
            hasSent = true;
        }
    }

    private void awaitRoom(byte[] bytes) throws IOException {
        try {
            if (!places.tryAcquire(limits.stallMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("nobody reads");
            }
            if (!room.tryAcquire(bytes.length, limits.stallMillis(), TimeUnit.MILLISECONDS)) {
                places.release();
                throw new IOException("nobody reads");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void leaveRoom(byte[] bytes) {
        places.release();
        room.release(bytes.length);
    }

    /** A message as FLV has it; what says how it is to be kept is for servers. */
    private static byte[] tag(RtmpChunks.Message message) {
        byte[] body = message.bytes();
        int skipped = message.type() == RtmpChunks.DATA && startsWith(body, SET_DATA_FRAME) ? SET_DATA_FRAME.length : 0;
        int length = body.length - skipped;
        ByteBuffer tag = ByteBuffer.allocate(TAG_HEADER + length + 4);
        tag.put((byte) message.type()).put((byte) (length >> 16)).putShort((short) length);
        tag.put((byte) (message.time() >> 16)).putShort((short) message.time()).put((byte) (message.time() >> 24));
        tag.put(new byte[3]).put(body, skipped, length);
        return tag.putInt(TAG_HEADER + length).array();
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && java.util.Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    @Override
    byte[] next() throws IOException {
        try {
            byte[] next = tags.poll(limits.stallMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                next = isBeingCalled() ? tags.poll(limits.stallMillis(), TimeUnit.MILLISECONDS) : tags.poll();
            }
            if (next == null) {
                throw FetchException.passing(nothing());
            }
            leaveRoom(next);
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ENDED;
        }
    }

    /** Whether an encoder has just come: to give up now would cut it off. */
    private boolean isBeingCalled() {
        synchronized (turn) {
            return connections.stream().anyMatch(socket -> !socket.equals(onAir) || !hasSent);
        }
    }

    private String nothing() {
        if (wrongKey) {
            return "an encoder came to RTMP port " + source.port() + " with a wrong stream key";
        }
        synchronized (turn) {
            return "no encoder sends to RTMP port " + source.port() + (onAir == null ? "" : " any more");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
