package dev.headwater.ingest.supervisor.children;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a file of a test card, as fast as it goes: something to loop and to show where nobody has brought a film. */
public final class ClipMaker {
    private static final Logger LOG = LoggerFactory.getLogger(ClipMaker.class);

    /** Told after every segment how far the clip is. */
    @FunctionalInterface
    public interface Progress {
        void at(Duration made, Duration length);
    }

    private final ChildLauncher launcher;

    /** @param childCommand see {@link ChildCommand} */
    public ClipMaker(List<String> childCommand) {
        this(new ProcessLauncher(childCommand));
    }

    public ClipMaker(ChildLauncher launcher) {
        this.launcher = launcher;
    }

    /**
     * Makes the clip: either the whole file is there afterwards or none.
     *
     * @param card a test card
     * @param ladder of one rung: what the clip is encoded to
     * @throws IOException where it can not be made or written, with a message for an operator
     */
    public void make(Path target, Source card, Ladder ladder, Duration length, Progress progress) throws IOException {
        if (ladder.rungs().size() != 1) {
            throw new IllegalArgumentException("a clip has one rendition");
        }
        Path temporary = target.resolveSibling(target.getFileName() + ".part");
        ChildProcess child = launcher.launch(
                Job.clip(card, ladder, length.toMillis()), line -> LOG.info("the clip's child: {}", line));
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                write(child, out, length, progress);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            child.kill();
            Files.deleteIfExists(temporary);
        }
    }

    private static void write(ChildProcess child, OutputStream out, Duration length, Progress progress)
            throws IOException {
        AtomicLong made = new AtomicLong();
        ClipFrames.read(child, length, segment -> {
            out.write(segment.bytes());
            progress.at(Duration.ofMillis(made.addAndGet(segment.millis())), length);
        });
    }
}
