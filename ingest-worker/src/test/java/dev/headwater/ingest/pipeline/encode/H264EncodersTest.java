package dev.headwater.ingest.pipeline.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.FrameReader;
import dev.headwater.ingest.frames.FrameWriter;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.FrameReport;
import dev.headwater.ingest.pipeline.RealChild;
import dev.headwater.ingest.pipeline.StrictDecoding;
import dev.headwater.ingest.pipeline.Transport;
import dev.headwater.ingest.pipeline.av.Pacer;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.onair.StreamJob;
import dev.headwater.ingest.pipeline.source.Devices;
import dev.headwater.ingest.supervisor.channel.SegmentAssembler;
import dev.headwater.ingest.supervisor.channel.SegmentSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** There is no hardware here: software stands for it, under its name and with its faults. */
class H264EncodersTest {
    private static final Rung RUNG = Ladder.TINY.rungs().getFirst();

    @TempDir
    private Path folder;

    @Test
    void theFirstThatIsThereAndDoesAsItIsToldIsChosen() {
        Machine machine = new Machine("absent", "disobedient", "broken", "good", "better");
        machine.has("disobedient", encoder -> new Disobedient(encoder));
        machine.has("broken", encoder -> new FailsAt(2, encoder));
        machine.has("good", encoder -> encoder);
        machine.has("better", encoder -> encoder);
        H264Encoders encoders = new H264Encoders(machine);

        try (VideoEncoder first = encoders.open(RUNG, 25, 1);
                VideoEncoder second = encoders.open(RUNG, 25, 1)) {
            assertThat(first.name()).isEqualTo("good");
            assertThat(second.name()).isEqualTo("good");
        }
        assertThat(machine.asked)
                .as("each tried once, the chosen one then opened for each rung")
                .containsExactly("absent", "disobedient", "broken", "good", "good", "good");
    }

    @Test
    void withoutHardwareItIsSoftwareAndHardwareIsLookedForOnce() {
        Machine machine = new Machine("absent");
        H264Encoders encoders = new H264Encoders(machine);
        for (int i = 0; i < 2; i++) {
            try (VideoEncoder encoder = encoders.open(RUNG, 25, 1)) {
                assertThat(Encoders.isSoftware(encoder.name())).isTrue();
            }
        }
        assertThat(machine.asked).containsExactly("absent");
    }

    @Test
    void aCardThatGivesNoMoreLeavesTheRestToSoftware() {
        Machine machine = new Machine("card");
        machine.has("card", encoder -> machine.asked.size() > 2 ? null : encoder);
        H264Encoders encoders = new H264Encoders(machine);
        try (VideoEncoder first = encoders.open(RUNG, 25, 1);
                VideoEncoder second = encoders.open(RUNG, 25, 1)) {
            assertThat(first.name()).isEqualTo("card");
            assertThat(Encoders.isSoftware(second.name())).isTrue();
        }
    }

    @Test
    void whatFailsAtWorkIsReplacedAndNobodyMissesAPicture() throws IOException {
        Machine machine = new Machine("card");
        machine.has("card", encoder -> new FailsAt(60, encoder));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameReport report = new FrameReport(new FrameWriter(out));
        try (TestCard card = new TestCard("", Ladder.TINY, 0);
                LadderPipeline pipeline =
                        new LadderPipeline(Ladder.TINY, card, Pacer.unpaced(), 1, new H264Encoders(machine), report)) {
            pipeline.run(8000);
        }

        List<Frame> frames = frames(out.toByteArray());
        assertThat(frames)
                .filteredOn(Frame.State.class::isInstance)
                .extracting(f -> ((Frame.State) f).text())
                .containsExactly(
                        "encoding to tiny with card", "card failed (the driver hung): 360p is encoded in software");
        List<Frame.Segment> segments = frames.stream()
                .filter(Frame.Segment.class::isInstance)
                .map(Frame.Segment.class::cast)
                .toList();
        assertThat(segments).extracting(Frame.Segment::millis).containsExactly(2000, 2000, 2000, 2000);
        assertThat(segments)
                .allSatisfy(segment ->
                        assertThat(new Transport(segment.bytes()).beginning()).isEqualTo("PAT PMT key frame"));
        Path file = Files.write(folder.resolve("all.ts"), RealChild.concatenated(segments));
        assertThat(StrictDecoding.decode(file).pictures()).isEqualTo(200);
    }

    /** A head names the parameter sets of what is read with it: those of software need another. */
    @ParameterizedTest
    @CsvSource({
        "0, 60, '2000, 440, 2000, 2000, 1560'",
        "1, 60, '2000, 440, 2000, 2000, 1560'",
        "0, 48, '2000, 2000, 1560'"
    })
    void ofFragmentsWhatFollowsBeginsAnew(int failing, int kept, String lengths) throws IOException {
        Machine machine = new Machine("card");
        machine.has("card", encoder -> {
            int rung = machine.asked.size() - 2; // the first is for trial
            return rung < 0 ? encoder : rung == failing ? new FailsAt(60, kept, encoder) : new FailsInTheEnd(encoder);
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameReport report = new FrameReport(new FrameWriter(out));
        report.in(Container.FMP4);
        Ladder ladder = new Ladder("two", 25, List.of(RUNG, new Rung("180p", 320, 180, 200_000, RUNG.audioBitrate())));
        Job.Stream job = (Job.Stream) Job.clip(new Source("testcard:"), ladder, 8_000);
        new StreamJob(
                        job.in(Container.FMP4),
                        new H264Encoders(machine),
                        Devices.of(new String[0]),
                        report,
                        InstantSource.system())
                .run();

        List<List<SegmentSet>> streams = sets(frames(out.toByteArray()));
        assertThat(streams).hasSize(2);
        assertThat(streams.stream().flatMap(List::stream))
                .extracting(SegmentSet::millis)
                .containsExactly(
                        Stream.of(lengths.split(", ", -1)).map(Integer::valueOf).toArray(Integer[]::new));
        for (Rung rung : ladder.rungs()) {
            assertThat(pictures(streams.getLast(), rung.name())).isEqualTo(139);
        }
        if (!streams.getFirst().isEmpty()) {
            String other = ladder.rungs().get(1 - failing).name();
            assertThat(pictures(streams.getFirst(), other)).isEqualTo(61);
        }
    }

    /** What a supervisor would list, of each opening. */
    private static List<List<SegmentSet>> sets(List<Frame> frames) throws IOException {
        List<List<SegmentSet>> streams = new ArrayList<>();
        SegmentAssembler assembler = new SegmentAssembler(List.of(), 2);
        for (Frame frame : frames) {
            if (frame instanceof Frame.Opened opened) {
                assembler = new SegmentAssembler(opened.renditions(), 2);
                streams.add(new ArrayList<>());
            } else if (frame instanceof Frame.Segment segment) {
                assembler.add(segment).ifPresent(streams.getLast()::add);
            }
        }
        return streams;
    }

    private int pictures(List<SegmentSet> stream, String rendition) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(stream.getFirst().heads().get(rendition));
        stream.forEach(set -> all.writeBytes(set.bytes().get(rendition)));
        return StrictDecoding.decode(Files.write(folder.resolve("all.mp4"), all.toByteArray()))
                .pictures();
    }

    /** What comes next would be due before what was there last. */
    @Test
    void whatTakesThePlaceOfAnotherReordersNothing() {
        try (VideoEncoder encoder = new H264Encoders(new Machine("card")).openInstead(RUNG, 25, 1)) {
            assertThat(encoder.parameters().video_delay()).isZero();
        }
    }

    @Test
    void theTrialIsPassedByWhatDoesAsItIsToldAlone() {
        try (VideoEncoder good = Encoders.h264(RUNG, 25, 1);
                VideoEncoder disobedient = new Disobedient(Encoders.h264(RUNG, 25, 1));
                VideoEncoder broken = new FailsAt(2, Encoders.h264(RUNG, 25, 1))) {
            assertThat(EncoderTrial.passes(good, RUNG)).isTrue();
            assertThat(EncoderTrial.passes(disobedient, RUNG)).isFalse();
            assertThat(EncoderTrial.passes(broken, RUNG)).isFalse();
        }
    }

    @Test
    void softwareIsTheDefaultOfAChild() {
        try (VideoEncoder encoder = H264Encoders.of(new String[0]).open(RUNG, 25, 1)) {
            assertThat(Encoders.isSoftware(encoder.name())).isTrue();
        }
    }

    private static List<Frame> frames(byte[] bytes) throws IOException {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes));
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            frames.add(frame.get());
        }
        return frames;
    }

    private static final class Machine implements H264Encoders.Opener {
        private final List<String> names;
        private final Map<String, UnaryOperator<@Nullable VideoEncoder>> cards = new HashMap<>();
        private final List<String> asked = new ArrayList<>();

        Machine(String... names) {
            this.names = List.of(names);
        }

        void has(String name, UnaryOperator<@Nullable VideoEncoder> card) {
            cards.put(name, card);
        }

        @Override
        public List<String> names() {
            return names;
        }

        @Override
        public @Nullable VideoEncoder open(String name, Rung rung, int frameRate, int threads) {
            asked.add(name);
            UnaryOperator<@Nullable VideoEncoder> card = cards.get(name);
            return card == null ? null : card.apply(new Named(name, Encoders.h264(rung, frameRate, threads)));
        }
    }

    private static class Named implements VideoEncoder {
        private final String name;
        private final VideoEncoder encoder;

        Named(String name, VideoEncoder encoder) {
            this.name = name;
            this.encoder = encoder;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public AVCodecParameters parameters() {
            return encoder.parameters();
        }

        @Override
        public AVRational timeBase() {
            return encoder.timeBase();
        }

        @Override
        public void encode(AVFrame frame, PacketSink sink) {
            encoder.encode(frame, sink);
        }

        @Override
        public void finish(PacketSink sink) {
            encoder.finish(sink);
        }

        @Override
        public void close() {
            encoder.close();
        }
    }

    /** Makes key frames where it likes. */
    private static final class Disobedient extends Named {
        private int pictures;

        Disobedient(VideoEncoder encoder) {
            super(encoder.name(), encoder);
        }

        @Override
        public void encode(AVFrame frame, PacketSink sink) {
            frame.pict_type(pictures++ % 2 == 0 ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
            super.encode(frame, sink);
        }
    }

    /** Holds nothing, and does not get so far as to say so. */
    private static final class FailsInTheEnd extends Named {
        FailsInTheEnd(VideoEncoder encoder) {
            super(encoder.name(), encoder);
        }

        @Override
        public void finish(PacketSink sink) {
            throw new PipelineException("the card is gone");
        }
    }

    /** Gives up at a picture, once the trial of six is over or before; what it took last is never seen again. */
    private static final class FailsAt extends Named {
        private final int at;
        private final int kept;
        private int pictures;

        FailsAt(int at, VideoEncoder encoder) {
            this(at, at, encoder);
        }

        FailsAt(int at, int kept, VideoEncoder encoder) {
            super(encoder.name(), encoder);
            this.at = at;
            this.kept = kept;
        }

        @Override
        public void encode(AVFrame frame, PacketSink sink) {
            int picture = pictures++;
            if (picture == at) {
                throw new PipelineException("the driver hung");
            }
            if (picture < kept) {
                super.encode(frame, sink);
            }
        }
    }
}
