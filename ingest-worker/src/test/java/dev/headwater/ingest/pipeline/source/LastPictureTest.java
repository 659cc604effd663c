package dev.headwater.ingest.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.pipeline.Clips;
import dev.headwater.ingest.pipeline.RealChild;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastPictureTest {
    private static byte[] stream = {};
    private final WebServer server = new WebServer();

    @BeforeAll
    static void makeClip() throws IOException {
        stream = RealChild.concatenated(Clips.segments(4_000));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private List<Integer> pictures(int length) throws IOException {
        server.on("/" + length, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(stream, 0, length);
        });
        List<Integer> sizes = new ArrayList<>();
        AVPacket packet = av_packet_alloc();
        try (LiveFormat format = LiveFormat.open(new Source(server.url("/" + length), true), HttpLimits.DEFAULT)) {
            while (true) {
                format.read(packet);
                if (format.isVideo(packet)) {
                    sizes.add(packet.size());
                }
                av_packet_unref(packet);
            }
        } catch (PipelineException end) {
            assertThat(end).hasMessage("the source ended");
        } finally {
            av_packet_free(packet);
        }
        return sizes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 12, 31, 58, 77, 101})
    void whereItBreaksOffOnlyWholePicturesAreRead(int cells) throws IOException {
        int broken = stream.length - 100 * 188 - cells * 188;
        List<Integer> whole = pictures(stream.length);
        List<Integer> read = pictures(broken);
        assertThat(read).hasSizeGreaterThan(25).isEqualTo(whole.subList(0, read.size()));
    }
}
