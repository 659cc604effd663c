package dev.headwater.ingest.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.core.media.Track;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FramesTest {
    @Property(tries = 200)
    void whatIsWrittenIsRead(@ForAll("frames") List<Frame> frames) throws IOException {
        List<Frame> read = readAll(written(frames));

        assertThat(read).usingRecursiveFieldByFieldElementComparator().isEqualTo(frames);
    }

    @Property(tries = 200)
    void aStreamCutAnywhereEndsBetweenFramesOrIsRefused(@ForAll("frames") List<Frame> frames, @ForAll double where)
            throws IOException {
        byte[] whole = written(frames);
        byte[] cut = Arrays.copyOf(whole, (int) (whole.length * Math.abs(where % 1)));

        try {
            assertThat(readAll(cut)).hasSizeLessThanOrEqualTo(frames.size());
        } catch (FrameFormatException e) {
            assertThat(e).hasMessageContaining("mid-frame");
        }
    }

    @Property(tries = 500)
    void noiseIsAFrameOrRefusedAndNeverAnythingElse(@ForAll byte[] noise) throws IOException {
        try {
            readAll(noise);
        } catch (FrameFormatException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @Test
    void aFrameThatIsTooLargeIsRefusedBeforeItIsRead() {
        byte[] announced = {0x7f, 0, 0, 0, 'S'};

        assertThatThrownBy(() -> readAll(announced))
                .isInstanceOf(FrameFormatException.class)
                .hasMessageContaining("over the limit");
    }

    @Test
    void aSegmentBringsItsHead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FrameWriter(out).write(new Frame.Segment("360p", 7, 2000, new byte[] {1, 2}, new byte[] {3, 4, 5}));
        Frame.Segment read = (Frame.Segment) new FrameReader(new ByteArrayInputStream(out.toByteArray()))
                .next()
                .orElseThrow();

        assertThat(read.index()).isEqualTo(7);
        assertThat(read.head()).containsExactly(1, 2);
        assertThat(read.bytes()).containsExactly(3, 4, 5);
    }

    @Test
    void aHeadThatIsLongerThanItsFrameIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FrameWriter(out).write(new Frame.Segment("a", 0, 2000, new byte[] {1}, new byte[] {3}));
        byte[] bytes = out.toByteArray();
        int headLength = bytes.length - 2 - Integer.BYTES;
        for (byte wrong : new byte[] {0x7f, (byte) 0x80}) {
            bytes[headLength] = wrong;
            assertThatThrownBy(() -> readAll(bytes)).isInstanceOf(FrameFormatException.class);
        }
    }

    @Test
    void aFrameThatIsTooLargeIsNotWritten() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Frame huge = new Frame.Segment("a", 0, 2000, new byte[FrameWriter.MAX_PAYLOAD]);

        assertThatThrownBy(() -> new FrameWriter(out).write(huge)).isInstanceOf(FrameFormatException.class);
        assertThat(out.size()).isZero();
    }

    @Test
    void aJobIsOneLineAndReadBack() throws IOException {
        Job ladder = Job.live(new Source("testcard:"), Ladder.SMALL);
        Job several = new Job.Stream(
                List.of(new Source("udp://@239.1.1.1:5000"), new Source("http://example.com/live.ts", true)),
                null,
                true,
                true,
                0,
                1500);
        Job avoiding = new Job.Stream(
                List.of(new Source("udp://:5000"), new Source("testcard:")),
                Ladder.TINY,
                false,
                true,
                0,
                1500,
                true,
                1,
                "deu");
        Job fragments =
                new Job.Stream(List.of(new Source("testcard:")), Ladder.TINY, false, true, 0, 1500).in(Container.FMP4);
        Job remux = Job.clip(new Source("file:/a \"b\"/ü.ts"), null, 30_000);
        Job slates = new Job.Slates(
                List.of(
                        new Job.Slates.Sentence("expired", "This line has expired"),
                        new Job.Slates.Sentence("banned", "This line is blocked")),
                Ladder.TINY,
                10_000);

        assertThat(JobJson.write(ladder)).doesNotContain("\n");
        assertThat(JobJson.read(JobJson.write(ladder))).isEqualTo(ladder);
        assertThat(JobJson.read(JobJson.write(several))).isEqualTo(several);
        assertThat(JobJson.read(JobJson.write(avoiding))).isEqualTo(avoiding);
        assertThat(JobJson.read(JobJson.write(fragments))).isEqualTo(fragments);
        assertThat(JobJson.read(JobJson.write(remux))).isEqualTo(remux);
        assertThat(JobJson.read(JobJson.write(slates))).isEqualTo(slates);

        Source film = new Source("https://films.example/a.mp4", true);
        Job title = new Job.Title(film, Ladder.SMALL, 43_200_000, "/var/titles/7", 3, 120_000, TitleTask.part(12));
        Job probe = new Job.Probe(film);
        assertThat(JobJson.read(JobJson.write(title))).isEqualTo(title);
        assertThat(JobJson.read(JobJson.write(probe))).isEqualTo(probe);
    }

    @Test
    void aPlanIsReadBackAndSaysWhatHasToBeDone() throws IOException {
        TitlePlan plan = new TitlePlan(
                "0af3", new Frame.Probed(300_500, "h264", "aac", 1280, 720, 23.976), 0.021333, true, true, 2, 120_000);
        assertThat(TitlePlan.parse(plan.text())).isEqualTo(plan);
        assertThat(plan.tasks())
                .extracting(TitleTask::toString)
                .containsExactly("sound", "part-0", "part-1", "storyboard");
        assertThat(plan.tasks())
                .allMatch(task -> TitleTask.parse(task.toString()).equals(task));
        assertThat(plan.millis(TitleTask.part(0))).isEqualTo(120_000);
        assertThat(plan.millis(TitleTask.part(1))).isEqualTo(180_500);
        TitlePlan languages = new TitlePlan("0af3", plan.facts(), 0, true, true, List.of(3, 2), 1, plan.partMillis());
        assertThat(TitlePlan.parse(languages.text())).isEqualTo(languages);
        assertThat(languages.tasks())
                .extracting(TitleTask::toString)
                .containsExactly("sound", "sound-1", "sound-2", "part-0", "storyboard");
        assertThat(languages.tasks())
                .allMatch(task -> TitleTask.parse(task.toString()).equals(task));
        assertThatThrownBy(() -> TitlePlan.parse("parts=1\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TitlePlan.parse(plan.text().replace("parts=2", "parts=99999999")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Arbitrary<@Nullable Track> tracks() {
        return Combinators.combine(
                        Arbitraries.of(Track.Kind.class),
                        Arbitraries.of("de", "en-GB", "").injectNull(0.2),
                        Arbitraries.of("Für Gehörlose", "").injectNull(0.2),
                        Arbitraries.of(true, false))
                .as(Track::new)
                .injectNull(0.3);
    }

    private static String name(String name, @Nullable Track track) {
        return track == null || track.kind() != Track.Kind.SUBTITLES ? "v" + name : "text" + name;
    }

    @Provide
    Arbitrary<List<Frame>> frames() {
        Arbitrary<String> text =
                Arbitraries.strings().excludeChars('\ud800', '\udfff').alpha().ofMaxLength(40);
        Arbitrary<Rendition> rendition = Combinators.combine(
                        text, text, Arbitraries.integers(), Arbitraries.doubles(), Arbitraries.longs(), tracks())
                .as((name, codecs, side, rate, bits, track) ->
                        new Rendition(name(name, track), codecs, side, side, rate, bits, bits, track));
        Arbitrary<Frame.AudioTrack> sound = Combinators.combine(text, text, Arbitraries.integers())
                .as((codec, language, number) -> new Frame.AudioTrack(codec, language, number, number));
        Arbitrary<Frame.SubtitleTrack> subtitles = Combinators.combine(
                        text, text, Arbitraries.of(Frame.SubtitleTrack.Use.class))
                .as(Frame.SubtitleTrack::new);
        Arbitrary<Frame> frame = Arbitraries.oneOf(
                rendition.list().ofMaxSize(4).map(Frame.Opened::new),
                Combinators.combine(
                                text,
                                Arbitraries.longs(),
                                Arbitraries.integers(),
                                Arbitraries.bytes().array(byte[].class))
                        .as(Frame.Segment::new),
                text.map(Frame.State::new),
                text.map(Frame.Failure::new),
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Frame.Heartbeat::new),
                Arbitraries.integers().map(Frame.OnAir::new),
                Combinators.combine(Arbitraries.integers(), text).as(Frame.SourceFailed::new),
                Arbitraries.longs().map(Frame.Finished::new),
                Combinators.combine(
                                Arbitraries.longs(),
                                text,
                                Arbitraries.integers(),
                                Arbitraries.doubles(),
                                sound.list().ofMaxSize(3),
                                subtitles.list().ofMaxSize(3))
                        .as((millis, video, side, rate, sounds, texts) -> new Frame.Probed(
                                millis, video, "aac", side, side, rate, sounds, texts, millis, video)));
        return frame.list().ofMaxSize(8);
    }

    private static byte[] written(List<Frame> frames) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(out);
        for (Frame frame : frames) {
            writer.write(frame);
        }
        return out.toByteArray();
    }

    private static List<Frame> readAll(byte[] bytes) throws IOException {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes));
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            frames.add(frame.get());
        }
        return frames;
    }
}
