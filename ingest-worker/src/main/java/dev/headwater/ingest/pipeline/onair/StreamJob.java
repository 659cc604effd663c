package dev.headwater.ingest.pipeline.onair;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.media.Track;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.av.Pacer;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.H264Encoders;
import dev.headwater.ingest.pipeline.encode.LadderPipeline;
import dev.headwater.ingest.pipeline.encode.OutputClock;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.encode.SoundLadder;
import dev.headwater.ingest.pipeline.encode.StillCamera;
import dev.headwater.ingest.pipeline.encode.TestCard;
import dev.headwater.ingest.pipeline.source.Devices;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;

/** Makes a channel, or a clip, of its sources. */
public final class StreamJob {
    private static final String ENCODED =
            "a source has had no key frame for 5 seconds: the channel is encoded anew, in one rendition";

    private final Job.Stream job;
    private final H264Encoders encoders;
    private final Report report;
    private final InstantSource clock;
    private final Feeds feeds;
    private final Warnings warnings;

    public StreamJob(Job.Stream job, H264Encoders encoders, Devices devices, Report report, InstantSource clock) {
        this.job = job;
        this.encoders = encoders;
        this.report = report;
        this.clock = clock;
        this.feeds = new Feeds(job, devices, System::nanoTime);
        this.warnings = new Warnings(report);
    }

    /** Until so much is made as is wanted, or nothing can be made. */
    public void run() {
        try {
            make();
        } catch (PipelineException e) {
            if (!feeds.areSoundAlone()) {
                throw e;
            }
            feeds.takeSoundAlone();
            report.state("there is nothing to see: it is made of sound alone");
            make();
        }
    }

    private void make() {
        Ladder ladder = job.ladder();
        if (ladder == null) {
            copy();
        } else if (feeds.takesSoundAlone()) {
            encodeSound(ladder);
        } else {
            encode(ladder);
        }
    }

    private void encodeSound(Ladder ladder) {
        try (SwitchedSound input = new SwitchedSound(sources(feeds::open), job.paced(), System::nanoTime, report);
                SoundLadder sound = SoundLadder.of(ladder.rungs(), input, report)) {
            while (job.maxMillis() == 0 || sound.millis() < job.maxMillis()) {
                sound.step();
                report.progress(sound.millis());
            }
            sound.finish();
        }
    }

    private void copy() {
        Switch<Feed> sources = sources(index -> {
            if (isTestCard(index)) {
                throw new PipelineException("a test card is not encoded yet: give the channel a ladder");
            }
            return feeds.open(index);
        });
        Optional<MediaFeed> uncut;
        try (StillCamera camera = new StillCamera(report, System::nanoTime);
                RemuxPipeline pipeline = new RemuxPipeline(sources, job.paced(), job.paced() ? camera : null, report)) {
            uncut = pipeline.run(job.maxMillis());
        }
        uncut.ifPresent(feed -> {
            feeds.ignoreKeyFrames();
            warnings.set(Warnings.Kind.ENCODED, ENCODED);
            encode(StandInLadder.of(feed.format()), sources);
        });
    }

    private void encode(Ladder ladder) {
        Switch<Feed> sources = sources(index -> isTestCard(index)
                ? new TestCardFeed(index, source(index).rest(), System.nanoTime())
                : feeds.open(index));
        feeds.ignoreKeyFrames();
        encode(ladder, sources);
    }

    private void encode(Ladder ladder, Switch<Feed> sources) {
        OutputClock output = job.paced() ? new OutputClock(ladder.frameRate(), System::nanoTime) : null;
        Offer offer = new Offer();
        try (StillCamera camera = new StillCamera(report, System::nanoTime);
                SwitchedInput input = new SwitchedInput(
                        sources,
                        ladder,
                        feed -> supply(feed, ladder, offer),
                        offer,
                        output,
                        System::nanoTime,
                        new ContentWatch(ladder.frameRate(), warnings),
                        report)) {
            long made = 0;
            boolean goesOn;
            do {
                input.begin();
                try (LadderPipeline pipeline = new LadderPipeline(
                        ladder, input, Pacer.unpaced(), 1, encoders, job.paced() ? camera : null, report)) {
                    made += pipeline.run(job.maxMillis(), made);
                    goesOn = pipeline.beginsAnew();
                }
            } while (goesOn);
        }
    }

    private Supply supply(Feed feed, Ladder ladder, Offer offer) {
        return switch (feed) {
            case MediaFeed media -> DecodedFeed.of(media, ladder, offer, job.burnIn(), warnings, report);
            case TestCardFeed card -> {
                warnings.unburnt(job.burnIn());
                offer.places(card.source(), List.of(new Track(Track.Kind.AUDIO, null, null, false)), List.of());
                yield new TestCardSupply(new TestCard(card.style(), ladder, clock.millis()));
            }
            default -> throw new IllegalArgumentException("no such feed");
        };
    }

    private <F extends Feed> Switch<F> sources(IntFunction<F> opener) {
        return new Switch<>(
                SwitchRules.of(job),
                job.sources(),
                opener,
                new Told(),
                System::nanoTime,
                new Random(clock.millis() ^ System.nanoTime()));
    }

    private Source source(int index) {
        return job.sources().get(index);
    }

    private boolean isTestCard(int index) {
        return source(index).kind() == Source.Kind.TESTCARD;
    }

    private final class Told implements Switch.Listener {
        @Override
        public void onAir(int source) {
            report.onAir(source);
        }

        @Override
        public void failed(int source, String text) {
            if (!feeds.areSoundAlone()) { // that is no failure: it is tried again as what it is
                report.sourceFailed(source, text);
            }
        }
    }
}
