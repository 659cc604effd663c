package dev.headwater.ingest.supervisor.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.vod.Assets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitleFoldersTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path work;

    private final Assets assets = new Assets(new InMemoryTableStore(), InstantSource.fixed(NOW));

    private void left(String name, Duration ago) throws IOException {
        Path folder = Files.createDirectory(work.resolve(name));
        Path part = Files.writeString(folder.resolve("part-0"), "some");
        FileTime old = FileTime.from(NOW.minus(Duration.ofDays(30)));
        Files.setLastModifiedTime(part, FileTime.from(NOW.minus(ago)));
        Files.setLastModifiedTime(folder, old);
    }

    @Test
    void whatSomebodyMayGoOnWithIsKeptForADay() throws IOException {
        assets.want(1);
        assets.want(2);
        left("1", Duration.ofHours(23));
        left("2", Duration.ofHours(25));
        left("3", Duration.ofHours(1));
        left("7-1", Duration.ofHours(1));
        Files.writeString(work.resolve("4"), "no folder, and nobody's");

        new TitleFolders(work, assets, InstantSource.fixed(NOW)).tidy();
        try (Stream<Path> kept = Files.list(work)) {
            assertThat(kept).containsExactly(work.resolve("1"));
        }
    }

    @Test
    void whereNothingWasMadeNothingIsToDo() {
        new TitleFolders(work.resolve("none"), assets, InstantSource.fixed(NOW)).tidy();
        assertThat(work).isEmptyDirectory();
    }
}
