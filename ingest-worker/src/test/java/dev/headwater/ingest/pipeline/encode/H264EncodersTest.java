package dev.headwater.ingest.pipeline.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.FrameReader;
import dev.headwater.ingest.frames.FrameWriter;
import dev.headwater.ingest.pipeline.FrameReport;
import dev.headwater.ingest.pipeline.RealChild;
import dev.headwater.ingest.pipeline.StrictDecoding;
import dev.headwater.ingest.pipeline.Transport;
import dev.headwater.ingest.pipeline.av.Pacer;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** Gives up at a picture, once the trial of six is over or before. */
    private static final class FailsAt extends Named {
        private final int at;
        private int pictures;

        FailsAt(int at, VideoEncoder encoder) {
            super(encoder.name(), encoder);
            this.at = at;
        }

        @Override
        public void encode(AVFrame frame, PacketSink sink) {
            if (pictures++ == at) {
                throw new PipelineException("the driver hung");
            }
            super.encode(frame, sink);
        }
    }
}
