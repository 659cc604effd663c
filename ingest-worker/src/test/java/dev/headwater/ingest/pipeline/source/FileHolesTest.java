package dev.headwater.ingest.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.pipeline.Clips;
import dev.headwater.ingest.pipeline.RealChild;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.source.MediaInput.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording of four seconds from which eight are missing in the middle. */
class FileHolesTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeClip() throws IOException {
        List<Frame.Segment> all = Clips.segments(12_000);
        byte[] some =
                RealChild.concatenated(Stream.of(all.getFirst(), all.getLast()).toList());
        Files.write(folder.resolve("holey.ts"), some);
    }

    /** The last picture's and the last sound's time before the file begins anew, in seconds. */
    private static List<Double> ends(MediaInput input) {
        double video = 0;
        double audio = 0;
        AVPacket packet = av_packet_alloc();
        for (Read read = input.next(packet); read != Read.LOOPED; read = input.next(packet)) {
            if (read == Read.VIDEO) {
                video = Math.max(video, packet.pts() * Av.value(input.videoTime()));
            } else {
                audio = Math.max(audio, packet.pts() * Av.value(input.videoTime())); // both as MPEG-TS counts
            }
            av_packet_unref(packet);
        }
        av_packet_free(packet);
        return List.of(video, audio);
    }

    @Test
    void aLoopedFileGoesOnBehindAHole() {
        try (LoopedFile file = new LoopedFile(folder.resolve("holey.ts").toString(), Wanted.PICTURE)) {
            assertThat(ends(file)).allMatch(end -> end > 3.5 && end < 4.2);
        }
    }

    @Test
    void soDoesAPlaylist() throws IOException {
        Path list = Files.writeString(folder.resolve("list.m3u"), "holey.ts\n");
        InstantSource epoch = InstantSource.fixed(Instant.EPOCH);
        try (PlaylistInput input = PlaylistInput.open(list, new FileLengths(Wanted.PICTURE), epoch)) {
            assertThat(ends(input)).allMatch(end -> end > 3.5 && end < 4.2);
        }
    }
}
