package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.StoreException;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.supervisor.channel.SegmentQueue.Pending;
import dev.headwater.ingest.supervisor.children.ChildProcess;
import dev.headwater.ingest.supervisor.children.RecentlySaid;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one channel on air under one fence: a child that is started again whenever it ends, a queue, a publisher. Two
 * threads: one reads the child and waits for nothing else, one publishes.
 */
public final class ChannelSupervisor implements ChildRun.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelSupervisor.class);
    private static final Duration STORE_PAUSE = Duration.ofMillis(500);
    /** A channel whose last segment is older has failed, whatever its source did before. */
    private static final Duration SILENT = Duration.ofSeconds(20);

    private static final Duration JOIN = Duration.ofSeconds(3);

    /** How a run ended, and whether it was of any use. */
    private record Ending(String reason, boolean madeSegment, boolean cameToAStop) {}

    private volatile ChannelPlan plan;
    private final long fence;
    private final IngestParts parts;
    private final WindowWriter window;
    private final SegmentQueue queue;
    private final KeyRotation keys;
    private final StillKeeper stills;
    private final SegmentUploader uploader;
    private final Publisher publisher;
    private final RestartPolicy restarts;
    private final RecentlySaid said;
    private final SourceStatus sources;
    private final AvoidedSource avoided = new AvoidedSource();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread runner;
    private final Thread publishing;
    /** Says in the window how the channel is doing: where its table hangs, the child is read all the same. */
    private final ExecutorService telling =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    private volatile @Nullable ChildRun run;
    private Timeline timeline = new Timeline(Instant.MIN);
    private boolean discontinuity;
    private volatile long lastSegment;

    ChannelSupervisor(ChannelPlan plan, long fence, IngestParts parts) {
        this.plan = plan;
        this.fence = fence;
        this.parts = parts;
        IngestConfig config = parts.config();
        this.window = new WindowWriter(parts.windows(), plan.channel(), plan.packaging(), fence, parts.clock());
        this.queue = new SegmentQueue(config.queueSegments(), parts.queueBudget());
        this.keys = new KeyRotation(parts.keys(), plan.channel(), fence, config.keyLife(), parts.nanos());
        this.stills = new StillKeeper(parts.objects(), plan.channel(), () -> this.plan.encrypted());
        this.uploader = new SegmentUploader(parts.objects(), plan.channel(), parts.nanos());
        this.publisher = new Publisher(
                plan, fence, queue, keys, uploader, window, parts.archiving(), parts.random(), parts.nanos());
        this.restarts = new RestartPolicy(config.maxBackoff(), config.stableAfter(), parts.random());
        this.sources = new SourceStatus(plan.sources(), parts.clock());
        this.said = new RecentlySaid(parts.nanos());
        this.lastSegment = parts.nanos().getAsLong();
        this.runner = thread("channel-", this::runChildren);
        this.publishing = thread("publish-", this::publish);
    }

    private Thread thread(String name, Runnable body) {
        return Thread.ofPlatform()
                .daemon()
                .name(name + plan.channel())
                .uncaughtExceptionHandler((thread, e) -> LOG.error("{} died", thread.getName(), e))
                .unstarted(body);
    }

    ChannelPlan plan() {
        return plan;
    }

    /** Goes on by a plan that differs in nothing for which it would have to begin anew. */
    void adopt(ChannelPlan next) {
        plan = next;
        publisher.encrypt(next.encrypted());
    }

    long fence() {
        return fence;
    }

    /** Whether it has given up: another worker has the channel. */
    boolean isOver() {
        return window.isFencedOut();
    }

    /** Whether one of its threads, once started, has ended: by a fault, where nobody stopped it. */
    boolean isDead() {
        return !runner.isAlive() || publishing.getState() == Thread.State.TERMINATED;
    }

    /** Segments left out so far because the store was too slow. */
    long gaps() {
        return publisher.gaps();
    }

    void start() {
        runner.start();
    }

    /** Kills a child that stands still. */
    void check() {
        ChildRun current = run;
        if (isOver()) {
            end();
        } else if (current != null) {
            current.check();
        }
    }

    /** Stops for good; the window stays as it is. */
    public void stop() {
        end();
        try {
            join(runner);
            join(publishing);
            telling.awaitTermination(JOIN.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.close(); // a publisher that hangs in the store shall not hold what others may queue
        }
    }

    private static void join(Thread thread) throws InterruptedException {
        if (thread.getState() != Thread.State.NEW) {
            thread.join(JOIN);
        }
    }

    /** Shows the stopped channel as switched off. */
    void showOff() {
        window.off();
    }

    /** Forgets the stopped channel. */
    void forget() {
        window.delete();
    }

    /** Kills its child, and begins nothing more; waits for nothing. */
    void end() {
        stopping.countDown();
        ChildRun current = run;
        if (current != null) {
            current.kill();
        }
        publishing.interrupt();
        telling.shutdownNow();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0 || isOver();
    }

    private void runChildren() {
        try {
            Optional<LiveWindow> taken = takeOver();
            if (taken.isEmpty()) {
                return;
            }
            timeline = new Timeline(taken.get().end().orElse(Instant.MIN));
            publishing.start();
            Duration delay = Duration.ZERO;
            while (!stopsWithin(delay)) {
                delay = runOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<LiveWindow> takeOver() throws InterruptedException {
        Duration delay = Duration.ZERO;
        while (!stopsWithin(delay)) {
            try {
                return window.takeOver();
            } catch (StoreException e) {
                LOG.warn("channel {}: the live window can not be taken over: {}", plan.channel(), e.getMessage());
                delay = STORE_PAUSE;
            }
        }
        return Optional.empty();
    }

    private Duration runOnce() {
        long started = parts.nanos().getAsLong();
        Ending ending = run(started);
        Duration lasted = Duration.ofNanos(parts.nanos().getAsLong() - started);
        Duration delay = restarts.afterRun(lasted, ending.madeSegment());
        boolean wasStable = lasted.compareTo(parts.config().stableAfter()) >= 0;
        avoided.ended(sources.shown(), ending.cameToAStop(), wasStable);
        if (!isStopping()) {
            if (said.isNews(ending.reason())) {
                LOG.warn("channel {}: {}; again in {} ms", plan.channel(), ending.reason(), delay.toMillis());
            }
            reportFailure(ending.reason());
            if (avoided.place() != Job.Stream.NONE && plan.sources().size() > 1) {
                String error = sources.failed(avoided.place(), ending.reason() + ": " + AvoidedSource.LEFT_ALONE);
                if (said.isNews(error)) {
                    LOG.warn("channel {}: {}", plan.channel(), error);
                }
            }
        }
        return delay;
    }

    private Ending run(long started) {
        try {
            return follow(parts.launcher().launch(plan.job(avoided.place()), this::logLine), started);
        } catch (IOException e) {
            return new Ending("the child process can not be started: " + e.getMessage(), false, false);
        } catch (Throwable e) { // errors too: a machine short of memory or threads may have them again in a second
            if (said.isNews(e.toString())) {
                LOG.error("channel {}: its child can not be followed", plan.channel(), e);
            }
            return new Ending("a fault in the supervisor, see its log: " + e, false, false);
        }
    }

    private void logLine(String line) {
        if (said.isNews(line)) {
            LOG.info("channel {}: child: {}", plan.channel(), line);
        }
    }

    private Ending follow(ChildProcess child, long started) {
        try {
            sources.started();
            int targetDuration = plan.packaging().targetDuration();
            Watchdog watchdog = new Watchdog(parts.config(), plan.listens(), plan.patience(), started);
            ChildRun current = new ChildRun(plan.channel(), targetDuration, child, watchdog, parts.nanos(), this);
            run = current;
            if (isStopping()) {
                current.kill(); // stop() came before there was anything to kill
            }
            current.read();
            return new Ending(current.reason(), current.madeSegment(), current.cameToAStop());
        } finally {
            run = null;
            child.kill();
        }
    }

    private void reportFailure(String reason) {
        sources.ended(reason);
        if (restarts.hasFailed() || isSilent()) {
            showFailure(reason);
        }
    }

    private boolean isSilent() {
        return parts.nanos().getAsLong() - lastSegment > SILENT.toNanos();
    }

    private void showFailure(String reason) {
        long then = lastSegment;
        window.ingest(sources.now());
        tell("its failure can not be shown", () -> {
            if (lastSegment == then) {
                window.inState(ChannelState.FAILED, reason);
            }
        });
    }

    private void tell(String orElse, Runnable what) {
        try {
            telling.execute(() -> {
                try {
                    what.run();
                } catch (RuntimeException e) {
                    LOG.warn("channel {}: {}: {}", plan.channel(), orElse, e.getMessage());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("channel {} is being stopped", plan.channel());
        }
    }

    /** Waits, but no longer than until the supervisor is stopped, and says whether it is. */
    private boolean stopsWithin(Duration delay) throws InterruptedException {
        return stopping.await(delay.toNanos(), TimeUnit.NANOSECONDS) || isOver();
    }

    @Override
    public void opened(List<Rendition> renditions) {
        timeline.begin(parts.clock().instant());
        discontinuity = true;
        tell("its renditions can not be shown yet", () -> window.declare(renditions));
    }

    @Override
    public void segment(SegmentSet set, List<Rendition> renditions) {
        Instant now = parts.clock().instant();
        lastSegment = parts.nanos().getAsLong();
        window.ingest(sources.now());
        if (timeline.isLost(set.millis(), now)) {
            timeline.begin(now.minusMillis(set.millis()));
            discontinuity = true;
        }
        Pending pending = new Pending(
                set,
                renditions,
                timeline.place(set.millis()),
                discontinuity,
                parts.nanos().getAsLong());
        if (queue.offer(pending)) {
            discontinuity = false;
        } else {
            discontinuity = true;
            LOG.warn("channel {}: a segment was dropped, too many wait for the store", plan.channel());
        }
    }

    @Override
    public void onAir(int source) {
        sources.onAir(source);
        LOG.info("channel {}: on air: {}", plan.channel(), sources.name(source));
    }

    @Override
    public void sourceFailed(int source, String text) {
        String error = sources.failed(source, text);
        if (said.isNews(error)) {
            LOG.warn("channel {}: {}", plan.channel(), error);
        }
        if (plan.listens() && isSilent()) { // its child waits, and does not end
            showFailure(error);
        }
    }

    @Override
    public void warned(String text) {
        sources.warned(text);
        if (!text.isEmpty() && said.isNews(text)) {
            LOG.warn("channel {}: {}", plan.channel(), text);
        }
    }

    @Override
    public void still(byte[] jpeg) {
        stills.store(jpeg);
    }

    @Override
    public void heard(long bitRate, boolean late) {
        sources.heard(bitRate, late);
        if (late && said.isNews(SourceStatus.LATE)) {
            LOG.warn("channel {}: {}", plan.channel(), SourceStatus.LATE);
        }
    }

    private void publish() {
        try (queue;
                keys;
                uploader) {
            publisher.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
