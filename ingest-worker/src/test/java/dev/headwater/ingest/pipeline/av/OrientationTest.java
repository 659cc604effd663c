package dev.headwater.ingest.pipeline.av;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.pipeline.Clips;
import dev.headwater.ingest.pipeline.encode.LadderFilters;
import dev.headwater.ingest.pipeline.source.MediaFile;
import dev.headwater.ingest.pipeline.source.TitleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures are turned as FFmpeg's own program turns them. */
class OrientationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-display_rotation 0",
                "-display_rotation 90",
                "-display_rotation 180",
                "-display_rotation 270",
                "-display_rotation 0 -display_hflip",
                "-display_rotation 0 -display_vflip",
                "-display_rotation 90 -display_hflip",
                "-display_rotation 270 -display_hflip"
            })
    void aPictureIsShownAsItIsMeant(String options) throws IOException {
        Path plain = Clips.ffmpeg(
                folder.resolve("plain.mp4"), "-f", "lavfi", "-i", "testsrc2=s=96x64:r=25:d=0.2", "-c:v", "mpeg4");
        List<String> turning = new ArrayList<>(List.of(options.split(" ")));
        turning.addAll(List.of("-i", plain.toString(), "-c", "copy"));
        Path turned = Clips.ffmpeg(folder.resolve("turned.mp4"), turning.toArray(String[]::new));
        Path shown = Clips.ffmpeg(
                folder.resolve("shown"),
                "-i",
                turned.toString(),
                "-frames:v",
                "1",
                "-pix_fmt",
                "yuv420p",
                "-f",
                "rawvideo");

        assertThat(picture(turned)).isEqualTo(Files.readAllBytes(shown));
        try (TitleFile file = new TitleFile(turned, "the film")) {
            boolean isSideways = options.contains("90") || options.contains("270");
            assertThat(file.facts().width()).isEqualTo(isSideways ? 64 : 96);
            assertThat(file.facts().height()).isEqualTo(isSideways ? 96 : 64);
        }
    }

    /** All planes of the first. */
    private static byte[] picture(Path file) {
        List<byte[]> all = new ArrayList<>();
        AVPacket packet = avcodec.av_packet_alloc();
        try (MediaFile media = new MediaFile(file.toString());
                AVRational time = new AVRational(media.videoStream().time_base());
                Decoder decoder =
                        new Decoder(media.videoStream().codecpar(), time, frame -> all.add(turned(frame, time)))) {
            while (media.read(packet)) {
                decoder.decode(packet);
                avcodec.av_packet_unref(packet);
            }
            decoder.drain();
        } finally {
            avcodec.av_packet_free(packet);
        }
        return all.getFirst();
    }

    private static byte[] turned(AVFrame frame, AVRational time) {
        AVFrame out = avutil.av_frame_alloc();
        try (FilterGraph filters = new FilterGraph(
                "",
                LadderFilters.buffer(frame, time) + ",null"
                        + Orientation.of(frame).filters())) {
            filters.put(frame);
            assertThat(filters.take(out)).isTrue();
            byte[] planes = new byte[out.width() * out.height() * 3 / 2];
            int at = 0;
            for (int plane = 0; plane < 3; plane++) {
                int width = plane == 0 ? out.width() : out.width() / 2;
                int height = plane == 0 ? out.height() : out.height() / 2;
                for (int y = 0; y < height; y++, at += width) {
                    out.data(plane).position((long) y * out.linesize(plane)).get(planes, at, width);
                }
            }
            return planes;
        } finally {
            avutil.av_frame_free(out);
        }
    }
}
