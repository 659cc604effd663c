package dev.headwater.ingest.supervisor.title;

import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.TitlePlan;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.supervisor.channel.SegmentUploader;
import dev.headwater.ingest.supervisor.children.ChildProcess;
import dev.headwater.ingest.supervisor.children.HeardFrames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One title at work, a child for each {@linkplain TitleTask task}: first the plan, then everything that can be made beside
 * each other, then what joins it. What lies done in its folder is not done again.
 */
final class TitleWork {
    private static final Logger LOG = LoggerFactory.getLogger(TitleWork.class);
    private static final int TARGET_DURATION = Packaging.LADDER.targetDuration();

    /** How often a child may be lost over the same task. */
    private static final int ATTEMPTS = 3;

    private final VodConfig config;
    private final int content;
    private final long fence;
    private final Source source;
    private final Path folder;
    private final @Nullable ContentKey key;
    private final TitleChildren children;
    private final SegmentUploader uploader;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final TitleProgress progress;
    private final List<SegmentName> names = new ArrayList<>();

    TitleWork(
            VodConfig config,
            int content,
            long fence,
            Source source,
            Path folder,
            @Nullable ContentKey key,
            TitleChildren children,
            SegmentUploader uploader,
            LongSupplier nanos,
            RandomGenerator random,
            TitleProgress progress) {
        this.config = config;
        this.content = content;
        this.fence = fence;
        this.source = source;
        this.folder = folder;
        this.key = key;
        this.children = children;
        this.uploader = uploader;
        this.nanos = nanos;
        this.random = random;
        this.progress = progress;
    }

    /** Something one child does. */
    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws IOException, TitleFailure, InterruptedException;
    }

    /** All segments are stored afterwards, and the MP4 lies in the folder. */
    TitleRun make() throws IOException, TitleFailure, InterruptedException {
        TitleRun first = again(() -> run(TitleTask.BEGIN, config.threads(), 0, progress::made));
        if (first.isMade()) {
            return first;
        }
        TitlePlan plan =
                TitlePlan.read(folder).orElseThrow(() -> new TitleFailure("there was nothing to make segments of"));
        progress.planned(plan);
        encode(plan);
        TitleRun joined = again(() -> run(TitleTask.JOIN, 1, plan.facts().millis(), progress::joined));
        if (!joined.isMade()) {
            throw new TitleFailure("there was nothing to make segments of");
        }
        return joined;
    }

    private TitleRun run(TitleTask task, int threads, long millis, TitleRun.Progress told)
            throws IOException, TitleFailure, InterruptedException {
        TitleRun run = new TitleRun(
                content, this::name, key, uploader, config.storePatience(), nanos, TARGET_DURATION, millis, told);
        watch(task, threads, run::read);
        return run;
    }

    /** Whoever makes a segment a second time puts it over the first. */
    private SegmentName name(int number) {
        while (names.size() <= number) {
            names.add(SegmentName.vod(fence, names.size(), random.nextLong()));
        }
        return names.get(number);
    }

    private void encode(TitlePlan plan) throws IOException, TitleFailure, InterruptedException {
        List<TitleTask> open = new ArrayList<>();
        for (TitleTask task : plan.tasks()) {
            if (TitlePlan.isDone(folder, task)) {
                progress.encoded(task, plan.millis(task));
            } else {
                open.add(task);
            }
        }
        int threads = plan.parts() == 1 ? config.threads() : 1;
        CountDownLatch heard = new CountDownLatch(open.contains(TitleTask.SOUND) ? 1 : 0);
        TitleTask last = TitleTask.part(plan.parts() - 1);
        try (ExecutorService pool = Executors.newFixedThreadPool(
                config.threads(),
                Thread.ofPlatform().daemon().name("title-" + content + "-", 0).factory())) {
            CompletionService<TitleTask> done = new ExecutorCompletionService<>(pool);
            for (TitleTask task : open) {
                done.submit(() -> {
                    if (task.equals(last)) {
                        heard.await(); // it was begun before: its length decides how long the last picture stands
                    }
                    make(task, threads);
                    progress.encoded(task, plan.millis(task));
                    if (task.equals(TitleTask.SOUND)) {
                        heard.countDown();
                    }
                    return task;
                });
            }
            boolean all = false;
            try {
                for (int i = 0; i < open.size(); i++) {
                    done.take().get();
                }
                all = true;
            } finally {
                if (!all) { // nobody may say how far it is once it has failed
                    children.end();
                    pool.shutdownNow();
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case TitleFailure failure -> throw failure;
                case IOException io -> throw io;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** A title without a storyboard is better than none. */
    private void make(TitleTask task, int threads) throws IOException, TitleFailure, InterruptedException {
        try {
            again(() -> {
                watch(
                        task,
                        threads,
                        frames -> new TitleFrames(content, frame -> {
                                    if (frame instanceof Frame.Heartbeat beat) {
                                        progress.encoded(task, beat.mediaMillis());
                                    }
                                })
                                .read(frames));
                return task;
            });
        } catch (TitleFailure e) {
            if (!task.equals(TitleTask.STORYBOARD)) {
                throw e;
            }
            LOG.warn("title {} has no storyboard: {}", content, e.text());
        }
    }

    private <T> T again(Attempt<T> attempt) throws IOException, TitleFailure, InterruptedException {
        for (int left = ATTEMPTS - 1; ; left--) {
            try {
                return attempt.run();
            } catch (TitleFailure e) {
                if (!e.mayPass() || left == 0 || children.areEnded()) {
                    throw e;
                }
                LOG.warn("title {}: {}; it is tried again", content, e.text());
            }
        }
    }

    /** Reads a child's frames. */
    @FunctionalInterface
    private interface Reader {
        void read(HeardFrames frames) throws TitleFailure, InterruptedException;
    }

    private void watch(TitleTask task, int threads, Reader reader)
            throws IOException, TitleFailure, InterruptedException {
        ChildProcess child = children.launch(
                new Job.Title(
                        source,
                        config.ladder(),
                        config.maxLength().toMillis(),
                        folder.toString(),
                        threads,
                        config.partLength().toMillis(),
                        task),
                line -> LOG.info("title {}, {}: {}", content, task, line));
        try (HeardFrames frames = new HeardFrames(child, config.silence())) {
            reader.read(frames);
        } finally {
            children.end(child);
        }
    }
}
