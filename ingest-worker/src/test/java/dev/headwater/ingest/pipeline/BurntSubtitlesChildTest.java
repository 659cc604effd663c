package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** DVB subtitles are seen in the picture that is made, when it is their time and not else. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class BurntSubtitlesChildTest {
    private static final int SECONDS = 12;

    /** Of a picture of the tiny ladder, which has the clip's size. */
    private static final int PIXELS = DvbClip.WIDTH * DvbClip.HEIGHT;

    private static final int BRIGHT = 120;

    @TempDir
    private static Path folder;

    private static Path german = Path.of("");
    private static Path plain = Path.of("");

    @BeforeAll
    static void makeClips() throws Exception {
        german = DvbClip.make(folder.resolve("german.ts"), SECONDS, "deu");
        plain = DvbClip.plain(folder.resolve("plain.ts"), SECONDS);
    }

    private static Job.Stream job(List<Source> sources, boolean paced, long millis, String language) {
        return new Job.Stream(sources, Ladder.TINY, false, paced, millis, 1000, false, Job.Stream.NONE, language);
    }

    /** What is seen in a picture. */
    private record Seen(boolean mark, boolean bitmap, boolean elsewhere) {}

    private static List<Seen> seen(byte[] stream) throws IOException, InterruptedException {
        Path file = Files.write(Files.createTempFile(folder, "made", ".ts"), stream);
        Process process = new ProcessBuilder(
                        Loader.load(org.bytedeco.ffmpeg.ffmpeg.class),
                        "-nostdin",
                        "-v",
                        "error",
                        "-i",
                        file.toString(),
                        "-fps_mode",
                        "passthrough",
                        "-pix_fmt",
                        "gray",
                        "-f",
                        "rawvideo",
                        "-")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Seen> all = new ArrayList<>();
        byte[] picture = process.getInputStream().readNBytes(PIXELS);
        while (picture.length == PIXELS) {
            all.add(new Seen(
                    isBright(picture, 20, 20),
                    isBitmap(picture),
                    isBright(picture, DvbClip.LEFT - 30, DvbClip.TOP + 20)
                            || isBright(picture, DvbClip.LEFT + 100, DvbClip.TOP - 20)));
            picture = process.getInputStream().readNBytes(PIXELS);
        }
        assertThat(process.waitFor()).isZero();
        return all;
    }

    /** In its corners and its middle. */
    private static boolean isBitmap(byte[] picture) {
        int right = DvbClip.LEFT + DvbClip.BITMAP_WIDTH;
        int bottom = DvbClip.TOP + DvbClip.BITMAP_HEIGHT;
        boolean whole = isBright(picture, DvbClip.LEFT + 6, DvbClip.TOP + 6)
                && isBright(picture, right - 6, DvbClip.TOP + 6)
                && isBright(picture, DvbClip.LEFT + 6, bottom - 6)
                && isBright(picture, right - 6, bottom - 6);
        boolean middle = isBright(picture, DvbClip.LEFT + 120, DvbClip.TOP + 20);
        assertThat(whole).as("all of it or nothing").isEqualTo(middle);
        return whole;
    }

    private static boolean isBright(byte[] picture, int x, int y) {
        return (picture[y * DvbClip.WIDTH + x] & 0xff) > BRIGHT;
    }

    /** Where it comes and goes a picture more or less is no matter. */
    private static void assertInTime(List<Seen> pictures) {
        for (int i = 0; i < pictures.size(); i++) {
            Seen now = pictures.get(i);
            boolean steady = i > 1
                    && i < pictures.size() - 2
                    && pictures.subList(i - 2, i + 3).stream().allMatch(one -> one.mark() == now.mark());
            if (steady) {
                assertThat(now.bitmap()).as("picture %d", i).isEqualTo(now.mark());
            }
            assertThat(now.elsewhere()).as("beside it, picture %d", i).isFalse();
        }
    }

    private static byte[] made(RealChild child) {
        return RealChild.concatenated(child.segments("360p"));
    }

    @Test
    void theyAreSeenWhenItIsTheirTimeAlsoWhereAFileBeginsAnew() throws Exception {
        Source source = new Source("file:" + german);
        try (RealChild child = new RealChild(job(List.of(source), false, 20_000, "de")).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            assertThat(child.warnings()).isEmpty();
            List<Seen> pictures = seen(made(child));
            assertThat(pictures).hasSizeGreaterThan(450);
            assertThat(pictures.stream().filter(Seen::bitmap).count()).isBetween(220L, 260L);
            assertInTime(pictures);
        }
    }

    @Test
    void whereNobodyAsksOrTheLanguageIsAnotherNothingIsSeen() throws Exception {
        Source source = new Source("file:" + german);
        Job plainly = Job.clip(source, Ladder.TINY, 6000);
        try (RealChild asked = new RealChild(job(List.of(source), false, 6000, "fr")).readToEnd();
                RealChild unasked = new RealChild(plainly).readToEnd()) {
            assertThat(seen(made(asked))).isNotEmpty().noneMatch(Seen::bitmap).anyMatch(Seen::mark);
            assertThat(seen(made(unasked))).isNotEmpty().noneMatch(Seen::bitmap);
            assertThat(asked.warnings()).containsExactly("the source has no bitmap subtitles in 'fr' to burn in");
            assertThat(unasked.warnings()).isEmpty();
        }
    }

    @Test
    void whoComesInWhileTheyStandSeesThemFromTheNextOn() throws Exception {
        byte[] all = Files.readAllBytes(german);
        int cell = 188;
        int middle = all.length / cell / 6 * cell; // two seconds of twelve: the first has stood for one
        Path cut = Files.write(folder.resolve("cut.ts"), Arrays.copyOfRange(all, middle, all.length));
        Source source = new Source("file:" + cut);
        try (RealChild child = new RealChild(job(List.of(source), false, 8000, "deu")).readToEnd()) {
            assertThat(child.failures()).isEmpty();
            List<Seen> pictures = seen(made(child));
            int second = 25;
            assertThat(pictures.subList(0, 20)).noneMatch(Seen::bitmap);
            assertInTime(pictures.subList(pictures.size() - 4 * second, pictures.size()));
            assertThat(pictures.subList(pictures.size() - 4 * second, pictures.size()))
                    .anyMatch(Seen::bitmap);
        }
    }

    @Test
    void theyGoAndComeWithTheSourceThatHasThem() throws Exception {
        MoodyServer first = new MoodyServer(List.of(Files.readAllBytes(german)), SECONDS);
        MoodyServer second = new MoodyServer(List.of(Files.readAllBytes(plain)), SECONDS);
        try (WebServer server = new WebServer()) {
            server.on("/first", first::serve);
            server.on("/second", second::serve);
            List<Source> sources =
                    List.of(new Source(server.url("/first"), true), new Source(server.url("/second"), true));
            try (RealChild child = new RealChild(job(sources, true, 0, "deu"))) {
                awaitSegments(child, 3);
                first.is(MoodyServer.Mood.DEAD);
                assertThat(child.readUntil(frame -> frame instanceof Frame.Warning warning
                                && warning.text().contains("no bitmap subtitles in 'deu'")))
                        .isPresent();
                awaitSegments(child, 3);
                first.is(MoodyServer.Mood.WELL);
                assertThat(child.readUntil(frame -> frame instanceof Frame.Warning warning
                                && !warning.text().contains("subtitles")))
                        .isPresent();
                awaitSegments(child, 4);
                List<Seen> pictures = seen(made(child));
                assertInTime(pictures);
                List<Seen> last = pictures.subList(pictures.size() - 150, pictures.size());
                assertThat(last).anyMatch(Seen::bitmap);
                assertThat(last).anyMatch(seen -> !seen.bitmap());
            } finally {
                first.is(MoodyServer.Mood.DEAD);
                second.is(MoodyServer.Mood.DEAD);
            }
        }
    }

    private static void awaitSegments(RealChild child, int count) throws IOException {
        int[] left = {count};
        assertThat(child.readUntil(frame -> frame instanceof Frame.Segment && --left[0] == 0))
                .isPresent();
    }
}
