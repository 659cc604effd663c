package dev.headwater.ingest.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.testing.FreePort;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.Clips;
import dev.headwater.ingest.pipeline.LadderChildTest;
import dev.headwater.ingest.pipeline.RealChild;
import dev.headwater.ingest.pipeline.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Children that read from servers on loopback which do what servers do. */
@Execution(ExecutionMode.CONCURRENT)
class LiveSourceChildTest {
    private static final int CELL = 188;
    private static List<Frame.Segment> clip = List.of();
    private static byte[] stream = {};

    private final WebServer server = new WebServer();

    @BeforeAll
    static void makeClip() throws IOException {
        clip = Clips.segments(12_000);
        stream = RealChild.concatenated(clip);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static Job copy(String url, long millis) {
        return Job.clip(new Source(url, true), null, millis);
    }

    private static String failure(Source source) throws IOException {
        try (RealChild child = new RealChild(Job.live(source, null)).readToEnd()) {
            assertThat(child.failures()).hasSize(1);
            return child.failures().getFirst();
        }
    }

    private String failure(String path) throws IOException {
        return failure(new Source(server.url(path), true));
    }

    /** Ten times as fast as it plays, from somewhere in the middle, again and again. */
    private static void sendOnAndOn(OutputStream out) throws IOException {
        int at = stream.length / 3;
        while (true) {
            int length = Math.min(CELL * 50, stream.length - at);
            out.write(stream, at, length);
            out.flush();
            at = (at + length) % stream.length;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(8));
        }
    }

    /** Cut by key frames, in order, and none too long. */
    private static void assertPlayable(RealChild child, int continuityErrors) {
        List<Frame.Segment> segments = child.segments("source");
        assertThat(segments).extracting(Frame.Segment::millis).allMatch(millis -> millis >= 40 && millis <= 5000);
        for (Frame.Segment segment : segments) {
            assertThat(new Transport(segment.bytes()).beginning()).isEqualTo("PAT PMT key frame");
        }
        Transport whole = new Transport(RealChild.concatenated(segments));
        assertThat(whole.continuityErrors()).isEqualTo(continuityErrors);
        assertThat(LadderChildTest.steps(whole.pictureTimes())).allMatch(step -> step > 0 && step <= 3 * 90_000);
    }

    @Test
    void anEndlessTransportStreamIsCopiedAlsoWhereItsTimeJumps() throws IOException {
        server.on("/live", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            sendOnAndOn(exchange.getResponseBody());
        });
        try (RealChild child = new RealChild(copy(server.url("/live"), 30_000)).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            assertPlayable(child, 0);
            assertThat(child.segments("source").stream()
                            .mapToInt(Frame.Segment::millis)
                            .sum())
                    .isBetween(29_000, 32_000);
        }
    }

    @Test
    void aLiveStreamIsEncodedToALadder() throws IOException {
        server.on("/live", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            sendOnAndOn(exchange.getResponseBody());
        });
        Job job = Job.clip(new Source(server.url("/live"), true), Ladder.TINY, 16_000);
        try (RealChild child = new RealChild(job).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            assertThat(child.segments("360p"))
                    .hasSize(8)
                    .extracting(Frame.Segment::millis)
                    .containsOnly(2000);
        }
    }

    /** A live playlist of three segments that moves on with every look; its media playlist is behind a redirect. */
    private void servePlaylist(String keyLine, List<byte[]> segments) {
        server.on("/master.m3u8", """
                #EXTM3U
                #EXT-X-STREAM-INF:BANDWIDTH=1000
                low/index.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=900000
                best/index.m3u8
                """.getBytes(StandardCharsets.UTF_8));
        server.redirect("/best/index.m3u8", "/moved/here/index.m3u8");
        AtomicInteger looks = new AtomicInteger();
        server.on("/moved/here/index.m3u8", exchange -> {
            int first = looks.getAndIncrement();
            StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n");
            text.append("#EXT-X-MEDIA-SEQUENCE:").append(first).append('\n').append(keyLine);
            for (int i = first; i < first + 3; i++) {
                text.append("#EXTINF:2,\nsegment?").append(i).append('\n');
            }
            WebServer.answer(exchange, text.toString().getBytes(StandardCharsets.UTF_8));
        });
        server.on("/moved/here/segment", exchange -> {
            int n = Integer.parseInt(exchange.getRequestURI().getQuery());
            WebServer.answer(exchange, segments.get(n % segments.size()));
        });
    }

    @Test
    void aLivePlaylistIsFollowedThroughItsBestVariantAndItsRedirects() throws IOException {
        servePlaylist("", clip.stream().map(Frame.Segment::bytes).toList());
        try (RealChild child = new RealChild(copy(server.url("/master.m3u8"), 10_000)).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            assertPlayable(child, 0);
            assertThat(server.asked()).noneMatch(path -> path.contains("low"));
        }
    }

    @Test
    void aPlaylistWhoseSegmentsStopComingSaysSoBeforeItsWatcherDoes() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        server.on("/live.m3u8", exchange -> {
            int first = looks.getAndIncrement();
            StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:" + first);
            for (int i = first; i < first + 6; i++) {
                text.append("\n#EXTINF:2,\nsegment?").append(i);
            }
            WebServer.answer(exchange, text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        });
        server.on("/segment", exchange -> {
            int n = Integer.parseInt(exchange.getRequestURI().getQuery());
            if (n < 6) {
                WebServer.answer(exchange, clip.get(n % clip.size()).bytes());
                return;
            }
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            try (RealChild child = new RealChild(copy(server.url("/live.m3u8"), 0)).readToEnd()) {
                assertThat(child.failures()).containsExactly("nothing has come for 10 s");
            }
        } finally {
            over.countDown();
        }
        assertThat(server.asked().stream().filter(path -> path.matches("/segment\\?([6-9]|\\d\\d)")))
                .hasSize(1);
    }

    @Test
    void encryptedSegmentsAreReadWithTheKeyThePlaylistNames() throws Exception {
        byte[] key = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        List<byte[]> encrypted = new ArrayList<>();
        for (Frame.Segment segment : clip) {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
            encrypted.add(cipher.doFinal(segment.bytes()));
        }
        server.on("/key", key);
        servePlaylist("#EXT-X-KEY:METHOD=AES-128,URI=\"/key\",IV=0x00000000000000000000000000000000\n", encrypted);
        try (RealChild child = new RealChild(copy(server.url("/master.m3u8"), 8000)).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            assertPlayable(child, 0);
        }
    }

    @Test
    void whatAPlaylistNamesIsCheckedLikeTheSource() throws IOException {
        String head = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n";
        server.on("/file", (head + "file:///etc/passwd\n").getBytes(StandardCharsets.UTF_8));
        server.on("/metadata", (head + "http://169.254.169.254/latest/meta-data/\n").getBytes(StandardCharsets.UTF_8));
        server.on("/key", """
                #EXTM3U
                #EXT-X-TARGETDURATION:2
                #EXT-X-KEY:METHOD=AES-128,URI="http://[fd00:ec2::254]/"
                #EXTINF:2,
                /segment
                """.getBytes(StandardCharsets.UTF_8));
        server.on("/segment", clip.getFirst().bytes());
        server.redirect("/redirect", "http://169.254.169.254/");

        assertThat(failure("/file")).contains("of kind 'file:', which is never opened");
        assertThat(failure("/metadata")).contains("169.254.169.254 is a link-local, metadata or group address");
        assertThat(failure("/key")).contains("[fd00:ec2::254] is a link-local, metadata or group address");
        assertThat(failure("/redirect")).contains("169.254.169.254 is a link-local, metadata or group address");
    }

    @Test
    void whatIsWrongIsSaidInAnOperatorsWords() throws IOException {
        server.on("/gone", exchange -> exchange.sendResponseHeaders(404, -1));
        server.on("/garbage", new byte[100_000]);
        server.on("/page", "\ufeff\n<!DOCTYPE html><html>hello</html>".getBytes(StandardCharsets.UTF_8));
        server.on("/empty", new byte[0]);
        server.on("/short", stream);
        String url = server.url("/short");

        assertThat(failure("/gone")).isEqualTo("the source answered 404");
        assertThat(failure("/garbage")).isEqualTo("what comes is no MPEG-TS or HLS");
        assertThat(failure("/page")).isEqualTo("what comes is a web page, not MPEG-TS or HLS");
        assertThat(failure("/empty")).startsWith("nothing came from");
        assertThat(failure(new Source(url)))
                .isEqualTo("127.0.0.1 is a private address: private addresses need --allow-private");
    }

    @Test
    void aSourceThatStopsEndsTheChild() throws IOException {
        server.on("/stops", stream);
        server.on("/breaks", exchange -> {
            exchange.sendResponseHeaders(200, stream.length * 2L);
            exchange.getResponseBody().write(stream);
        });
        for (String path : List.of("/stops", "/breaks")) {
            try (RealChild child = new RealChild(copy(server.url(path), 0)).readToEnd()) {
                assertThat(child.segments("source")).hasSizeBetween(4, 6);
                assertThat(child.failures())
                        .first()
                        .asString()
                        .containsAnyOf("the source ended", "the connection to 127.0.0.1 broke off");
            }
        }
    }

    @Test
    void packetsAreListenedForAndSomeMayBeLost() throws Exception {
        int port = FreePort.find();
        InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Job job = copy("udp://127.0.0.1:" + port, 20_000);
        try (RealChild child = new RealChild(job);
                DatagramSocket socket = new DatagramSocket()) {
            Thread sender = Thread.ofPlatform().daemon().start(() -> send(to, socket));
            child.readToEnd();
            sender.interrupt();
            assertThat(child.failures()).isEmpty();
            assertPlayable(child, 0);
            assertThat(child.segments("source")).hasSizeGreaterThan(4);
        }
    }

    /**
     * But for every 200th packet: never two key frames in a row, which would be too long without one. Three times as fast as it
     * plays: what a reader without time leaves unread for a second or more has room in a small buffer.
     */
    private static void send(InetSocketAddress to, DatagramSocket socket) {
        int packet = 7 * CELL;
        int sent = 0;
        try {
            for (int at = 0; !Thread.interrupted(); at = (at + packet) % (stream.length - packet)) {
                if (++sent % 200 > 0) {
                    socket.send(new DatagramPacket(stream, at, packet, to));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        } catch (IOException e) {
            // The child has what it wanted.
        }
    }

    @Test
    void packetsThatAreNoMediaAreTold() throws Exception {
        ByteArrayOutputStream noise = new ByteArrayOutputStream();
        new Random(1).ints(3000, 0, 256).forEach(noise::write);
        int port = FreePort.find();
        InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (RealChild child = new RealChild(copy("udp://127.0.0.1:" + port, 0));
                DatagramSocket socket = new DatagramSocket()) {
            Thread sender = Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (!Thread.interrupted()) {
                        socket.send(new DatagramPacket(noise.toByteArray(), 1316, to));
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                    }
                } catch (IOException e) {
                    // The child has heard enough.
                }
            });
            child.readToEnd();
            sender.interrupt();
            assertThat(child.failures()).containsExactly("what comes is no MPEG-TS or HLS");
        }
    }
}
