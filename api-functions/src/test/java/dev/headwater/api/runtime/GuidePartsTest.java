package dev.headwater.api.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.TestClock;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuidePartsTest {
    @TempDir
    private Path folder;

    @Test
    void whatAKillLeftBehindIsRemoved() throws Exception {
        Files.writeString(folder.resolve("guide1.run"), "x");
        Files.writeString(folder.resolve("guide2.part"), "x");
        InMemoryTableStore table = new InMemoryTableStore();
        GuideParts.over(new Tables(table, table, table), new Channels(table), folder, TestClock.fixed());
        assertThat(folder).isEmptyDirectory();
    }
}
