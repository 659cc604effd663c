package dev.headwater.ingest.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.Clips;
import dev.headwater.ingest.pipeline.RealChild;
import dev.headwater.ingest.pipeline.StrictDecoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaylistInputTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeClips() throws IOException {
        Clips.make(folder.resolve("a.ts"), 4000);
        Clips.make(folder.resolve("b.ts"), 6000);
        Files.writeString(folder.resolve("broken.ts"), "no media");
        Files.writeString(folder.resolve("list.m3u"), """
                #EXTM3U
                #EXTINF:4,A
                a.ts
                broken.ts
                gone.ts
                b.ts
                """);
    }

    private static InstantSource at(long millis) {
        return InstantSource.fixed(Instant.ofEpochMilli(millis));
    }

    /** Presentation times in s of the pictures up to a time, and -1 for each cut. */
    private static List<Double> pictures(PlaylistInput input, double until) {
        List<Double> times = new ArrayList<>();
        AVPacket packet = av_packet_alloc();
        double last = 0;
        while (last < until) {
            MediaInput.Read read = input.next(packet);
            if (read == MediaInput.Read.VIDEO) {
                last = packet.pts() / 90_000.0;
                times.add(last);
            } else if (read == MediaInput.Read.LOOPED) {
                times.add(-1.0);
            }
            av_packet_unref(packet);
        }
        av_packet_free(packet);
        return times;
    }

    @Test
    void filesFollowOneAnotherRoundAndRoundWithoutAGap() throws IOException {
        try (PlaylistInput input =
                PlaylistInput.open(folder.resolve("list.m3u"), new FileLengths(Wanted.PICTURE), at(0))) {
            List<Double> times = pictures(input, 12);
            List<Double> shown =
                    times.stream().filter(time -> time >= 0).sorted().toList();
            assertThat(times.stream().filter(time -> time < 0)).hasSize(2);
            assertThat(shown.getFirst()).isZero();
            for (int i = 1; i < shown.size(); i++) {
                assertThat(shown.get(i) - shown.get(i - 1)).isBetween(0.02, 0.09);
            }
        }
    }

    @Test
    void whoComesLaterComesInWhereItWouldBe() throws IOException {
        try (PlaylistInput input =
                PlaylistInput.open(folder.resolve("list.m3u"), new FileLengths(Wanted.PICTURE), at(8500))) {
            List<Double> times = pictures(input, 3);
            assertThat(times.indexOf(-1.0))
                    .as("cut in what is left of the second file")
                    .isBetween(30, 60);
        }
    }

    @Test
    void aFolderIsPlayedByName() throws IOException {
        Path films = Files.createDirectory(folder.resolve("films"));
        Files.copy(folder.resolve("b.ts"), films.resolve("1.ts"));
        Files.copy(folder.resolve("a.ts"), films.resolve("2.ts"));
        try (PlaylistInput input = PlaylistInput.open(films, new FileLengths(Wanted.PICTURE), at(0))) {
            assertThat(pictures(input, 6.5).indexOf(-1.0)).isBetween(140, 155);
        }
    }

    @Test
    void aChildPlaysIt() throws IOException {
        Source source = new Source("playlist:" + folder.resolve("list.m3u"));
        try (RealChild child = new RealChild(Job.clip(source, null, 12_000)).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            Path made = Files.write(folder.resolve("made"), RealChild.concatenated(child.segments("source")));
            assertThat(StrictDecoding.decode(made).pictures()).isBetween(280, 310);
        }
    }

    /** @param order how many pictures may be out of order */
    private static void make(Path target, String... order) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Loader.load(org.bytedeco.ffmpeg.ffmpeg.class),
                "-nostdin",
                "-loglevel",
                "error",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=320x180:rate=25:duration=4",
                "-c:v",
                "mpeg4",
                "-g",
                "12"));
        command.addAll(List.of(order));
        command.add(target.toString());
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void aFileOfAnotherMakeBeginsWithItsKeyFrame() throws IOException, InterruptedException {
        Path makes = Files.createDirectory(folder.resolve("makes"));
        make(makes.resolve("1.ts"), "-bf", "0");
        make(makes.resolve("2.ts"), "-bf", "2");
        try (PlaylistInput input = PlaylistInput.open(makes, new FileLengths(Wanted.PICTURE), at(0))) {
            AVPacket packet = av_packet_alloc();
            List<Boolean> keys = new ArrayList<>();
            long last = Long.MIN_VALUE;
            boolean cut = false;
            while (keys.size() < 10) {
                MediaInput.Read read = input.next(packet);
                if (read == MediaInput.Read.LOOPED) {
                    cut = true;
                } else {
                    assertThat(packet.dts()).isGreaterThan(last);
                    last = packet.dts();
                    if (cut) {
                        keys.add((packet.flags() & AV_PKT_FLAG_KEY) != 0);
                    }
                }
                av_packet_unref(packet);
            }
            av_packet_free(packet);
            assertThat(keys.getFirst()).isTrue();
        }
    }

    @Test
    void whatIsNoPlaylistIsToldSo() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.m3u"), "#EXTM3U\n");
        Path url = Files.writeString(folder.resolve("url.m3u"), "http://169.254.169.254/\n");
        Path broken = Files.writeString(folder.resolve("broken.m3u"), "broken.ts\n");
        assertThatThrownBy(() -> PlaylistInput.open(folder.resolve("none.m3u"), new FileLengths(Wanted.PICTURE), at(0)))
                .hasMessageContaining("there is no playlist");
        assertThatThrownBy(() -> PlaylistInput.open(empty, new FileLengths(Wanted.PICTURE), at(0)))
                .hasMessageContaining("names no files");
        assertThatThrownBy(() -> PlaylistInput.open(url, new FileLengths(Wanted.PICTURE), at(0)))
                .hasMessageContaining("files of this machine alone");
        assertThatThrownBy(() -> PlaylistInput.open(broken, new FileLengths(Wanted.PICTURE), at(0)))
                .hasMessageContaining("can be played: the file");
    }
}
