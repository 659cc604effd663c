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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastPictureTest {
    private static final int CELL = 188;
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

    private void serve(int length) {
        server.on("/live", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(stream, 0, length);
        });
    }

    /** Sizes of its pictures, up to its end. */
    private List<Integer> pictures(String path) throws IOException {
        List<Integer> sizes = new ArrayList<>();
        AVPacket packet = av_packet_alloc();
        try (LiveFormat format = LiveFormat.open(new Source(server.url(path), true), HttpLimits.DEFAULT)) {
            while (true) {
                format.read(packet);
                if (format.isVideo(packet)) {
                    sizes.add(packet.size());
                }
                av_packet_unref(packet);
            }
        } catch (PipelineException end) {
            return sizes;
        } finally {
            av_packet_free(packet);
        }
    }

    private List<Integer> whole() throws IOException {
        server.on("/whole", stream);
        return pictures("/whole");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 12, 31, 58, 77, 101})
    void ofAStreamThatBreaksOffOnlyWholePicturesAreRead(int cells) throws IOException {
        serve(stream.length - (100 + cells) * CELL);
        List<Integer> read = pictures("/live");
        assertThat(read).hasSizeGreaterThan(25).isEqualTo(whole().subList(0, read.size()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7})
    void ofAPlaylistWhoseLastSegmentBreaksOffToo(int cells) throws IOException {
        byte[] playlist = """
                #EXTM3U
                #EXT-X-VERSION:3
                #EXT-X-TARGETDURATION:4
                #EXT-X-MEDIA-SEQUENCE:0
                #EXTINF:4,
                live
                """.getBytes(StandardCharsets.UTF_8);
        AtomicInteger asked = new AtomicInteger();
        server.on("/index.m3u8", exchange -> {
            if (asked.getAndIncrement() < 2) {
                exchange.sendResponseHeaders(200, playlist.length);
                exchange.getResponseBody().write(playlist);
            } else {
                exchange.sendResponseHeaders(410, -1);
            }
        });
        serve(stream.length - (100 + cells) * CELL);
        List<Integer> read = pictures("/index.m3u8");
        assertThat(read).hasSizeGreaterThan(25).isEqualTo(whole().subList(0, read.size()));
    }
}
