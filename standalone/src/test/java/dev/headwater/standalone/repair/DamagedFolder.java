package dev.headwater.standalone.repair;

import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.Lines;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.account.StoredPassword;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.Tables;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import dev.headwater.local.objects.FolderObjectStore;
import dev.headwater.local.tables.LocalTables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder with three channels, two lines and a segment, for tests to damage and repair. */
abstract class DamagedFolder {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOON);
    static final String SEGMENT = "hls/3/720p/2026112013/2026112013-1-2-00ff00ff00ff00ff.ts";

    @TempDir
    Path temp;

    DataFolder folder;

    @BeforeEach
    void fill() {
        folder = ((Claim.Held) DataFolder.claim(temp.resolve("data"))).folder();
        change(tables -> {
            Categories categories = new Categories(tables.catalog(), ids(tables, IdSequence.CATEGORY));
            IdSequence content = ids(tables, IdSequence.CONTENT);
            for (int i = 1; i <= 3; i++) {
                new Channels(tables.catalog())
                        .save(Channel.of(
                                content.next(),
                                Listed.plain(
                                        "Channel " + i,
                                        categories
                                                .named(ContentKind.LIVE, "News")
                                                .id(),
                                        NOON),
                                List.of(new Source("testcard:")),
                                null));
            }
            for (String name : List.of("ada", "bob")) {
                new Lines(tables.accounts(), CLOCK)
                        .add(line(ids(tables, IdSequence.LINE).next(), name));
            }
        });
        new FolderObjectStore(folder.objects()).put(SEGMENT, new byte[1000], ObjectMeta.segment());
    }

    @AfterEach
    void close() {
        folder.close();
    }

    RepairReport repair(boolean mend) {
        return repair(mend, NOON);
    }

    RepairReport repair(boolean mend, Instant now) {
        return new Repair(folder, mend, InstantSource.fixed(now), step -> {}).run();
    }

    void change(Consumer<Tables> change) {
        try (LocalTables local = LocalTables.open(folder.tables(), CLOCK)) {
            change.accept(local.tables());
        }
    }

    static IdSequence ids(Tables tables, String name) {
        return new IdSequence(tables.accounts(), name, 1);
    }

    static Line line(int id, String name) {
        return new Line(
                id,
                name,
                new StoredPassword("digest", null),
                NOON,
                List.of("all"),
                ConnectionLimit.of(1),
                ListSettings.DEFAULT,
                null,
                LineStatus.ACTIVE,
                false,
                NOON);
    }

    Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.root())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.root().relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    /** Its first page, with which nobody can tell what the rest is. */
    static void overwrite(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4096), 0);
        }
    }
}
