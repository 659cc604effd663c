package dev.headwater.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Source;
import dev.headwater.core.testing.FreePort;
import dev.headwater.ingest.supervisor.children.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Encoders that come to a door before it is opened; each is the ffmpeg program. */
class StreamDoorTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String KEY = "0123456789abcdef";

    private final AtomicInteger heard = new AtomicInteger();
    private int port;
    private PushDoor door;

    @BeforeEach
    void listen() throws IOException {
        port = FreePort.find();
        door = PushDoor.listen(
                new Source("rtmp://127.0.0.1:" + port + "/live/" + KEY + "?listen"), heard::incrementAndGet);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private Process pushes(String path) throws IOException {
        return new ProcessBuilder(List.of(
                        Loader.load(org.bytedeco.ffmpeg.ffmpeg.class),
                        "-nostdin",
                        "-loglevel",
                        "error",
                        "-re",
                        "-f",
                        "lavfi",
                        "-i",
                        "sine",
                        "-c:a",
                        "aac",
                        "-f",
                        "flv",
                        "rtmp://127.0.0.1:" + port + path))
                .inheritIO()
                .start();
    }

    @Test
    void whoHasTheKeyIsHeardAndWaits() throws IOException {
        Process encoder = pushes("/live/" + KEY);
        try {
            Await.until("it is heard", LONG, () -> heard.get() > 0 && door.hasCaller());
            assertThat(encoder.isAlive()).isTrue();
        } finally {
            encoder.destroyForcibly();
        }
    }

    @Test
    void whoHasAnotherKeyOrAppIsTurnedAwayAndMovesNothing() throws IOException {
        for (String wrong : List.of("/live/another-key-than-that", "/other/" + KEY)) {
            Process encoder = pushes(wrong);
            try {
                Await.until("it is turned away", LONG, () -> !encoder.isAlive());
                assertThat(encoder.exitValue()).isNotZero();
            } finally {
                encoder.destroyForcibly();
            }
        }
        assertThat(heard).hasValue(0);
    }

    @Test
    void whoSaysWhatIsNoRtmpIsCutOff() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (IOException e) {
            assertThat(e).isInstanceOf(java.net.SocketException.class); // reset, since it was not read to its end
        }
        assertThat(heard).hasValue(0);
    }
}
