package dev.headwater.ingest.supervisor;

import dev.headwater.core.hls.Playlists;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.TitleObjects;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of one file all the objects a title is played from. The list that names the segments is stored last. */
final class TitlePackager {
    private static final Logger LOG = LoggerFactory.getLogger(TitlePackager.class);
    private static final int TARGET_DURATION = Packaging.LADDER.targetDuration();
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final VodConfig config;
    private final ChildLauncher launcher;
    private final ObjectStore objects;
    private final LongSupplier nanos;
    private final RandomGenerator random;

    TitlePackager(
            VodConfig config, ChildLauncher launcher, ObjectStore objects, LongSupplier nanos, RandomGenerator random) {
        this.config = config;
        this.launcher = launcher;
        this.objects = objects;
        this.nanos = nanos;
        this.random = random;
    }

    /**
     * @param running told of the child as soon as there is one: whoever kills it ends the work
     * @param progress told in percent
     */
    Asset.Packaged make(int content, long fence, Source source, Consumer<ChildProcess> running, IntConsumer progress)
            throws TitleFailure, InterruptedException {
        Path folder = config.workFolder().resolve(content + "-" + fence);
        try (SegmentUploader uploader = new SegmentUploader(objects, content, nanos)) {
            Files.createDirectories(folder);
            TitleRun run = new TitleRun(content, fence, uploader, config.storePatience(), random, nanos, progress);
            ChildProcess child = launcher.launch(
                    new Job.Title(
                            source,
                            config.ladder(),
                            config.maxLength().toMillis(),
                            folder.toString(),
                            config.threads()),
                    line -> LOG.info("title {}: {}", content, line));
            try (HeardFrames frames = new HeardFrames(child, config.silence())) {
                running.accept(child);
                run.read(frames, TARGET_DURATION);
            } finally {
                child.kill();
            }
            return store(content, fence, run, folder.resolve(Job.Title.FILE));
        } catch (IOException e) {
            throw new TitleFailure("the work folder can not be used: " + e.getMessage());
        } finally {
            Folders.delete(folder);
        }
    }

    private Asset.Packaged store(int content, long fence, TitleRun run, Path file)
            throws IOException, TitleFailure, InterruptedException {
        String name = SegmentKeys.fileName(fence, random.nextLong());
        long bytes = Files.size(file);
        again(() -> {
            try (InputStream in = Files.newInputStream(file)) {
                objects.put(
                        SegmentKeys.file(content, name), in, new ObjectMeta("video/mp4", ObjectMeta.IMMUTABLE, null));
            }
        });
        String playlist = TitleObjects.playlist(content, fence);
        byte[] text = Playlists.vod(TARGET_DURATION, run.segments()).getBytes(StandardCharsets.UTF_8);
        again(() -> objects.put(playlist, text, new ObjectMeta("application/vnd.apple.mpegurl", null, null)));
        return new Asset.Packaged(TARGET_DURATION, run.renditions(), run.durationMillis(), playlist, name, bytes);
    }

    /** Something done to the store. */
    @FunctionalInterface
    private interface Put {
        void run() throws IOException;
    }

    private void again(Put put) throws IOException, TitleFailure, InterruptedException {
        long deadline = nanos.getAsLong() + config.storePatience().toNanos();
        while (true) {
            try {
                put.run();
                return;
            } catch (StoreException e) {
                if (nanos.getAsLong() >= deadline) {
                    throw new TitleFailure("it can not be stored: " + e.getMessage());
                }
            }
            Thread.sleep(PAUSE); // the store is at fault: asked again at once it would hardly be well
        }
    }
}
