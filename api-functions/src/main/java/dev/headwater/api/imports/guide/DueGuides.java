package dev.headwater.api.imports.guide;

import dev.headwater.core.guide.GuideProgress;
import dev.headwater.core.guide.GuideRefusedException;
import dev.headwater.core.guide.GuideSource;
import dev.headwater.core.guide.GuideSources;
import dev.headwater.core.store.Leases;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports sources of the guide that were not for a day. A lease on each is kept, not given back: it keeps others from the same
 * source, and one that can not be had from being asked again before an hour is over.
 */
public final class DueGuides {
    private static final Logger LOG = LoggerFactory.getLogger(DueGuides.class);
    private static final Duration EVERY = Duration.ofHours(24);
    private static final Duration AGAIN = Duration.ofHours(1);

    private final GuideSources sources;
    private final GuideRuns runs;
    private final Leases leases;
    private final String holder;
    private final InstantSource clock;

    public DueGuides(GuideSources sources, GuideRuns runs, Leases leases, String holder, InstantSource clock) {
        this.sources = sources;
        this.runs = runs;
        this.leases = leases;
        this.holder = holder;
        this.clock = clock;
    }

    /** @param until when no other is begun any more */
    public void importAll(Instant until) {
        for (GuideSource source : sources.list()) {
            Instant now = clock.instant();
            GuideSource.Last last = source.last();
            boolean isDue = last == null || !last.at().plus(EVERY).isAfter(now);
            if (isDue && source.isWeb() && now.isBefore(until) && isFree(source)) {
                renew(source);
            }
        }
    }

    /** Whose lease it is makes no difference: it was tried. */
    private boolean isFree(GuideSource source) {
        String name = "guide-import/" + source.name();
        return leases.find(name).isEmpty()
                && leases.acquire(name, holder, AGAIN).isPresent();
    }

    private void renew(GuideSource source) {
        try {
            runs.run(source, false, GuideProgress.NONE);
        } catch (GuideRefusedException | IOException e) {
            LOG.warn("the guide {} was not imported, what was there stays: {}", source.name(), e.getMessage());
        }
    }
}
