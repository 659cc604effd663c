package dev.headwater.local.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to objects in a folder. */
final class ObjectFilesTest {
    private static final ObjectMeta REPLACEABLE = new ObjectMeta("text/plain", "no-store", null);

    @TempDir
    Path root;

    private FolderObjectStore store;

    @BeforeEach
    void open() {
        store = new FolderObjectStore(root);
    }

    @Test
    void anImmutableObjectIsSentFromItsFileWhichBeginsWithItsBytes() {
        store.put("a/b.ts", bytes("0123456789"), ObjectMeta.segment());
        try (Blob whole = store.get("a/b.ts", ByteRange.ALL).orElseThrow();
                Blob part = store.get("a/b.ts", new ByteRange(3, 4)).orElseThrow()) {
            assertThat(whole.file()).contains(new Blob.FileSlice(root.resolve("a/b.ts"), 0, 10));
            assertThat(part.file()).contains(new Blob.FileSlice(root.resolve("a/b.ts"), 3, 4));
        }
    }

    /** The file of that name may be another by the time it is opened again; the stream holds on to the one it has. */
    @Test
    void anObjectThatMayBeReplacedIsReadFromItsStreamOnly() {
        store.put("a", bytes("old"), REPLACEABLE);
        try (Blob blob = store.get("a", ByteRange.ALL).orElseThrow()) {
            assertThat(blob.file()).isEmpty();
            store.put("a", bytes("newer"), REPLACEABLE);
            assertThat(blob.readAll()).isEqualTo(bytes("old"));
        }
    }

    @Test
    void aKeyAndAFolderOfTheSameNameCanNotBoth() {
        store.put("a/b", bytes("x"), REPLACEABLE);
        for (String key : List.of("a", "a/b/c", "a/b/c/d")) {
            assertThatThrownBy(() -> store.put(key, bytes("y"), REPLACEABLE))
                    .as(key)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(key + ": can not be an object's key");
            assertThatThrownBy(() -> store.putIfAbsent(key, bytes("y"), REPLACEABLE))
                    .as(key)
                    .isInstanceOf(StoreException.class);
        }
        assertThat(store.list("", 10, null).items()).extracting(ObjectInfo::key).containsExactly("a/b");
        assertThat(root.resolve(",drafts")).isEmptyDirectory();
    }

    @Test
    void aDamagedObjectIsAFaultButCanBeFoundAndDeleted() throws IOException {
        for (int cut : new int[] {1, 30, 1_000}) {
            store.put("a", new byte[1_000], REPLACEABLE);
            Path file = root.resolve("a");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() - cut);
            }
            assertThatThrownBy(() -> store.get("a", ByteRange.ALL))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("damaged");
            assertThat(store.list("", 10, null).items())
                    .extracting(ObjectInfo::key)
                    .containsExactly("a");
            store.delete(List.of("a"));
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void aFlippedByteOfTheTrailerIsFound() throws IOException {
        store.put("a", new byte[10], REPLACEABLE);
        byte[] whole = Files.readAllBytes(root.resolve("a"));
        for (int i = 10; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 1;
            Files.write(root.resolve("a"), flipped);
            assertThatThrownBy(() -> store.get("a", ByteRange.ALL))
                    .as("byte " + i)
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aLongTrailerIsReadToo() {
        ObjectMeta meta = new ObjectMeta("x/" + "y".repeat(2_000), "z".repeat(500), "gzip");
        store.put("a", bytes("body"), meta);
        try (Blob blob = store.get("a", ByteRange.ALL).orElseThrow()) {
            assertThat(blob.meta()).isEqualTo(meta);
            assertThat(blob.readAll()).isEqualTo(bytes("body"));
        }
    }

    @Test
    void whatAProcessLeftUnfinishedIsClearedAway() throws IOException {
        store.put("a", bytes("kept"), REPLACEABLE);
        Files.writeString(root.resolve(",drafts/7"), "half");
        assertThat(store.list("", 10, null).items()).extracting(ObjectInfo::key).containsExactly("a");
        FolderObjectStore again = new FolderObjectStore(root);
        assertThat(root.resolve(",drafts")).isEmptyDirectory();
        assertThat(again.get("a", ByteRange.ALL).orElseThrow().readAll()).isEqualTo(bytes("kept"));
    }

    @Test
    void emptyFoldersGoWithTheirLastObject() throws IOException {
        store.put("a/b/c/1", new byte[1], REPLACEABLE);
        store.put("a/b/2", new byte[1], REPLACEABLE);
        store.delete(List.of("a/b/c/1"));
        assertThat(root.resolve("a/b/c")).doesNotExist();
        store.delete(List.of("a/b/2"));
        try (Stream<Path> left = Files.list(root)) {
            assertThat(left).containsExactly(root.resolve(",drafts"));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
