package dev.headwater.ingest.supervisor.title;

import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import dev.headwater.ingest.supervisor.channel.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What earlier attempts have left of titles: kept for as long as somebody may go on with it, and for a day at most. */
final class TitleFolders {
    private static final Logger LOG = LoggerFactory.getLogger(TitleFolders.class);
    private static final Duration KEPT = Duration.ofDays(1);

    private final Path folder;
    private final Assets assets;
    private final InstantSource clock;

    TitleFolders(Path folder, Assets assets, InstantSource clock) {
        this.folder = folder;
        this.assets = assets;
        this.clock = clock;
    }

    /** While no title is being made. */
    void tidy() {
        for (Path left : inside(folder)) {
            if (!isOfUse(left)) {
                Folders.delete(left);
            }
        }
    }

    private boolean isOfUse(Path left) {
        String name = left.getFileName().toString();
        return name.matches("[0-9]{1,9}")
                && lastUsed(left).isAfter(clock.instant().minus(KEPT))
                && assets.find(Integer.parseInt(name))
                        .filter(asset -> asset.state() != Asset.State.READY)
                        .isPresent();
    }

    /** Since when nothing was made there. */
    private static Instant lastUsed(Path left) {
        return Stream.concat(Stream.of(left), inside(left).stream())
                .map(TitleFolders::modified)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // it is gone
        }
    }

    private static List<Path> inside(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            LOG.warn("{} can not be looked into: {}", folder, e.getMessage());
            return List.of();
        }
    }
}
