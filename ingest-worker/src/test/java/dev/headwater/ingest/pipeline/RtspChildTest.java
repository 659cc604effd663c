package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.feeds.RtspSender;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RtspChildTest {
    private static final long MILLIS = 10_000;

    @TempDir
    private Path folder;

    private static RealChild copy(String url) throws IOException {
        try (RealChild child = new RealChild(Job.clip(new Source(url, true), null, 4000))) {
            return child.readToEnd();
        }
    }

    @Test
    void aServerIsReadByWhoKnowsItsPassword() throws IOException {
        byte[] stream = RealChild.concatenated(Clips.segments(MILLIS));
        try (RtspSender sender = new RtspSender(stream, MILLIS)) {
            RealChild child = copy("rtsp://" + RtspSender.USER + "@" + sender.address());
            assertThat(child.failures()).isEmpty();
            Path made = Files.write(folder.resolve("made"), RealChild.concatenated(child.segments("source")));
            assertThat(StrictDecoding.decode(made).pictures()).isBetween(90, 130);

            assertThat(copy("rtsp://ada:wrong@" + sender.address()).failures())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("401")
                    .doesNotContain("wrong");
        }
    }

    /** Nobody sends again what was lost. */
    @Test
    void itsMediaMayComeBesideTheConnection() throws IOException {
        byte[] stream = RealChild.concatenated(Clips.segments(MILLIS));
        try (RtspSender sender = new RtspSender(stream, MILLIS)) {
            RealChild child = copy("rtsp://" + RtspSender.USER + "@" + sender.address() + "?transport=udp");
            assertThat(child.failures()).isEmpty();
            Path made = Files.write(folder.resolve("beside"), RealChild.concatenated(child.segments("source")));
            assertThat(StrictDecoding.decodeDamaged(made).pictures()).isBetween(80, 130);
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    byte[] answer = "RTSP/1.0 302 Moved\r\nCSeq: 1\r\nLocation: rtsp://169.254.169.254/\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1);
                    var _ = socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream().write(answer);
                    var _ = socket.getInputStream().read(new byte[4096]);
                } catch (IOException e) {
                    // The child has heard enough.
                }
            });
            assertThat(copy("rtsp://127.0.0.1:" + server.getLocalPort() + "/x").failures())
                    .containsExactly("the source redirects to another RTSP server, which is not followed");
        }
    }
}
