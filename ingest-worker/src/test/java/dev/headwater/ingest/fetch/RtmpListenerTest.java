package dev.headwater.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.RtmpSource;
import dev.headwater.core.media.Source;
import dev.headwater.core.testing.FreePort;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An encoder written by hand, and others that are none. */
class RtmpListenerTest {
    private static final String KEY = "0123456789abcdef";
    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** Longer than an encoder waits here: who is cut off is so for another reason than silence. */
    private static final HttpLimits PATIENT = new HttpLimits(CONNECT, Duration.ofMinutes(2));

    private static final HttpLimits HASTY = new HttpLimits(CONNECT, Duration.ofSeconds(2));

    private RtmpSource source = new RtmpSource(true, false, null, "127.0.0.1", 1, "live", KEY);
    private @Nullable RtmpListener listener;

    @BeforeEach
    void listen() throws IOException {
        listen(PATIENT);
    }

    private void listen(HttpLimits limits) throws IOException {
        int port = FreePort.find();
        source = new Source("rtmp://127.0.0.1:" + port + "/live/" + KEY + "?listen").rtmp();
        listener = new RtmpListener(source, limits);
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    private static byte[] chunk(int type, byte[] body) {
        return ByteBuffer.allocate(12 + body.length)
                .put((byte) 3)
                .put(new byte[3])
                .put((byte) (body.length >> 16))
                .putShort((short) body.length)
                .put((byte) type)
                .putInt(0)
                .put(body)
                .array();
    }

    private static final class Encoder implements AutoCloseable {
        private final Socket socket;
        private final OutputStream out;

        Encoder(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(30_000);
            out = socket.getOutputStream();
            byte[] hello = new byte[1 + 1536];
            hello[0] = 3;
            out.write(hello);
            new DataInputStream(socket.getInputStream()).readFully(new byte[1 + 2 * 1536]);
            out.write(new byte[1536]);
            out.write(chunk(1, new byte[] {0, 0, 16, 0}));
        }

        void publish(String app, String key) throws IOException {
            out.write(chunk(20, Amf0.write("connect", 1, Map.of("app", app))));
            out.write(chunk(20, Amf0.write("createStream", 2, null)));
            out.write(chunk(20, Amf0.write("publish", 3, null, key, "live")));
        }

        /** It was told that it is on air. */
        void awaitStart() throws IOException {
            StringBuilder told = new StringBuilder();
            while (told.indexOf("NetStream.Publish.Start") < 0) {
                int next = socket.getInputStream().read();
                assertThat(next).isNotNegative();
                told.append((char) next);
            }
        }

        void audio(String text) throws IOException {
            out.write(chunk(8, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }

        boolean isCutOff() {
            try {
                while (socket.getInputStream().read() >= 0) {
                    // What it answers.
                }
                return true;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private String read(int length) throws IOException {
        return new String(listener.readNBytes(length), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatTheRightEncoderSendsIsReadAsFlv() throws IOException {
        try (Encoder encoder = new Encoder(source.port())) {
            encoder.publish("live", KEY);
            encoder.audio("sound");
            assertThat(read(13)).startsWith("FLV");
            byte[] tag = listener.readNBytes(11 + 5 + 4);
            assertThat(tag).startsWith(8, 0, 0, 5).endsWith(0, 0, 0, 16);
            assertThat(new String(tag, 11, 5, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("sound");
        }
    }

    @Test
    void anEncoderThatComesAgainTakesOver() throws IOException {
        try (Encoder first = new Encoder(source.port())) {
            first.publish("live", KEY);
            first.audio("one");
            assertThat(read(13 + 11 + 3 + 4)).contains("one");
            try (Encoder second = new Encoder(source.port())) {
                second.publish("live", KEY);
                second.audio("two");
                assertThat(read(11 + 3 + 4)).contains("two");
                assertThat(first.isCutOff()).isTrue();
            }
        }
    }

    @Test
    void whoComesAgainWaitsForNobodyWhoReads() throws IOException {
        try (Encoder first = new Encoder(source.port())) {
            first.publish("live", KEY);
            first.awaitStart();
            for (int i = 0; i < 1100; i++) {
                first.audio("waits");
            }
            try (Encoder second = new Encoder(source.port())) {
                second.publish("live", KEY);
                assertThat(first.isCutOff()).isTrue();
            }
        }
    }

    @Test
    void whoHasAnotherKeyOrAppIsCutOffAndTold() throws IOException {
        listener.close();
        listen(HASTY);
        for (List<String> wrong : List.of(List.of("live", "another"), List.of("other", KEY))) {
            try (Encoder encoder = new Encoder(source.port())) {
                encoder.publish(wrong.getFirst(), wrong.getLast());
                assertThat(encoder.isCutOff()).isTrue();
            }
        }
        assertThat(read(13)).startsWith("FLV");
        assertThatThrownBy(() -> read(1))
                .isInstanceOf(FetchException.class)
                .hasMessage("an encoder came to RTMP port " + source.port() + " with a wrong stream key");
    }

    @Test
    void whoComesWithTheRightKeyMakesUpForAWrongOne() throws IOException {
        close();
        listen(HASTY);
        try (Encoder encoder = new Encoder(source.port())) {
            encoder.publish("live", "fedcba9876543210");
            assertThat(encoder.isCutOff()).isTrue();
        }
        try (Encoder encoder = new Encoder(source.port())) {
            encoder.publish("live", KEY);
            encoder.audio("sound");
            assertThat(read(13 + 11 + 5 + 4)).contains("sound");
        }
        assertThatThrownBy(() -> read(1))
                .isInstanceOf(FetchException.class)
                .hasMessage("no encoder sends to RTMP port " + source.port() + " any more");
    }

    @Test
    void noiseHarmsNobody() throws IOException {
        Random random = new Random(9);
        for (int i = 0; i < 40; i++) {
            try (Encoder encoder = new Encoder(source.port())) {
                byte[] noise = new byte[2000];
                random.nextBytes(noise);
                encoder.out.write(noise);
            } catch (IOException e) {
                // Cut off while it spoke.
            }
        }
        try (Encoder encoder = new Encoder(source.port())) {
            encoder.publish("live", KEY);
            encoder.audio("sound");
            assertThat(read(13 + 11 + 5 + 4)).contains("sound");
        }
    }

    @Test
    void whoConnectsAndSaysNothingKeepsNobodyOut() throws IOException {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            silent.add(new Socket(InetAddress.getLoopbackAddress(), source.port()));
        }
        try (Encoder encoder = new Encoder(source.port())) {
            encoder.publish("live", KEY);
            encoder.audio("sound");
            assertThat(read(13 + 11 + 5 + 4)).contains("sound");
        }
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void closingEndsWhoReads() throws Exception {
        assertThat(read(13)).startsWith("FLV");
        Thread closer = Thread.ofVirtual().start(() -> {
            try {
                listener.close();
            } catch (IOException e) {
                // It is closed either way.
            }
        });
        assertThat(listener.read(new byte[1], 0, 1)).isEqualTo(-1);
        closer.join();
    }
}
