package dev.headwater.ingest.push;

import dev.headwater.core.media.Source;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A door for what comes packet by packet. One sender at a time; another is heard once that has been silent for a while. */
final class PacketDoor implements PushDoor {
    private static final int MAX_PACKET = 65_535;
    private static final long RECENT = TimeUnit.SECONDS.toNanos(2);
    private static final int SYNC = 0x47;
    /** Of SRT: a control packet of type 0 (draft-sharabayko-srt-01 §3.2.1). */
    private static final int HANDSHAKE = 0x80;

    private static final int RTP_VERSION = 2;

    private final Source inside;
    private final Runnable heard;
    private final DatagramSocket outer;
    private final DatagramSocket inner = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private volatile @Nullable SocketAddress sender;
    private volatile long lastHeard = System.nanoTime() - RECENT;
    private volatile boolean opened;

    PacketDoor(String host, int port, Source inside, Runnable heard) throws IOException {
        this.inside = inside;
        this.heard = heard;
        int target = inside.kind() == Source.Kind.SRT
                ? inside.srt().port()
                : inside.listener().port();
        try {
            outer = new DatagramSocket(
                    host.isEmpty()
                            ? new InetSocketAddress(port)
                            : new InetSocketAddress(InetAddress.ofLiteral(host), port));
        } catch (IOException e) {
            inner.close();
            throw e;
        }
        inner.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        Thread.ofPlatform().daemon().name("push-" + port).start(this::in);
        Thread.ofPlatform().daemon().name("push-back-" + port).start(this::back);
    }

    private void in() {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET], MAX_PACKET);
        while (!outer.isClosed()) {
            try {
                packet.setLength(MAX_PACKET);
                outer.receive(packet);
                take(packet);
            } catch (IOException e) {
                return; // closed by us
            }
        }
    }

    private void take(DatagramPacket packet) {
        long now = System.nanoTime();
        boolean same = packet.getSocketAddress().equals(sender);
        if ((!same && isRecent(now)) || (!opened && !isBeginning(packet))) {
            return;
        }
        boolean isNews = !same || !isRecent(now);
        sender = packet.getSocketAddress();
        lastHeard = now;
        if (opened) {
            send(inner, new DatagramPacket(packet.getData(), packet.getLength()));
        } else if (isNews) {
            heard.run();
        }
    }

    private boolean isBeginning(DatagramPacket packet) {
        byte[] data = packet.getData();
        return packet.getLength() > 1
                && switch (inside.kind()) {
                    case SRT -> (data[0] & 0xff) == HANDSHAKE && data[1] == 0;
                    case RTP -> (data[0] & 0xff) >> 6 == RTP_VERSION;
                    default -> data[0] == SYNC;
                };
    }

    private boolean isRecent(long now) {
        return now - lastHeard < RECENT;
    }

    private void back() {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET], MAX_PACKET);
        while (!inner.isClosed()) {
            try {
                packet.setLength(MAX_PACKET);
                inner.receive(packet);
                SocketAddress to = sender;
                if (to != null) {
                    send(outer, new DatagramPacket(packet.getData(), packet.getLength(), to));
                }
            } catch (PortUnreachableException e) {
                // The child does not listen yet.
            } catch (IOException e) {
                return; // closed by us
            }
        }
    }

    /** A packet that can not be sent, where the child does not listen yet or a network is gone for a while, is lost like any. */
    private static void send(DatagramSocket from, DatagramPacket packet) {
        try {
            from.send(packet);
        } catch (IOException e) {
            // Who waits for it asks again.
        }
    }

    @Override
    public boolean hasCaller() {
        return isRecent(System.nanoTime());
    }

    @Override
    public Source inside() {
        return inside;
    }

    @Override
    public void open() {
        opened = true;
    }

    @Override
    public void close() {
        outer.close();
        inner.close();
    }
}
