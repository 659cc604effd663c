package dev.headwater.ingest.supervisor.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentForm;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateForm;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.media.Container;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.StrictDecoding;
import dev.headwater.ingest.supervisor.children.ChildCommand;
import dev.headwater.ingest.supervisor.children.ChildLauncher;
import dev.headwater.ingest.supervisor.children.ChildProcess;
import dev.headwater.ingest.supervisor.children.ProcessLauncher;
import dev.headwater.ingest.supervisor.children.ScriptedLauncher;
import dev.headwater.ingest.supervisor.children.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlateMakerTest {
    private static final List<String> COMMAND =
            ChildCommand.java(Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final Slates slates = new Slates(new InMemoryTableStore());
    private final InMemoryObjectStore objects = new InMemoryObjectStore(clock);
    private final ScriptedLauncher scripted = new ScriptedLauncher();
    private final Random random = new Random(3);
    private final List<String> progress = new ArrayList<>();

    private void make(ChildLauncher launcher) {
        new SlateMaker(launcher, slates, objects, clock, random)
                .makeMissing((made, all) -> progress.add(made + "/" + all));
    }

    private Slate slate(SlateReason reason) {
        return slates.find(reason).orElseThrow();
    }

    /** A child that makes what it is asked for. */
    private ChildProcess obedient(Job job) {
        return slates(job, sentences(job)).ends();
    }

    /** Makes the first so many of them. */
    private ScriptedLauncher.Child slates(Job job, List<Job.Slates.Sentence> sentences) {
        ScriptedLauncher.Child child = (ScriptedLauncher.Child) scripted.launch(job, line -> {});
        for (Job.Slates.Sentence sentence : sentences) {
            List<String> forms = Stream.of(SlateForm.values())
                    .map(form -> form.rendition(sentence.rendition()))
                    .toList();
            child.opens(forms.toArray(String[]::new));
            for (int i = 0; i < 5; i++) {
                for (String form : forms) {
                    child.says(new Frame.Segment(form, i, 2000, new byte[10], new byte[1000]));
                }
            }
        }
        return child;
    }

    private static List<Job.Slates.Sentence> sentences(Job job) {
        return ((Job.Slates) job).sentences();
    }

    @Test
    void everySlateIsMadeStoredAndMeasured() throws IOException {
        make(new ProcessLauncher(COMMAND));

        for (SlateReason reason : SlateReason.values()) {
            for (SlateForm form : SlateForm.values()) {
                assertStored(form.rendition(reason), slates.find(reason, form).orElseThrow(), form);
            }
            Slate slate = slate(reason);
            assertThat(slate.rendition().name()).isEqualTo(reason.rendition());
            assertThat(slate.rendition().codecs()).matches("avc1\\.[0-9a-f]{6},mp4a\\.40\\.2");
            assertThat(slate.rendition().width()).isEqualTo(640);
            assertThat(slate.rendition().bandwidth()).isBetween(10_000L, 600_000L);
        }
        assertThat(progress).containsExactly("1/7", "2/7", "3/7", "4/7", "5/7", "6/7", "7/7");
    }

    private void assertStored(String name, Slate slate, SlateForm form) throws IOException {
        assertThat(slate.rendition().name()).isEqualTo(name);
        assertThat(slate.segments()).extracting(Segment::millis).containsExactly(2000, 2000, 2000, 2000, 2000);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (form.container() == Container.FMP4) {
            assertThat(slate.segments())
                    .extracting(Segment::head)
                    .containsOnly(slate.segments().getFirst().name());
            all.writeBytes(stored(name, slate.segments().getFirst(), SegmentForm.HEAD));
        }
        for (Segment segment : slate.segments()) {
            all.writeBytes(stored(name, segment, SegmentForm.of(name, form.container())));
        }
        if (form == SlateForm.SOUND) {
            assertThat(all.size()).isPositive(); // of pictures is known how they are decoded
            return;
        }
        StrictDecoding.Counts counts = StrictDecoding.decode(Files.write(folder.resolve(name), all.toByteArray()));
        assertThat(counts.pictures()).as(name).isEqualTo(250);
        assertThat(counts.audioFrames())
                .as(name)
                .isBetween(form == SlateForm.PICTURES ? 0 : 460, form == SlateForm.PICTURES ? 0 : 480);
    }

    private byte[] stored(String rendition, Segment segment, SegmentForm form) throws IOException {
        String key = SegmentKeys.segment(
                Slate.STREAM, rendition, SegmentName.parse(segment.name()).orElseThrow(), form);
        try (Blob blob = objects.get(key, ByteRange.ALL).orElseThrow()) {
            return blob.body().readAllBytes();
        }
    }

    /** Made by a server that knew of MPEG-TS alone. */
    @Test
    void whatThereIsInOneFormOnlyIsMadeAnew() {
        make((job, log) -> obedient(job));
        Slates older = new Slates(new InMemoryTableStore());
        Stream.of(SlateReason.values()).forEach(reason -> older.save(slate(reason)));
        scripted.children.clear();
        new SlateMaker((job, log) -> obedient(job), older, objects, clock, random).makeMissing((made, all) -> {});

        assertThat(sentences(scripted.child(0).job)).hasSize(SlateReason.values().length);
        assertThat(older.find(SlateReason.EXPIRED, SlateForm.FRAGMENTS)).isPresent();
    }

    @Test
    void aSecondStartMakesNothing() {
        make((job, log) -> obedient(job));
        progress.clear();
        make((job, log) -> {
            throw new AssertionError("nothing is missing");
        });

        assertThat(progress).isEmpty();
        assertThat(scripted.children).hasSize(1).allMatch(ScriptedLauncher.Child::isKilled);
    }

    @Test
    void anOlderFolderGetsTheReasonsItDoesNotKnowYet() {
        make((job, log) -> obedient(job));
        Slates older = new Slates(new InMemoryTableStore());
        for (SlateReason reason : SlateReason.values()) {
            if (reason != SlateReason.NO_RIGHTS && reason != SlateReason.PREPARING) {
                Stream.of(SlateForm.values())
                        .forEach(form -> older.save(slates.find(reason, form).orElseThrow()));
            }
        }
        scripted.children.clear();
        new SlateMaker((job, log) -> obedient(job), older, objects, clock, random).makeMissing((made, all) -> {});

        assertThat(sentences(scripted.child(0).job))
                .extracting(Job.Slates.Sentence::rendition)
                .containsExactly("norights", "preparing");
        assertThat(older.find(SlateReason.NO_RIGHTS)).isPresent();
        assertThat(older.find(SlateReason.PREPARING)).isPresent();
        assertThat(older.find(SlateReason.EXPIRED)).contains(slate(SlateReason.EXPIRED));
    }

    @Test
    void anotherLookIsMadeAnew() {
        make((job, log) -> obedient(job));
        Slate before = slate(SlateReason.EXPIRED);
        slates.save(new Slate(SlateReason.EXPIRED, SlateMaker.LOOK - 1, before.rendition(), before.segments()));
        make((job, log) -> obedient(job));

        assertThat(sentences(scripted.child(1).job))
                .extracting(Job.Slates.Sentence::rendition)
                .containsExactly("expired");
        assertThat(slate(SlateReason.EXPIRED).look()).isEqualTo(SlateMaker.LOOK);
        assertThat(slate(SlateReason.EXPIRED).segments()).isNotEqualTo(before.segments());
    }

    @Test
    void whatCanNotBeMadeLeavesTheOldOneAndTheOthers() {
        make((job, log) -> obedient(job));
        Slate old = new Slate(
                SlateReason.BANNED,
                SlateMaker.LOOK - 1,
                slate(SlateReason.BANNED).rendition(),
                slate(SlateReason.BANNED).segments());
        slates.save(old);
        make((job, log) -> slates(job, List.of()).opens("banned").makes(0).fails("no encoder"));

        assertThat(slate(SlateReason.BANNED)).isEqualTo(old);
    }

    @Test
    void oneThatEndsItsChildIsLeftOutAndThoseBehindItAreMadeByAnother() {
        make((job, log) -> {
            List<Job.Slates.Sentence> wanted = sentences(job);
            return wanted.size() == SlateReason.values().length
                    ? slates(job, wanted.subList(0, 3)).fails("no memory for the fourth")
                    : obedient(job);
        });

        List<SlateReason> made = Stream.of(SlateReason.values())
                .filter(reason -> slates.find(reason).isPresent())
                .toList();
        assertThat(made)
                .hasSize(SlateReason.values().length - 1)
                .doesNotContain(Stream.of(SlateReason.values())
                        .filter(reason -> reason.rendition()
                                .equals(sentences(scripted.child(0).job).get(3).rendition()))
                        .findFirst()
                        .orElseThrow());
        assertThat(sentences(scripted.child(1).job)).hasSize(SlateReason.values().length - 4);
        assertThat(progress).containsExactly("1/7", "2/7", "3/7", "4/7", "5/7", "6/7", "7/7");
    }

    @Test
    void aSlateThatIsTooShortOrOfAnotherNameIsNotKept() {
        make((job, log) -> {
            ScriptedLauncher.Child child = (ScriptedLauncher.Child) scripted.launch(job, log);
            sentences(job).forEach(sentence -> child.opens(sentence.rendition()).makes(0));
            return child.ends();
        });
        make((job, log) -> {
            ScriptedLauncher.Child child = (ScriptedLauncher.Child) scripted.launch(job, log);
            child.opens("other");
            for (int i = 0; i < 5 * sentences(job).size(); i++) {
                child.makes(i);
            }
            return child.ends();
        });

        assertThat(SlateReason.values()).allMatch(reason -> slates.find(reason).isEmpty());
    }
}
