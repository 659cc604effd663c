package dev.headwater.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends requests byte by byte as they are, which no HTTP library does: Host headers that are none, paths nobody may
 * spell. One connection a request; client n connects from 127.0.0.n.
 */
final class RawHttp {
    private static final int TIMEOUT_MILLIS = 20_000;
    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    Reply send(Ask ask) {
        byte[] server = {127, 0, 0, 1};
        byte[] client = {127, 0, 0, (byte) ask.from()};
        try (Socket socket = new Socket(InetAddress.getByAddress(server), port, InetAddress.getByAddress(client), 0)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            write(socket, bytes(ask));
            return read(new BufferedInputStream(socket.getInputStream()), ask.method());
        } catch (IOException e) {
            throw new UncheckedIOException(ask.method() + " " + ask.target(), e);
        }
    }

    /** Who is refused in the middle of a body may be hung up on; the answer is there all the same. */
    private static void write(Socket socket, byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            socket.shutdownOutput();
        }
    }

    private static byte[] bytes(Ask ask) {
        StringBuilder head = new StringBuilder();
        head.append(ask.method()).append(' ').append(ask.target()).append(" HTTP/1.1\r\n");
        ask.headers()
                .forEach(h ->
                        head.append(h.name()).append(": ").append(h.value()).append("\r\n"));
        if (ask.body().length > 0 || ask.method().equals("POST")) {
            head.append("Content-Length: ").append(ask.body().length).append("\r\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("Connection: close\r\n\r\n").toString().getBytes(UTF_8));
        out.writeBytes(ask.body());
        return out.toByteArray();
    }

    private static Reply read(InputStream in, String method) throws IOException {
        String status = line(in);
        if (!status.matches("HTTP/1\\.[01] \\d{3}.*")) {
            throw new IOException("no status line: " + status);
        }
        List<Ask.Header> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.add(new Ask.Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        Reply reply = new Reply(Integer.parseInt(status.substring(9, 12)), headers, new byte[0]);
        return new Reply(reply.status(), headers, method.equals("HEAD") ? in.readAllBytes() : body(in, reply));
    }

    private static byte[] body(InputStream in, Reply reply) throws IOException {
        if (reply.header("Transfer-Encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isEmpty()) {
            Optional<Integer> promised = reply.header("Content-Length").map(Integer::parseInt);
            return promised.isPresent() ? body(in, promised.get()) : in.readAllBytes();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int size = chunk(in); size > 0; size = chunk(in)) {
            out.writeBytes(in.readNBytes(size));
            line(in);
        }
        return out.toByteArray();
    }

    private static byte[] body(InputStream in, int promised) throws IOException {
        byte[] all = in.readNBytes(promised);
        if (all.length != promised || hasMore(in)) {
            throw new IOException(promised + " bytes promised and another number sent");
        }
        return all;
    }

    private static boolean hasMore(InputStream in) throws IOException {
        try {
            return in.read() >= 0;
        } catch (SocketException e) {
            return false; // hung up on
        }
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).replaceAll(";.*", ""), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            out.write(b);
        }
        return out.toString(ISO_8859_1).stripTrailing();
    }
}
