package dev.headwater.api.admin.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.store.InMemoryTableStore;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderUploadsTest {
    private static final Caller OPERATOR = new Caller("op", Set.of(Permission.CATALOG_WRITE), null);

    @TempDir
    Path data;

    private final InMemoryTableStore sessions = new InMemoryTableStore();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

    /** Several processes share the tables, each with a folder of its own. */
    @Test
    void whatLiesElsewhereIsNotForgotten() {
        FolderUploads here = uploads("here");
        FolderUploads there = uploads("there");
        Upload elsewhere = sent(there);
        Upload ours = sent(here);
        Upload never = here.announce(OPERATOR, "never.mp4", 3);
        UploadBook book = new UploadBook(sessions, now::get, new Random(3));
        Upload straight = book.announce(OPERATOR, "bucket.mp4", 3, null);
        now.updateAndGet(then -> then.plus(Duration.ofHours(25)));
        here.sweep();
        assertThat(book.find(OPERATOR, ours.id())).isEmpty();
        assertThat(book.find(OPERATOR, never.id())).isEmpty();
        assertThat(book.find(OPERATOR, elsewhere.id())).isPresent();
        assertThat(book.find(OPERATOR, straight.id())).isPresent();
    }

    private FolderUploads uploads(String folder) {
        return new FolderUploads(sessions, data.resolve(folder), Set::of, now::get, new Random(folder.hashCode()));
    }

    private static Upload sent(FolderUploads uploads) {
        Upload announced = uploads.announce(OPERATOR, "film.mp4", 3);
        return uploads.receive(OPERATOR, announced.id(), new ByteArrayInputStream(new byte[3]));
    }
}
