package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.core.media.Track;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.pipeline.Tongues.Tongue;
import dev.headwater.ingest.pipeline.source.MediaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film in three languages: each can be chosen, and goes with the pictures. */
class TitleLanguagesTest {
    private static final long HOUR = 3_600_000;
    private static final long PART = 4000;
    private static final Tongue GERMAN = new Tongue("deu", 400);
    private static final Tongue ENGLISH = new Tongue("eng", 1600);
    private static final Tongue POLISH = new Tongue("pol", 800);

    @TempDir
    private static Path folder;

    private static Path film;
    private static Path one;
    private static Path many;
    private static Recorded whole;
    private static Recorded joined;

    @BeforeAll
    static void film() throws IOException {
        Path pictures = Clips.make(folder.resolve("pictures.ts"), 13_000);
        film = Tongues.clip(pictures, folder.resolve("film.mp4"), "", GERMAN, ENGLISH, POLISH);
        one = Files.createDirectory(folder.resolve("one"));
        many = Files.createDirectory(folder.resolve("many"));
        whole = Recorded.run(job(one, 0, TitleTask.BEGIN));
        Recorded.run(job(many, PART, TitleTask.BEGIN));
        Recorded.run(job(many, PART, TitleTask.SOUND));
        List<TitleTask> left =
                new ArrayList<>(TitlePlan.read(many).orElseThrow().tasks());
        left.remove(TitleTask.SOUND);
        for (TitleTask task : left.reversed()) {
            Recorded.run(job(many, PART, task));
        }
        joined = Recorded.run(job(many, PART, TitleTask.JOIN));
    }

    private static Job.Title job(Path work, long partMillis, TitleTask task) {
        return new Job.Title(new Source("file:" + film), Ladder.TINY, HOUR, work.toString(), 1, partMillis, task);
    }

    private static List<Frame.Segment> segments(Recorded made, String rendition) {
        return made.segments.stream()
                .filter(segment -> segment.rendition().equals(rendition))
                .toList();
    }

    @Test
    void eachIsARenditionInStepWithThePictures() throws IOException {
        assertThat(whole.renditions).extracting(Rendition::name).containsExactly("360p", "audio1", "audio2");
        assertThat(whole.renditions)
                .extracting(Rendition::track)
                .containsExactly(
                        new Track(Track.Kind.VIDEO, "de", null, true),
                        new Track(Track.Kind.AUDIO, "en", null, false),
                        new Track(Track.Kind.AUDIO, "pl", null, false));
        List<Integer> lengths =
                segments(whole, "360p").stream().map(Frame.Segment::millis).toList();
        assertThat(lengths).hasSize(7);
        assertHeard("360p", GERMAN);
        assertHeard("audio1", ENGLISH);
        assertHeard("audio2", POLISH);
        for (String sound : new String[] {"audio1", "audio2"}) {
            assertThat(segments(whole, sound)).extracting(Frame.Segment::millis).isEqualTo(lengths);
            assertThat(new Transport(RealChild.concatenated(segments(whole, sound))).continuityErrors())
                    .isZero();
        }
    }

    private static void assertHeard(String rendition, Tongue tongue) throws IOException {
        for (Frame.Segment segment : segments(whole, rendition).subList(0, 6)) { // the last is half a second
            assertThat(Tongues.pitch(folder, segment.bytes()))
                    .as("%s #%d", rendition, segment.index())
                    .isCloseTo(tongue.hertz(), within(tongue.hertz() * 0.05));
        }
        for (int i = 0; i < 6; i++) {
            long sound = new Transport(segments(whole, rendition).get(i).bytes())
                    .pictureTimes()
                    .getFirst();
            long picture = new Transport(segments(whole, "360p").get(i).bytes())
                    .pictureTimes()
                    .getFirst();
            assertThat(sound - picture).isBetween(0L, 2 * 1920L);
        }
    }

    @Test
    void inPartsTheSameIsMade() throws IOException {
        TitlePlan plan = TitlePlan.read(many).orElseThrow();
        assertThat(plan.parts()).isEqualTo(3);
        assertThat(plan.tasks())
                .extracting(TitleTask::toString)
                .containsExactly("sound", "sound-1", "sound-2", "part-0", "part-1", "part-2", "storyboard");
        assertThat(joined.renditions).isEqualTo(whole.renditions);
        for (String sound : new String[] {"audio1", "audio2"}) {
            assertThat(RealChild.concatenated(segments(joined, sound)))
                    .isEqualTo(RealChild.concatenated(segments(whole, sound)));
        }
        assertThat(joined.progress).isSorted();
        assertThat(whole.progress).isSorted();
    }

    @Test
    void theMp4HasAllOfThemTheMainOneFirst() {
        try (MediaFile mp4 = new MediaFile(many.resolve(Job.Title.FILE).toString())) {
            assertThat(mp4.all())
                    .filteredOn(stream -> stream.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO)
                    .extracting(TitleLanguagesTest::language)
                    .containsExactly("deu", "eng", "pol");
            assertThat(mp4.millis()).isBetween(12_900L, 13_200L);
        }
    }

    private static String language(AVStream stream) {
        return av_dict_get(stream.metadata(), "language", null, 0).value().getString();
    }

    @Test
    void aSoundThatIsThereIsNotMadeAgain() throws IOException {
        Path sound = many.resolve(TitleTask.sound(2).toString());
        byte[] kept = Files.readAllBytes(sound);
        long changed = Files.getLastModifiedTime(sound).toMillis();
        Recorded.run(job(many, PART, TitleTask.BEGIN));
        assertThat(sound).hasBinaryContent(kept);
        assertThat(Files.getLastModifiedTime(sound).toMillis()).isEqualTo(changed);
        assertThat(TitlePlan.isDone(many, TitleTask.sound(1))).isTrue();
    }
}
