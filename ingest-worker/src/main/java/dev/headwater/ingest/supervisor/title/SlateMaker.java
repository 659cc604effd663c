package dev.headwater.ingest.supervisor.title;

import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentForm;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.Slate;
import dev.headwater.core.hls.SlateForm;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.media.BandwidthMeter;
import dev.headwater.core.media.Container;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the slates that are missing, or that are of another look than today's: a second each, once. */
public final class SlateMaker {
    /** Of wording and drawing: who changes either counts this up, and every slate is made anew. */
    static final int LOOK = 1;

    private static final Logger LOG = LoggerFactory.getLogger(SlateMaker.class);
    private static final Ladder LADDER = new Ladder("slate", 25, List.of(new Rung("slate", 640, 360, 400_000, 64_000)));

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

    /**
     * Makes what is missing, all by one child: what a child costs is mostly its start. A slate that can not be made is left as
     * it was, and made at the next start.
     */
    public void makeMissing(Progress progress) {
        Deque<SlateReason> missing = new ArrayDeque<>(missing());
        int all = missing.size();
        while (!missing.isEmpty()) {
            try {
                make(missing, left -> progress.at(all - left, all));
            } catch (IOException | RuntimeException e) {
                SlateReason failed = missing.poll();
                if (failed == null) {
                    LOG.warn("what made the slates did not end well: {}", e.getMessage());
                } else {
                    LOG.warn("the slate \"{}\" can not be made: {}", text(failed), e.getMessage());
                    progress.at(all - missing.size(), all);
                }
            }
        }
    }

    private List<SlateReason> missing() {
        return Stream.of(SlateReason.values()).filter(this::isMissing).toList();
    }

    private boolean isMissing(SlateReason reason) {
        return Stream.of(SlateForm.values())
                .anyMatch(form -> slates.find(reason, form)
                        .filter(slate -> slate.look() == LOOK)
                        .isEmpty());
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

    /** Takes from the front what is made. */
    private void make(Deque<SlateReason> missing, IntConsumer left) throws IOException {
        List<SlateReason> reasons = List.copyOf(missing);
        Job job = new Job.Slates(
                reasons.stream()
                        .map(reason -> new Job.Slates.Sentence(reason.rendition(), text(reason)))
                        .toList(),
                LADDER,
                Slate.LENGTH.toMillis());
        ChildProcess child = launcher.launch(job, line -> LOG.info("the slates' child: {}", line));
        try {
            ClipFrames.read(child, Slate.LENGTH.multipliedBy(reasons.size()), new Made(missing, left));
            if (!missing.isEmpty()) {
                throw new IOException("the child made something else");
            }
        } finally {
            child.kill();
        }
    }

    /** What the child has made of the slate at the front. */
    private final class Made implements ClipFrames.Sink {
        private final Deque<SlateReason> missing;
        private final IntConsumer left;
        private final Map<String, List<Frame.Segment>> segments = new HashMap<>();
        private List<Rendition> opened = List.of();

        Made(Deque<SlateReason> missing, IntConsumer left) {
            this.missing = missing;
            this.left = left;
        }

        @Override
        public void opened(List<Rendition> renditions) throws IOException {
            if (!segments.isEmpty()) {
                throw new IOException("the child made less than all of it");
            }
            opened = renditions;
        }

        @Override
        public void segment(Frame.Segment segment) throws IOException {
            segments.computeIfAbsent(segment.rendition(), first -> new ArrayList<>())
                    .add(segment);
            List<String> names = names(missing.element());
            if (names.stream().allMatch(this::isWhole)) {
                save(missing.element(), names);
            }
        }

        private boolean isWhole(String rendition) {
            return made(rendition).stream().mapToLong(Frame.Segment::millis).sum() >= Slate.LENGTH.toMillis();
        }

        private List<String> names(SlateReason reason) {
            return Stream.of(SlateForm.values())
                    .map(form -> form.rendition(reason))
                    .toList();
        }

        private void save(SlateReason reason, List<String> names) throws IOException {
            if (!opened.stream().map(Rendition::name).toList().equals(names)) {
                throw new IOException("the child opened other renditions: " + opened);
            }
            for (SlateForm form : SlateForm.values()) {
                save(reason, form, opened.get(names.indexOf(form.rendition(reason))));
            }
            segments.clear();
            missing.remove();
            left.accept(missing.size());
        }

        private List<Frame.Segment> made(String rendition) {
            return segments.getOrDefault(rendition, List.of());
        }

        private void save(SlateReason reason, SlateForm form, Rendition declared) {
            String name = declared.name();
            List<Frame.Segment> own = made(name);
            BandwidthMeter meter = new BandwidthMeter(own.size());
            own.forEach(segment -> meter.add(segment.millis(), Map.of(name, (long) segment.bytes().length)));
            Rendition measured = meter.measure(List.of(declared)).getFirst();
            slates.save(new Slate(reason, LOOK, measured, store(name, form, own)));
        }
    }

    private List<Segment> store(String rendition, SlateForm form, List<Frame.Segment> made) {
        Instant now = clock.instant();
        Instant start = now;
        String head = null;
        List<Segment> stored = new ArrayList<>();
        for (Frame.Segment segment : made) {
            SegmentName name = SegmentName.of(now, 0, stored.size(), random.nextLong());
            if (form.container() == Container.FMP4 && head == null) {
                head = name.toString();
                put(rendition, name, SegmentForm.HEAD, segment.head());
            }
            put(rendition, name, SegmentForm.of(rendition, form.container()), segment.bytes());
            stored.add(new Segment(name.toString(), segment.millis(), start, false, null, head));
            start = start.plusMillis(segment.millis());
        }
        return stored;
    }

    private void put(String rendition, SegmentName name, SegmentForm form, byte[] bytes) {
        objects.put(SegmentKeys.segment(Slate.STREAM, rendition, name, form), bytes, form.meta());
    }
}
