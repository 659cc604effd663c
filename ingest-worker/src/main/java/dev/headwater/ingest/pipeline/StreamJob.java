package dev.headwater.ingest.pipeline;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.IntFunction;

/** Makes a channel, or a clip, of its sources. */
final class StreamJob {
    private final Job.Stream job;
    private final H264Encoders encoders;
    private final Report report;
    private final InstantSource clock;
    private final Feeds feeds;

    StreamJob(Job.Stream job, H264Encoders encoders, Report report, InstantSource clock) {
        this.job = job;
        this.encoders = encoders;
        this.report = report;
        this.clock = clock;
        this.feeds = new Feeds(job, System::nanoTime);
    }

    /** Until so much is made as is wanted, or nothing can be made. */
    void run() {
        Ladder ladder = job.ladder();
        if (ladder == null) {
            copy();
        } else {
            encode(ladder);
        }
    }

    private void copy() {
        Switch<MediaFeed> sources = sources(index -> {
            if (isTestCard(index)) {
                throw new PipelineException("a test card is not encoded yet: give the channel a ladder");
            }
            return feeds.open(index);
        });
        try (RemuxPipeline pipeline = new RemuxPipeline(sources, report)) {
            pipeline.run(job.maxMillis());
        }
    }

    private void encode(Ladder ladder) {
        Switch<Feed> sources = sources(index -> isTestCard(index)
                ? new TestCardFeed(index, source(index).rest(), System.nanoTime())
                : feeds.open(index));
        OutputClock output = job.paced() ? new OutputClock(ladder.frameRate(), System::nanoTime) : null;
        SwitchedInput input =
                new SwitchedInput(sources, ladder, feed -> supply(feed, ladder), output, System::nanoTime, report);
        try (LadderPipeline pipeline = new LadderPipeline(ladder, input, Pacer.unpaced(), 1, encoders, report)) {
            pipeline.run(job.maxMillis());
        }
    }

    private Supply supply(Feed feed, Ladder ladder) {
        return switch (feed) {
            case MediaFeed media -> new DecodedFeed(media, ladder);
            case TestCardFeed card -> new TestCardSupply(new TestCard(card.style(), ladder, clock.millis()));
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
            report.sourceFailed(source, text);
        }
    }
}
