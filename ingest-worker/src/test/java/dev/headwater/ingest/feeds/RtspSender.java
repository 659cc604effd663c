package dev.headwater.ingest.feeds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An RTSP server as small as one can be (RFC 2326): one stream of MPEG-TS in RTP, inside the connection or beside it by UDP as
 * it is asked for, for who names user and password.
 */
public final class RtspSender implements AutoCloseable {
    /** For the source's URL. */
    public static final String USER = "camera:of-tests";

    private static final int CELLS = 7 * 188;
    private static final int INSIDE = 0;
    private static final String DESCRIPTION =
            "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\nm=video 0 RTP/AVP 33\r\na=control:track0\r\n";

    private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final Queue<DatagramSocket> opened = new ConcurrentLinkedQueue<>();
    private final byte[] stream;
    private final long millis;

    /**
     * Begins to listen.
     *
     * @param stream MPEG-TS, sent round and round
     * @param millis how long it plays
     */
    public RtspSender(byte[] stream, long millis) throws IOException {
        this.stream = stream.clone();
        this.millis = millis;
        Thread.ofPlatform().daemon().name("rtsp-sender").start(this::accept);
    }

    /** Without user and password. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort() + "/camera";
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            int port = INSIDE;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String method = line.split(" ", 2)[0];
                Map<String, String> headers = headers(in);
                String transport = headers.getOrDefault("transport", "");
                if (transport.contains("client_port=")) {
                    port = Integer.parseInt(transport.replaceAll(".*client_port=(\\d+).*", "$1"));
                }
                answer(method, headers, port, out);
                if (method.equals("PLAY")) {
                    send(port == INSIDE ? packet -> out.write(interleaved(packet)) : datagrams(port));
                }
            }
        } catch (IOException e) {
            // Whoever asked is gone.
        }
    }

    private static Map<String, String> headers(BufferedReader in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static void answer(String method, Map<String, String> headers, int port, OutputStream out)
            throws IOException {
        String basic = "Basic " + Base64.getEncoder().encodeToString(USER.getBytes(StandardCharsets.ISO_8859_1));
        boolean known = method.equals("OPTIONS") || basic.equals(headers.get("authorization"));
        String body = known && method.equals("DESCRIBE") ? DESCRIPTION : "";
        String more = switch (known ? method : "") {
            case "OPTIONS" -> "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n";
            case "DESCRIBE" -> "Content-Type: application/sdp\r\n";
            // An address to send to, which nobody is to follow.
            case "SETUP" ->
                port == INSIDE
                        ? "Transport: RTP/AVP/TCP;unicast;source=169.254.169.254;interleaved=0-1\r\n"
                        : "Transport: RTP/AVP/UDP;unicast;client_port=%d-%d;server_port=%d-%d\r\n"
                                .formatted(port, port + 1, port, port + 1);
            case "" -> "WWW-Authenticate: Basic realm=\"camera\"\r\n";
            default -> "";
        };
        out.write(("RTSP/1.0 " + (known ? "200 OK" : "401 Unauthorized") + "\r\nCSeq: " + headers.get("cseq")
                        + "\r\nSession: 1\r\n" + more + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private interface Way {
        void send(byte[] packet) throws IOException;
    }

    private static byte[] interleaved(byte[] packet) {
        return ByteBuffer.allocate(4 + packet.length)
                .put((byte) '$')
                .put((byte) 0)
                .putShort((short) packet.length)
                .put(packet)
                .array();
    }

    private Way datagrams(int port) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        opened.add(socket);
        return packet -> socket.send(new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), port));
    }

    private void send(Way way) throws IOException {
        long pause = TimeUnit.MILLISECONDS.toNanos(millis) / Math.max(1, stream.length / CELLS);
        for (int sequence = 0; ; sequence++) {
            int at = sequence % (stream.length / CELLS) * CELLS;
            ByteBuffer packet = ByteBuffer.allocate(12 + CELLS);
            packet.put((byte) 0x80).put((byte) 33).putShort((short) sequence);
            packet.putInt((int) (sequence * pause * 9 / 100_000)).putInt(77).put(stream, at, CELLS);
            way.send(packet.array());
            LockSupport.parkNanos(pause);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        opened.forEach(DatagramSocket::close);
    }
}
