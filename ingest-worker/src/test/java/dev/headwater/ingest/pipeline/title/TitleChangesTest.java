package dev.headwater.ingest.pipeline.title;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.pipeline.Clips;
import dev.headwater.ingest.pipeline.Pictures;
import dev.headwater.ingest.pipeline.Recorded;
import dev.headwater.ingest.pipeline.Tongues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films that are not of one shape from their beginning to their end, as recordings of broadcasts are not. */
class TitleChangesTest {
    private static final int HERTZ = 400;

    @TempDir
    private Path folder;

    private Recorded made(Path film) throws IOException {
        Path work = Files.createDirectory(folder.resolve("work"));
        return Recorded.run(new Job.Title(
                new Source("file:" + film), Ladder.TINY, 3_600_000, work.toString(), 1, 0, TitleTask.BEGIN));
    }

    private Path mp4() {
        return folder.resolve("work").resolve(Job.Title.FILE);
    }

    /** White, with a tone. */
    private Path part(String name, String size, int channels, int begins) throws IOException {
        return Clips.ffmpeg(
                folder.resolve(name),
                "-f",
                "lavfi",
                "-i",
                "color=c=white:s=" + size + ":r=25",
                "-f",
                "lavfi",
                "-i",
                "sine=sample_rate=48000:frequency=" + HERTZ,
                "-t",
                "4",
                "-c:v",
                "mpeg2video",
                "-b:v",
                "1M",
                "-aspect",
                size.replace('x', ':'),
                "-c:a",
                "ac3",
                "-ac",
                Integer.toString(channels),
                "-output_ts_offset",
                Integer.toString(begins));
    }

    @Test
    void aFilmWhoseSoundAndPictureChangeIsMadeToItsEnd() throws IOException {
        Path film = part("first.ts", "480x360", 2, 0);
        Files.write(film, Files.readAllBytes(part("second.ts", "640x360", 6, 4)), StandardOpenOption.APPEND);
        Recorded made = made(film);

        assertThat(made.millis().stream().mapToInt(Integer::intValue).sum()).isCloseTo(8000, within(120));
        for (int segment = 0; segment < 3; segment++) {
            assertThat(Tongues.pitch(folder, made.segments.get(segment).bytes()))
                    .as("segment %d", segment)
                    .isCloseTo(HERTZ, within(20.0));
        }
        List<Integer> edges = edges(mp4());
        assertThat(edges).hasSizeBetween(198, 203);
        assertThat(edges.subList(0, 98)).as("4:3 stands between bars").allMatch(luma -> luma < 40);
        assertThat(edges.subList(103, 198)).as("16:9 fills the picture").allMatch(luma -> luma > 200);
    }

    /** Right and left of it there is nothing. */
    @Test
    void aFilmThatAPhoneMadeUprightStandsUpright() throws IOException {
        Path flat = part("flat.mp4", "640x360", 2, 0);
        made(Clips.ffmpeg(
                folder.resolve("upright.mp4"), "-display_rotation", "90", "-i", flat.toString(), "-c", "copy"));

        assertThat(edges(mp4())).hasSizeBetween(98, 103).allMatch(luma -> luma < 40);
        assertThat(folder.resolve("work").resolve("storyboard"))
                .content()
                .contains("storyboard.0000000.jpg#xywh=0,0,160,284");
    }

    /** The brightness of the middle of each picture's left edge. */
    private static List<Integer> edges(Path file) {
        return Pictures.of(file, TitleChangesTest::edge);
    }

    private static int edge(AVFrame frame) {
        return frame.data(0).get((long) frame.height() / 2 * frame.linesize(0) + 8) & 0xff;
    }
}
