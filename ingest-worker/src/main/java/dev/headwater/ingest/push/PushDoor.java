package dev.headwater.ingest.push;

import dev.headwater.core.media.RtmpSource;
import dev.headwater.core.media.Source;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The port of a source that listens, held by a worker that does not make the channel. Who sends there waits until the door is
 * opened: then everything goes on to a port of this machine's own, where the channel's child listens instead. Who it is, and
 * whether they know the secret, is for that child to find out; but of RTMP, whose stream key can be asked for before, nobody
 * is heard who does not know it.
 */
public interface PushDoor extends AutoCloseable {
    /**
     * Listens.
     *
     * @param heard told, by another thread, when somebody has come
     * @throws IOException where the port is taken, or is no address of this machine
     * @throws IllegalArgumentException where nobody sends to such a source, or everybody hears it
     */
    static PushDoor listen(Source source, Runnable heard) throws IOException {
        return switch (source.kind()) {
            case RTMP -> {
                RtmpSource rtmp = source.rtmp();
                yield new StreamDoor(rtmp.host(), rtmp.port(), inside(source, freeStreamPort()), heard);
            }
            case SRT ->
                new PacketDoor(source.srt().host(), source.srt().port(), inside(source, freePacketPort()), heard);
            case UDP, RTP ->
                new PacketDoor(
                        source.listener().host(), source.listener().port(), inside(source, freePacketPort()), heard);
            case TESTCARD, FILE, PLAYLIST, HTTP, RTSP, CAPTURE, UPLOAD, SEALED ->
                throw new IllegalArgumentException("nobody sends to a " + source.kind());
        };
    }

    /** Whether there can be a door: of a group everybody is a member who likes to. */
    static boolean isFor(Source source) {
        return source.listens()
                && switch (source.kind()) {
                    case UDP, RTP -> {
                        String host = source.listener().host();
                        yield host.isEmpty() || !InetAddress.ofLiteral(host).isMulticastAddress();
                    }
                    default -> true;
                };
    }

    private static Source inside(Source source, int port) {
        String url = source.url().replaceFirst("://[^/?]*", "://127.0.0.1:" + port);
        return new Source(url, true);
    }

    private static int freeStreamPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Even: RTP's control packets go to the next. */
    private static int freePacketPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort() & ~1;
        }
    }

    /** Whether somebody waits at this moment. */
    boolean hasCaller();

    /** Where the channel's child is to listen in place of the source. */
    Source inside();

    /** Lets in who waits, and who comes later. */
    void open();

    @Override
    void close();
}
