package dev.headwater.ingest.pipeline.source;

import dev.headwater.ingest.pipeline.av.NoPictureException;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How long files play. What has not changed since it was looked at is not opened again: a playlist of a thousand films
 * takes longer than a source may take until it is on air. For any thread.
 */
public final class FileLengths {
    /** Half of what a source has until its first picture. */
    private static final Duration LONGEST = Duration.ofSeconds(6);

    private static final int MAX_KNOWN = 10_000;

    /**
     * What was found out.
     *
     * @param problem why it can not be played; null: it can
     * @param unseen whether that is for want of a picture
     */
    private record Known(
            long size,
            FileTime changed,
            long millis,
            @Nullable String problem,
            boolean unseen) {}

    private final Map<Path, Known> known = new ConcurrentHashMap<>();
    private final Wanted wanted;
    private final ToLongFunction<Path> measure;
    private final LongSupplier nanos;

    public FileLengths(Wanted wanted) {
        this(wanted, file -> measured(file, wanted), System::nanoTime);
    }

    /** @param measure finds out how many ms a file plays; a {@link PipelineException} where it can not be played */
    public FileLengths(Wanted wanted, ToLongFunction<Path> measure, LongSupplier nanos) {
        this.wanted = wanted;
        this.measure = measure;
        this.nanos = nanos;
    }

    public Wanted wanted() {
        return wanted;
    }

    private static long measured(Path file, Wanted wanted) {
        try (MediaFile opened = new MediaFile(file.toString(), wanted)) {
            return opened.millis();
        }
    }

    /**
     * Looks at those that are new or have changed, in order, for some seconds.
     *
     * @return whether that was enough for all; what is left is looked at the next time
     * @throws InterruptedIOException where nobody wants to know any more
     */
    boolean learn(List<Path> files) throws InterruptedIOException {
        if (known.size() > MAX_KNOWN) {
            known.clear();
        }
        long end = nanos.getAsLong() + LONGEST.toNanos();
        for (Path file : files) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("nobody wants the source any more");
            }
            if (nanos.getAsLong() - end > 0) {
                return false;
            }
            known.compute(file, this::known);
        }
        return true;
    }

    private @Nullable Known known(Path file, @Nullable Known before) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            boolean same = before != null
                    && before.size() == now.size()
                    && before.changed().equals(now.lastModifiedTime());
            return same ? before : look(file, now);
        } catch (IOException e) {
            return new Known(-1, FileTime.fromMillis(0), 0, "the file " + file + " can not be found", false);
        }
    }

    private Known look(Path file, BasicFileAttributes now) {
        String problem = null;
        boolean unseen = false;
        long millis = 0;
        try {
            millis = measure.applyAsLong(file);
            problem = millis > 0 ? null : "the file " + file + " does not say how long it is";
        } catch (NoPictureException e) {
            problem = e.text();
            unseen = true;
        } catch (PipelineException e) {
            problem = e.text();
        }
        if (problem != null) {
            System.err.println("left out: " + problem);
        }
        return new Known(now.size(), now.lastModifiedTime(), millis, problem, unseen);
    }

    /** In ms; 0: unknown. */
    long millis(Path file) {
        Known found = known.get(file);
        return found == null ? 0 : found.millis();
    }

    /** Why it can not be played; null: it can, as far as is known. */
    @Nullable
    String problem(Path file) {
        Known found = known.get(file);
        return found == null ? null : found.problem();
    }

    /** Whether it has something to hear alone. */
    boolean isUnseen(Path file) {
        Known found = known.get(file);
        return found != null && found.unseen();
    }
}
