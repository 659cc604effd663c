package dev.headwater.ingest.fetch;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Packets sent to this machine or to a group, one behind the other; of RTP what they carry, in order. Its own thread takes them from the system, whose
 * buffer is small; where nobody reads in time, the newest are lost.
 */
public final class UdpListener extends PieceStream {
    private static final int MAX_PACKET = 65_536;
    private static final int SYSTEM_BUFFER = 4 << 20;

    /** Seven cells of MPEG-TS a packet, as is usual, and as much in bytes. */
    private static final int MAX_WAITING = 6400;

    private static final int MAX_WAITING_BYTES = 8 << 20;

    private static final byte[] FAILED = {};

    private final MulticastSocket socket;
    private final HttpLimits limits;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicInteger waitingBytes = new AtomicInteger();
    private final @Nullable RtpOrder order;

    /** @param rtp whether packets have a header of RTP */
    public UdpListener(Source.Listener where, boolean rtp, HttpLimits limits) throws FetchException {
        super(new byte[0]);
        this.limits = limits;
        this.order = rtp ? new RtpOrder(System::nanoTime) : null;
        try {
            this.socket = open(where);
        } catch (IOException | IllegalArgumentException e) {
            throw FetchException.passing("can not listen on " + name(where) + ": " + e.getMessage());
        }
        Thread.ofPlatform().daemon().name("udp-" + where.port()).start(this::receive);
    }

    private static String name(Source.Listener where) {
        return (where.host().isEmpty() ? "any address" : where.host()) + ", UDP port " + where.port();
    }

    private static MulticastSocket open(Source.Listener where) throws IOException {
        boolean any = where.host().isEmpty();
        InetAddress address = any ? null : InetAddress.ofLiteral(where.host());
        MulticastSocket socket = new MulticastSocket(null);
        try {
            socket.setReuseAddress(address != null && address.isMulticastAddress());
            socket.setReceiveBufferSize(SYSTEM_BUFFER);
            socket.bind(any ? new InetSocketAddress(where.port()) : new InetSocketAddress(address, where.port()));
            if (address != null && address.isMulticastAddress()) {
                socket.joinGroup(new InetSocketAddress(address, where.port()), networkInterface(where));
            }
            return socket;
        } catch (IOException | IllegalArgumentException e) {
            socket.close();
            throw e;
        }
    }

    private static @Nullable NetworkInterface networkInterface(Source.Listener where) throws IOException {
        if (where.networkInterface() == null) {
            return null;
        }
        NetworkInterface found = NetworkInterface.getByName(where.networkInterface());
        if (found == null) {
            throw FetchException.lasting("there is no network interface " + where.networkInterface());
        }
        return found;
    }

    private void receive() {
        DatagramPacket received = new DatagramPacket(new byte[MAX_PACKET], MAX_PACKET);
        try {
            while (true) {
                received.setLength(MAX_PACKET);
                socket.receive(received);
                keep(received);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no timeout is set", e);
        } catch (IOException e) {
            waiting.clear();
            waiting.offer(FAILED); // closed by us, or the network is gone
        }
    }

    private void keep(DatagramPacket received) {
        if (order == null) {
            keep(Arrays.copyOf(received.getData(), received.getLength()));
            return;
        }
        order.put(received.getData(), received.getLength());
        for (Optional<byte[]> next = order.take(); next.isPresent(); next = order.take()) {
            keep(next.get());
        }
    }

    private void keep(byte[] payload) {
        int length = payload.length;
        if (length > 0 && waitingBytes.get() + length <= MAX_WAITING_BYTES && waiting.offer(payload)) {
            waitingBytes.addAndGet(length);
        }
    }

    @Override
    byte[] next() throws IOException {
        try {
            byte[] next = waiting.poll(limits.stallMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw FetchException.stalled(limits);
            }
            waitingBytes.addAndGet(-next.length);
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
