package dev.headwater.ingest.pipeline.av;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.av_log;
import static org.bytedeco.ffmpeg.global.avutil.av_log_get_level;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.pipeline.source.LiveSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvLogTest {
    private static final Pointer NOBODY = new Pointer();

    @BeforeEach
    void listen() {
        AvLog.listen();
        AvLog.forget();
    }

    @AfterEach
    void forget() {
        AvLog.forget();
    }

    @Test
    void whatAServerRepeatsOfASourceIsNotTold() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Source source = new Source(
                    "rtmp://ada%40home:pass%2Bword@127.0.0.1:" + server.getLocalPort()
                            + "/live/play-path-7?token=t0ken",
                    true);
            try (LiveSource opened = LiveSource.open(source, HttpLimits.DEFAULT)) {
                av_log(
                        NOBODY,
                        AV_LOG_ERROR,
                        "Server error: Failed to play play-path-7?token=t0ken for ada@home, ada%%40home, pass+word\n");
                assertThat(opened.explained(-1, AvLog.last()))
                        .contains("Failed to play")
                        .doesNotContain("play-path-7", "t0ken", "ada", "pass+word");
            }
        }
    }

    @Test
    void quietIsOnlyTheThreadThatWantsToBe() {
        int level = av_log_get_level();
        String last = AvLog.telling(AV_LOG_FATAL, () -> {
            assertThat(av_log_get_level()).isEqualTo(level);
            av_log(NOBODY, AV_LOG_ERROR, "an error\n");
            return AvLog.last();
        });
        assertThat(last).as("what is not printed may be asked for").isEqualTo("an error");
    }
}
