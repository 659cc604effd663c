package dev.headwater.ingest.supervisor.title;

import dev.headwater.core.hls.Playlists;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.TitleObjects;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.supervisor.channel.Folders;
import dev.headwater.ingest.supervisor.channel.SegmentUploader;
import dev.headwater.ingest.supervisor.children.ChildLauncher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes of one file all the objects a title is played from. The list that names the segments is stored last. */
final class TitlePackager {
    private static final int TARGET_DURATION = Packaging.LADDER.targetDuration();
    private static final String PICTURES = "pictures";
    private static final String BOARD = TitleTask.STORYBOARD + ".";
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final VodConfig config;
    private final ChildLauncher launcher;
    private final ObjectStore objects;
    private final ContentKeys keys;
    private final LongSupplier nanos;
    private final RandomGenerator random;

    TitlePackager(
            VodConfig config,
            ChildLauncher launcher,
            ObjectStore objects,
            ContentKeys keys,
            LongSupplier nanos,
            RandomGenerator random) {
        this.config = config;
        this.launcher = launcher;
        this.objects = objects;
        this.keys = keys;
        this.nanos = nanos;
        this.random = random;
    }

    /**
     * Makes it, and goes on with what an earlier attempt has left. What is made stays in the title's folder until all of it
     * is stored.
     *
     * @param encrypted whether its segments are encrypted; then there is no progressive file of it
     * @param children whoever ends them ends the work
     * @param progress told in percent, by one thread at a time
     */
    Asset.Packaged make(
            int content, long fence, Source source, boolean encrypted, TitleChildren children, IntConsumer progress)
            throws TitleFailure, InterruptedException {
        Path folder = config.workFolder().resolve(Integer.toString(content));
        try (SegmentUploader uploader = new SegmentUploader(objects, content, nanos)) {
            Files.createDirectories(folder);
            ContentKey key = encrypted ? key(content, fence) : null;
            TitleRun run = new TitleWork(
                            config,
                            content,
                            fence,
                            source,
                            folder,
                            key,
                            children,
                            uploader,
                            nanos,
                            random,
                            new TitleProgress(progress))
                    .make();
            Asset.Packaged made = store(content, fence, run, folder, key);
            Folders.delete(folder);
            return made;
        } catch (IOException e) {
            throw new TitleFailure("the work folder can not be used: " + e.getMessage());
        } finally {
            children.end();
        }
    }

    TitleChildren children() {
        return new TitleChildren(launcher);
    }

    /** One for all of it: a film is made anew under another fence, and then with another key. */
    private ContentKey key(int content, long fence) throws IOException, TitleFailure, InterruptedException {
        AtomicReference<ContentKey> made = new AtomicReference<>();
        again(() -> made.set(keys.makeForTitle(content, fence)));
        return Objects.requireNonNull(made.get());
    }

    /** What is played is stored: keys of what was played before are of no use any more. */
    void forgetKeysBefore(int content, long fence) {
        keys.removeOthers(content, fence);
    }

    private Asset.Packaged store(int content, long fence, TitleRun run, Path folder, @Nullable ContentKey key)
            throws IOException, TitleFailure, InterruptedException {
        if (key == null) {
            storyboard(content, fence, folder); // pictures of what is encrypted would stand in the clear
        }
        Path file = folder.resolve(Job.Title.FILE);
        String name = key == null ? SegmentKeys.fileName(fence, random.nextLong()) : null;
        long bytes = name == null ? 0 : Files.size(file);
        if (name != null) {
            put(SegmentKeys.file(content, name), file, "video/mp4");
        }
        String playlist = TitleObjects.playlist(content, fence);
        byte[] text = Playlists.vod(TARGET_DURATION, run.segments(), key == null ? null : key.id())
                .getBytes(StandardCharsets.UTF_8);
        again(() -> objects.put(playlist, text, new ObjectMeta("application/vnd.apple.mpegurl", null, null)));
        return new Asset.Packaged(TARGET_DURATION, run.renditions(), run.durationMillis(), playlist, name, bytes);
    }

    /** Pictures to find a place by, where there are any. */
    private void storyboard(int content, long fence, Path folder)
            throws IOException, TitleFailure, InterruptedException {
        Path index = folder.resolve(TitleTask.STORYBOARD.toString());
        if (!Files.exists(index)) {
            return;
        }
        String name = SegmentKeys.vodName(fence, random.nextLong());
        String prefix = SegmentKeys.vodFolder(content, PICTURES) + name + ".";
        try (DirectoryStream<Path> sheets = Files.newDirectoryStream(folder, BOARD + "*.jpg")) {
            for (Path sheet : sheets) {
                put(prefix + sheet.getFileName().toString().substring(BOARD.length()), sheet, "image/jpeg");
            }
        }
        byte[] text = Files.readString(index).replace(BOARD, name + ".").getBytes(StandardCharsets.UTF_8);
        again(() -> objects.put(prefix + "vtt", text, new ObjectMeta("text/vtt", ObjectMeta.IMMUTABLE, null)));
    }

    private void put(String key, Path file, String type) throws IOException, TitleFailure, InterruptedException {
        again(() -> {
            try (InputStream in = Files.newInputStream(file)) {
                objects.put(key, in, new ObjectMeta(type, ObjectMeta.IMMUTABLE, null));
            }
        });
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
