package dev.headwater.standalone.runtime;

import dev.headwater.api.imports.guide.GuideRuns;
import dev.headwater.core.guide.GuideProgress;
import dev.headwater.core.guide.GuideRefusedException;
import dev.headwater.core.guide.GuideSource;
import dev.headwater.core.guide.GuideSources;
import dev.headwater.standalone.demo.DemoGuide;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports every source again each day, and has documents made again that are of before. */
public final class GuideKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuideKeeper.class);
    private static final Duration EVERY = Duration.ofHours(24);
    /** A source that could not be had is asked again sooner. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private static final Duration LOOK = Duration.ofSeconds(2);

    private final GuideSources sources;
    private final GuideRuns runs;
    private final DemoGuide demo;
    private final Runnable refresh;
    private final InstantSource clock;
    private final Map<String, Instant> tried = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);

    /** @param refresh makes documents again that are of before */
    public GuideKeeper(GuideSources sources, GuideRuns runs, DemoGuide demo, Runnable refresh, InstantSource clock) {
        this.sources = sources;
        this.runs = runs;
        this.demo = demo;
        this.refresh = refresh;
        this.clock = clock;
    }

    public void start() {
        Thread.ofVirtual().name("guide-imports").start(() -> loop(this::importDue));
        Thread.ofVirtual().name("guide-documents").start(() -> loop(refresh));
    }

    private void loop(Runnable work) {
        try {
            do {
                try {
                    work.run();
                } catch (Throwable e) { // errors too: a loop that ended would keep nothing any more
                    LOG.error("the guide could not be kept, what was there stays", e);
                }
            } while (!stop.await(LOOK.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Imports what was not for a day, or never: a while after it was seen, since whoever adds one imports it. */
    void importDue() {
        Instant now = clock.instant();
        for (GuideSource source : sources.list()) {
            GuideSource.Last last = source.last();
            if (last == null && !source.isOwn()) {
                tried.putIfAbsent(source.name(), now);
            }
            Instant at = tried.getOrDefault(source.name(), Instant.MIN);
            boolean isDue = last == null || !last.at().plus(EVERY).isAfter(now);
            if (isDue && (at.equals(Instant.MIN) || !at.plus(AGAIN).isAfter(now))) {
                tried.put(source.name(), now);
                renew(source);
            }
        }
    }

    private void renew(GuideSource source) {
        try {
            if (source.isOwn()) {
                demo.renew(source);
            } else {
                runs.run(source, false, GuideProgress.NONE);
            }
        } catch (GuideRefusedException | IOException e) {
            LOG.warn("the guide {} was not imported, what was there stays: {}", source.name(), e.getMessage());
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
