package dev.headwater.standalone.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Viewers of endless streams, a process of its own: plain sockets that read as fast as they are sent to. Arguments: port,
 * a file of paths, how many of them. Says every half second on stdout how many play, how many ended and how many bytes
 * came; the end of stdin ends it.
 */
final class Viewers {
    private static final int BUFFER = 256 * 1024;
    private static final long SAY_EVERY = 500;
    private static final String OK = "HTTP/1.1 200";

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private int playing;
    private int ended;
    private long bytes;

    private Viewers(Selector selector) {
        this.selector = selector;
    }

    public static void main(String[] args) throws IOException {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nothing is ever said.
                }
            } catch (IOException e) {
                // The end all the same.
            }
            System.exit(0);
        });
        List<String> paths = Files.readAllLines(Path.of(args[1]));
        try (Selector selector = Selector.open()) {
            Viewers viewers = new Viewers(selector);
            InetSocketAddress server =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
            for (String path : paths.subList(0, Integer.parseInt(args[2]))) {
                viewers.connect(server, path);
            }
            viewers.watch();
        }
    }

    private void connect(InetSocketAddress server, String path) throws IOException {
        SocketChannel socket = SocketChannel.open(server);
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\n\r\n";
        socket.write(StandardCharsets.US_ASCII.encode(request));
        socket.configureBlocking(false);
        socket.register(selector, SelectionKey.OP_READ, false);
    }

    private void watch() throws IOException {
        long say = System.currentTimeMillis();
        while (true) {
            selector.select(this::read, SAY_EVERY);
            long now = System.currentTimeMillis();
            if (now >= say) {
                System.out.println(playing + " " + ended + " " + bytes);
                say = now + SAY_EVERY;
            }
        }
    }

    private void read(SelectionKey key) {
        buffer.clear();
        int read;
        try {
            read = ((SocketChannel) key.channel()).read(buffer);
        } catch (IOException e) {
            read = -1;
        }
        boolean played = (boolean) key.attachment();
        if (read < 0) {
            key.cancel();
            ended++;
            playing -= played ? 1 : 0;
        } else if (!played && isOk(read)) {
            key.attach(true);
            playing++;
        }
        bytes += Math.max(0, read);
    }

    private boolean isOk(int read) {
        byte[] begin = new byte[Math.min(read, OK.length())];
        buffer.get(0, begin);
        return new String(begin, StandardCharsets.US_ASCII).equals(OK);
    }
}
