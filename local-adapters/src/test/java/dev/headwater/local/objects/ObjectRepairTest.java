package dev.headwater.local.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.ObjectMeta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class ObjectRepairTest {
    @TempDir
    Path temp;

    @Test
    void whatIsDamagedIsFoundAndMovedAwayWithItsKey() throws IOException {
        Path root = temp.resolve("objects");
        FolderObjectStore store = new FolderObjectStore(root);
        store.put("a/whole.ts", new byte[100], ObjectMeta.segment());
        store.put("a/b/cut.ts", new byte[100], ObjectMeta.segment());
        Files.write(root.resolve("a/b/cut.ts"), new byte[50]);
        Files.write(root.resolve(",drafts/9"), new byte[50]);
        Files.writeString(root.resolve("a/no, object"), "of somebody else");
        ObjectRepair repair = new ObjectRepair(root);
        ObjectRepair.Found found = repair.look(count -> {});
        assertThat(found.objects()).isEqualTo(2);
        assertThat(found.drafts()).isEqualTo(1);
        assertThat(found.damaged()).containsExactly("a/b/cut.ts");
        repair.setAside("a/b/cut.ts", temp.resolve("aside"));
        assertThat(temp.resolve("aside/a/b/cut.ts")).hasSize(50);
        assertThat(repair.look(count -> {}).damaged()).isEmpty();
    }

    /** A link to a folder can be opened, and every read of it fails as one of a bad sector does. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anObjectThatTheDiskDoesNotGiveIsDamagedAndTheRestIsLookedAt() throws IOException {
        Path root = temp.resolve("objects");
        FolderObjectStore store = new FolderObjectStore(root);
        store.put("a/1.ts", new byte[100], ObjectMeta.segment());
        store.put("c/3.ts", new byte[100], ObjectMeta.segment());
        Files.createDirectory(root.resolve("b"));
        Files.createSymbolicLink(root.resolve("b/2.ts"), temp);
        ObjectRepair repair = new ObjectRepair(root);
        ObjectRepair.Found found = repair.look(count -> {});
        assertThat(found.objects()).isEqualTo(3);
        assertThat(found.damaged()).containsExactly("b/2.ts");
        repair.setAside("b/2.ts", temp.resolve("aside"));
        assertThat(repair.look(count -> {}).damaged()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() {
        assertThat(new ObjectRepair(temp.resolve("absent")).look(count -> {}).objects())
                .isZero();
    }
}
