package dev.headwater.standalone.backup;

import dev.headwater.local.folder.DiskFaults;
import dev.headwater.local.folder.DurableFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a backup lies that is to be fetched: one at a time, for a day, so that they never fill the disk. */
final class KeptBackups {
    private static final Logger LOG = LoggerFactory.getLogger(KeptBackups.class);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");

    private final Path folder;
    private final InstantSource clock;

    KeptBackups(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Where one is to be written; the one before goes. */
    Path begin(String id) throws IOException {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("no id of a backup");
        }
        DurableFolders.createPrivate(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path old : files.toList()) {
                Files.deleteIfExists(old);
            }
        }
        return file(id);
    }

    Optional<Path> find(String id) {
        if (!ID.matcher(id).matches() || !Files.isRegularFile(file(id))) {
            return Optional.empty();
        }
        try {
            boolean isOld =
                    Files.getLastModifiedTime(file(id)).toInstant().plus(KEPT).isBefore(clock.instant());
            if (isOld) {
                remove(id);
            }
            return isOld ? Optional.empty() : Optional.of(file(id));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void remove(String id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            LOG.warn("a backup that was fetched can not be deleted: {}", DiskFaults.reason(e));
        }
    }

    private Path file(String id) {
        return folder.resolve(id + ".backup");
    }
}
