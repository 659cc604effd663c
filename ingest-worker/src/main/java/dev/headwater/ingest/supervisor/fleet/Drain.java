package dev.headwater.ingest.supervisor.fleet;

import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.store.StoreException;
import dev.headwater.ingest.supervisor.channel.ChannelKeeper;
import dev.headwater.ingest.supervisor.channel.ChannelPlan;
import dev.headwater.ingest.supervisor.channel.IngestParts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back all that a worker makes, one channel after the other, each right behind a segment of it: whoever takes it
 * loses next to nothing of what was half made, and its viewers have a full buffer.
 */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    /** All in all; what is left then is given back at once. Services are killed after 30 s or more. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(100);
    /** So long another has to have a channel on air before the next is given back; then it may have its reasons. */
    private static final Duration TAKING = Duration.ofSeconds(4);

    private final IngestParts parts;
    private final ChannelKeeper keeper;
    private final Fleet fleet;
    private final Map<Integer, Long> seen = new HashMap<>();
    private final Map<Integer, Long> waiting = new HashMap<>();

    Drain(IngestParts parts, ChannelKeeper keeper, Fleet fleet) {
        this.parts = parts;
        this.keeper = keeper;
        this.fleet = fleet;
    }

    /** Returns when this worker makes nothing any more. */
    void run() {
        try {
            fleet.listen();
            fleet.drain(keeper.channels());
            handOverOneByOne();
        } catch (StoreException e) {
            LOG.warn("channels can not be handed over one by one: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // whatever it was, what is left is to be given back
            LOG.error("channels can not be handed over one by one", e);
        }
        keeper.handOverAll();
        end();
    }

    private void end() {
        try {
            fleet.end();
        } catch (StoreException e) {
            LOG.warn("the others can not be told that this worker ends: {}", e.getMessage());
        }
    }

    private void handOverOneByOne() throws InterruptedException {
        long end = now() + LONGEST.toNanos();
        while (!keeper.channels().isEmpty() && fleet.hasTakers() && now() < end) {
            keeper.renewWhenDue();
            for (ChannelPlan plan : keeper.plans()) {
                if (now() < end && isBehindASegment(plan)) {
                    keeper.handOver(plan.channel());
                    fleet.drain(keeper.channels());
                    awaitTaker(plan.channel(), Math.min(TAKING.toNanos(), (end - now()) / (left() + 1)));
                }
            }
            // Nothing tells when a segment is listed but the window itself.
            Thread.sleep(POLL);
            fleet.listen();
        }
    }

    /** Or so long without one that it does not matter. */
    private boolean isBehindASegment(ChannelPlan plan) {
        long since = waiting.computeIfAbsent(plan.channel(), first -> now());
        long next = nextSequence(plan.channel());
        Long before = seen.put(plan.channel(), next);
        return (before != null && next > before)
                || now() - since
                        > Duration.ofSeconds(plan.packaging().targetDuration() + 1L)
                                .toNanos();
    }

    private void awaitTaker(int channel, long longest) throws InterruptedException {
        long end = now() + longest;
        long next = nextSequence(channel);
        while (now() < end && nextSequence(channel) == next) {
            // Nothing but the window tells that another has gone on with it.
            Thread.sleep(POLL);
        }
    }

    private int left() {
        return keeper.channels().size();
    }

    private long nextSequence(int channel) {
        return parts.windows().find(channel).map(LiveWindow::nextSequence).orElse(0L);
    }

    private long now() {
        return parts.nanos().getAsLong();
    }
}
