package dev.headwater.ingest.supervisor.title;

import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.media.BandwidthMeter;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.supervisor.children.ChildCommand;
import dev.headwater.ingest.supervisor.children.ChildLauncher;
import dev.headwater.ingest.supervisor.children.ChildProcess;
import dev.headwater.ingest.supervisor.children.ClipFrames;
import dev.headwater.ingest.supervisor.children.ProcessLauncher;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the slates that are missing, or that are of another look than today's: a second each, once. */
public final class SlateMaker {
    /** Of wording and drawing: who changes either counts this up, and every slate is made anew. */
    static final int LOOK = 1;

    private static final Logger LOG = LoggerFactory.getLogger(SlateMaker.class);
    private static final int FRAME_RATE = 25;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int VIDEO_BITRATE = 400_000;
    private static final int AUDIO_BITRATE = 64_000;

    /** Told after each slate. */
    @FunctionalInterface
    public interface Progress {
        void at(int made, int all);
    }

    private final ChildLauncher launcher;
    private final Slates slates;
    private final ObjectStore objects;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * A maker that starts its children as processes.
     *
     * @param childCommand see {@link ChildCommand}
     * @param random strong: segment names are not to be guessed
     */
    public SlateMaker(
            List<String> childCommand,
            Slates slates,
            ObjectStore objects,
            InstantSource clock,
            RandomGenerator random) {
        this(new ProcessLauncher(childCommand), slates, objects, clock, random);
    }

    SlateMaker(
            ChildLauncher launcher, Slates slates, ObjectStore objects, InstantSource clock, RandomGenerator random) {
        this.launcher = launcher;
        this.slates = slates;
        this.objects = objects;
        this.clock = clock;
        this.random = random;
    }

    /** Whether there is anything to make. */
    public boolean areMissing() {
        return !missing().isEmpty();
    }

    /** Makes what is missing. A slate that can not be made is left as it was, and made at the next start. */
    public void makeMissing(Progress progress) {
        List<SlateReason> missing = missing();
        for (int i = 0; i < missing.size(); i++) {
            SlateReason reason = missing.get(i);
            try {
                make(reason);
            } catch (IOException | RuntimeException e) {
                LOG.warn("the slate \"{}\" can not be made: {}", text(reason), e.getMessage());
            }
            progress.at(i + 1, missing.size());
        }
    }

    private List<SlateReason> missing() {
        return Stream.of(SlateReason.values()).filter(this::isMissing).toList();
    }

    private boolean isMissing(SlateReason reason) {
        return slates.find(reason).filter(slate -> slate.look() == LOOK).isEmpty();
    }

    /** What a viewer reads. */
    static String text(SlateReason reason) {
        return switch (reason) {
            case EXPIRED -> "This line has expired";
            case BANNED -> "This line is blocked";
            case OFF_AIR -> "This channel is off air";
            case IN_USE -> "In use on another device";
            case LIMIT -> "All connections are in use";
            case NO_RIGHTS -> "Not available here or now";
            case PREPARING -> "This film is being prepared";
        };
    }

    private void make(SlateReason reason) throws IOException {
        Rung rung = new Rung(reason.rendition(), WIDTH, HEIGHT, VIDEO_BITRATE, AUDIO_BITRATE);
        Ladder ladder = new Ladder("slate", FRAME_RATE, List.of(rung));
        Job job = new Job.Slate(text(reason), ladder, Slate.LENGTH.toMillis());
        ChildProcess child = launcher.launch(job, line -> LOG.info("the slate's child: {}", line));
        try {
            List<Frame.Segment> made = new ArrayList<>();
            List<Rendition> opened = ClipFrames.read(child, Slate.LENGTH, made::add);
            if (opened.size() != 1) {
                throw new IOException("the child opened " + opened.size() + " renditions");
            }
            BandwidthMeter meter = new BandwidthMeter(made.size());
            made.forEach(segment ->
                    meter.add(segment.millis(), Map.of(reason.rendition(), (long) segment.bytes().length)));
            List<Segment> stored = store(reason, made);
            slates.save(new Slate(reason, LOOK, meter.measure(opened).getFirst(), stored));
        } finally {
            child.kill();
        }
    }

    private List<Segment> store(SlateReason reason, List<Frame.Segment> made) {
        Instant now = clock.instant();
        Instant start = now;
        List<Segment> stored = new ArrayList<>();
        for (Frame.Segment segment : made) {
            SegmentName name = SegmentName.of(now, 0, stored.size(), random.nextLong());
            objects.put(
                    SegmentKeys.segment(Slate.STREAM, reason.rendition(), name), segment.bytes(), ObjectMeta.segment());
            stored.add(new Segment(name.toString(), segment.millis(), start, false));
            start = start.plusMillis(segment.millis());
        }
        return stored;
    }
}
