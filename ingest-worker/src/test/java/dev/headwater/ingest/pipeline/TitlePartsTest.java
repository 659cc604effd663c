package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.title.TitlePlanner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitlePartsTest {
    private static final long HOUR = 3_600_000;
    private static final long PART = 4000;

    @TempDir
    private static Path films;

    private static Path recording;
    private static Path film;

    /** The film made in one go, and in three parts. */
    private static Path one;

    private static Path many;
    private static Recorded whole;
    private static Recorded joined;

    @TempDir
    private Path folder;

    /** A film of 13 s, and a recording of a broadcast with the same in it. */
    @BeforeAll
    static void film() throws IOException {
        recording = Clips.make(films.resolve("clip.ts"), 13_000);
        Path work = Files.createDirectory(films.resolve("work"));
        Recorded.run(job(recording, work, 0, TitleTask.BEGIN));
        film = work.resolve(Job.Title.FILE);
        one = Files.createDirectory(films.resolve("one"));
        many = Files.createDirectory(films.resolve("many"));
        whole = Recorded.run(job(film, one, 0, TitleTask.BEGIN));
        joined = inParts(film, many);
    }

    private static Job.Title job(Path file, Path work, long partMillis, TitleTask task) {
        return new Job.Title(new Source("file:" + file), Ladder.TINY, HOUR, work.toString(), 1, partMillis, task);
    }

    private Path work(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static TitlePlan plan(Path work) throws IOException {
        return TitlePlan.read(work).orElseThrow();
    }

    /** The last part first: but for the sound, which it wants, the order is anybody's. */
    private static Recorded inParts(Path file, Path work) throws IOException {
        assertThat(Recorded.run(job(file, work, PART, TitleTask.BEGIN)).finished)
                .isZero();
        Recorded.run(job(file, work, PART, TitleTask.SOUND));
        List<TitleTask> tasks = new ArrayList<>(plan(work).tasks());
        tasks.remove(TitleTask.SOUND);
        for (TitleTask task : tasks.reversed()) {
            Recorded.run(job(file, work, PART, task));
        }
        return Recorded.run(job(file, work, PART, TitleTask.JOIN));
    }

    @Test
    void partsAreJoinedAsIfTheFilmHadBeenMadeInOneGo() throws IOException {
        assertThat(plan(one).parts()).isEqualTo(1);
        assertThat(plan(many).parts()).isEqualTo(3);
        assertThat(joined.finished).isEqualTo(whole.finished);
        assertThat(joined.millis()).isEqualTo(whole.millis());
        assertThat(joined.renditions).isEqualTo(whole.renditions);
        assertThat(joined.segments)
                .allMatch(segment -> new Transport(segment.bytes()).beginning().equals("PAT PMT key frame"));
        assertThat(new Transport(joined.bytes()).continuityErrors()).isZero();
        assertThat(many.resolve("sound")).hasSameBinaryContentAs(one.resolve("sound"));

        Path stream = joined.stream(folder.resolve("joined.ts"));
        assertThat(StrictDecoding.decode(stream))
                .isEqualTo(StrictDecoding.decode(whole.stream(folder.resolve("whole.ts"))));
        assertThat(StrictDecoding.decode(many.resolve(Job.Title.FILE)))
                .isEqualTo(StrictDecoding.decode(one.resolve(Job.Title.FILE)));
        assertThat(joined.progress).isSorted();
        assertThat(whole.progress).isSorted();
        assertThat(whole.progress.getLast()).isBetween(whole.finished * 19 / 20, whole.finished * 21 / 20);
    }

    /** Each picture is the nearest to the same one: not to the one before or after. */
    @Test
    void noPictureIsMissingOrTwiceAtASeam() throws IOException {
        List<byte[]> expected = Pictures.of(one.resolve(Job.Title.FILE), TitlePartsTest::luma);
        List<byte[]> actual = Pictures.of(many.resolve(Job.Title.FILE), TitlePartsTest::luma);
        assertThat(actual).hasSameSizeAs(expected);
        for (int seam : new int[] {100, 200}) {
            for (int n = seam - 3; n < seam + 3; n++) {
                long same = difference(expected.get(n), actual.get(n));
                assertThat(same).as("picture " + n).isLessThan(difference(expected.get(n - 1), actual.get(n)));
                assertThat(same).as("picture " + n).isLessThan(difference(expected.get(n + 1), actual.get(n)));
            }
        }
    }

    @Test
    void aRecordingOfABroadcastIsMadeInOnePart() throws IOException {
        Path work = work("work");
        Recorded all = Recorded.run(job(recording, work, PART, TitleTask.BEGIN));
        assertThat(plan(work).parts()).isEqualTo(1);
        assertThat(all.finished).isBetween(12_960L, 13_200L);
    }

    @Test
    void whereSoundIsShorterThereIsSilence() throws IOException {
        Path work = work("work");
        Recorded.run(job(film, work, PART, TitleTask.BEGIN));
        Files.copy(shortSound(3000), work.resolve("sound"));
        Recorded all = joinedWithTheSoundThatIsThere(work);

        StrictDecoding.Counts counts = StrictDecoding.decode(work.resolve(Job.Title.FILE));
        assertThat(all.finished).isBetween(12_960L, 13_200L);
        assertThat(counts.audioFrames())
                .isBetween((int) (all.finished * 48 / 1024) - 2, (int) (all.finished * 48 / 1024) + 4);
        assertThat(new Transport(all.bytes()).continuityErrors()).isZero();
    }

    @Test
    void whereSoundIsLongerTheLastPictureStands() throws IOException {
        Path work = work("work");
        Path little = Clips.make(folder.resolve("little.ts"), 3000);
        Files.copy(one.resolve("sound"), work.resolve("sound"));
        // As if an earlier attempt had left it: the plan is made first, and clears away what is none of its own.
        Recorded planned = Recorded.run(job(little, work("planned"), 0, TitleTask.BEGIN));
        Files.copy(work("planned").resolve("plan"), work.resolve("plan"));
        Recorded.run(job(little, work, 0, TitleTask.part(0)));
        Recorded joined = Recorded.run(job(little, work, 0, TitleTask.JOIN));

        assertThat(planned.finished).isBetween(2960L, 3200L);
        assertThat(joined.finished).isBetween(12_960L, 13_200L);
        assertThat(StrictDecoding.decode(work.resolve(Job.Title.FILE)).pictures())
                .isEqualTo((int) joined.finished / 40);
    }

    private Path shortSound(long millis) throws IOException {
        Path work = work("short");
        Recorded.run(job(Clips.make(folder.resolve("short.ts"), millis), work, 0, TitleTask.BEGIN));
        return work.resolve("sound");
    }

    private static Recorded joinedWithTheSoundThatIsThere(Path work) throws IOException {
        for (int part = 0; part < plan(work).parts(); part++) {
            Recorded.run(job(film, work, PART, TitleTask.part(part)));
        }
        return Recorded.run(job(film, work, PART, TitleTask.JOIN));
    }

    @Test
    void whatIsDoneIsKeptUntilTheFileChanges() throws IOException {
        Path own = Files.copy(film, folder.resolve("film.mp4"));
        Path work = work("work");
        Recorded.run(job(own, work, PART, TitleTask.BEGIN));
        Recorded.run(job(own, work, PART, TitleTask.part(1)));
        Files.writeString(work.resolve("part-2-1234.tmp"), "of a child that was killed");

        Recorded.run(job(own, work, PART, TitleTask.BEGIN));
        assertThat(work.resolve("part-1")).exists();
        assertThat(work.resolve("part-2-1234.tmp")).doesNotExist();
        assertThat(Recorded.run(job(own, work, PART + 2000, TitleTask.BEGIN)).finished)
                .isZero();
        assertThat(work.resolve("part-1")).doesNotExist();
        Recorded.run(job(own, work, PART + 2000, TitleTask.part(0)));

        Files.setLastModifiedTime(own, FileTime.fromMillis(1_000_000));
        assertThatThrownBy(() -> Recorded.run(job(own, work, PART + 2000, TitleTask.part(0))))
                .isInstanceOf(PipelineException.class)
                .hasMessage("the file " + own + " has changed since the film was begun");
        Recorded.run(job(own, work, PART + 2000, TitleTask.BEGIN));
        assertThat(work)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("part"));
    }

    @Test
    void whatIsDamagedOnTheDiskIsMadeAnewNextTime() throws IOException {
        Path work = work("work");
        Recorded.run(job(film, work, PART, TitleTask.BEGIN));
        Recorded.run(job(film, work, PART, TitleTask.SOUND));
        for (int part = 0; part < 3; part++) {
            Files.writeString(work.resolve("part-" + part), "HWP1 and no more");
        }
        assertThatThrownBy(() -> Recorded.run(job(film, work, PART, TitleTask.JOIN)))
                .isInstanceOf(PipelineException.class)
                .hasMessageStartingWith("what was made of it can not be read, and is made anew next time: ");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void aStoryboardPointsAtPicturesThatAreThere() throws IOException {
        Path work = work("work");
        Recorded.run(job(film, work, PART, TitleTask.BEGIN));
        Recorded.run(job(film, work, PART, TitleTask.STORYBOARD));

        assertThat(Files.readString(work.resolve("storyboard"))).isEqualTo("""
                WEBVTT

                00:00:00.000 --> 00:00:10.000
                storyboard.0000000.jpg#xywh=0,0,160,90

                00:00:10.000 --> 00:00:20.000
                storyboard.0000000.jpg#xywh=160,0,160,90
                """);
        var sheet = ImageIO.read(work.resolve("storyboard.0000000.jpg").toFile());
        assertThat(sheet.getWidth()).isEqualTo(1600);
        assertThat(sheet.getHeight()).isEqualTo(900);
        assertThat(brightness(sheet, 8, 8)).isGreaterThan(brightness(sheet, 808, 458) + 60);
    }

    /** Of a few pixels in a corner of a picture, where the clock never is. */
    private static double brightness(BufferedImage sheet, int left, int top) {
        return Arrays.stream(sheet.getRGB(left, top, 8, 8, null, 0, 8))
                .map(pixel -> (pixel >> 16 & 0xff) + (pixel >> 8 & 0xff) + (pixel & 0xff))
                .average()
                .orElseThrow();
    }

    @Test
    void aDiskWithTooLittleRoomIsSaidSo() {
        TitlePlanner.room(5L << 30, 4L << 30, 2L << 30);
        assertThatThrownBy(() -> TitlePlanner.room(5L << 30, 1L << 30, 4L << 30))
                .hasMessage("the disk is almost full: about 4096 MiB are needed to make this, 512 more have to stay"
                        + " free, and 4096 are");
    }

    /** Some rows of the luma. */
    private static byte[] luma(AVFrame frame) {
        int rows = frame.height() / 8;
        byte[] all = new byte[rows * frame.width()];
        BytePointer data = frame.data(0);
        for (int row = 0; row < rows; row++) {
            data.position(row * 8L * frame.linesize(0)).get(all, row * frame.width(), frame.width());
        }
        return all;
    }

    private static long difference(byte[] a, byte[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return sum;
    }
}
