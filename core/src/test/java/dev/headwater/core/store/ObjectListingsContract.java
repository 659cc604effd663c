package dev.headwater.core.store;

import static dev.headwater.core.store.ObjectStoreContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Listing and deleting. */
interface ObjectListingsContract {
    /** In UTF-8 byte order: {@code - .} stand before {@code /}, digits, letters, {@code _} and {@code ~} behind. */
    List<String> KEYS = List.of(
            "a+b", "a-b/x", "a.b", "a/b-c/1", "a/b.c", "a/b/c", "a/b/d", "a/b0", "a0", "aB", "a_", "a~/1", "b/c");

    ObjectStore store();

    @Test
    default void anEmptyListingIsOnePage() {
        assertThat(store().list("", 1_000, null)).isEqualTo(new Page<>(List.of(), null));
        assertThat(store().list("none/", 1_000, null)).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    default void theOrderIsThatOfBytesWhateverThePageSize() {
        KEYS.reversed().forEach(key -> store().put(key, bytes(key), ObjectMeta.segment()));
        for (int limit = 1; limit <= KEYS.size() + 1; limit++) {
            assertThat(keys("", limit)).as("pages of " + limit).isEqualTo(KEYS);
        }
    }

    @Test
    default void aPrefixMayBreakOffAnywhere() {
        KEYS.forEach(key -> store().put(key, bytes(key), ObjectMeta.segment()));
        List<String> prefixes =
                new ArrayList<>(List.of("", "a", "a/", "a/b", "a/b/", "a/b/c", "a-", "b", "c", "a/b/c/"));
        prefixes.addAll(List.of("../", "/", "a//", "a/./b", "a/../b", "a b"));
        for (String prefix : prefixes) {
            List<String> expected =
                    KEYS.stream().filter(key -> key.startsWith(prefix)).toList();
            for (int limit : new int[] {1, 2, 3, 1_000}) {
                assertThat(keys(prefix, limit))
                        .as(prefix + " in pages of " + limit)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    default void aListingTellsLengthAndTime() {
        store().put("a/b", bytes("12345"), ObjectMeta.segment());
        ObjectInfo info = store().list("a", 10, null).items().getFirst();
        assertThat(info.length()).isEqualTo(5);
        assertThat(info.lastModified()).isAfter(Instant.EPOCH);
    }

    @Test
    default void manyObjectsAreListedAndDeleted() {
        List<String> keys = IntStream.range(0, 1_234)
                .mapToObj(i -> "hls/%04d.ts".formatted(i))
                .toList();
        keys.forEach(key -> store().put(key, bytes(key), ObjectMeta.segment()));
        store().put("hls-other", bytes("x"), ObjectMeta.segment());
        assertThat(keys("hls/", 100)).isEqualTo(keys);
        store().delete(keys.subList(0, 1_200));
        assertThat(keys("hls/", 1_000)).isEqualTo(keys.subList(1_200, 1_234));
        store().delete(keys);
        assertThat(keys("", 10)).containsExactly("hls-other");
    }

    @Test
    default void aDeletedObjectIsGoneAndCanComeBack() {
        store().put("a/b/c", bytes("1"), ObjectMeta.segment());
        store().delete(List.of("a/b/c", "a/b/absent", "absent", "a/b/c/d"));
        assertThat(store().get("a/b/c", ByteRange.ALL)).isEmpty();
        assertThat(store().putIfAbsent("a/b/c", bytes("2"), ObjectMeta.segment()))
                .isTrue();
        store().delete(List.of("a/b/c"));
        store().delete(List.of());
        // Its folder is no key any more.
        store().put("a/b", bytes("3"), ObjectMeta.segment());
        assertThat(keys("", 10)).containsExactly("a/b");
    }

    @Test
    default void aPageGoesOnBehindAnObjectThatIsGoneMeanwhile() {
        KEYS.forEach(key -> store().put(key, bytes(key), ObjectMeta.segment()));
        Page<ObjectInfo> first = store().list("a/", 3, null);
        store().delete(List.of("a/b/c", "a/b/d"));
        List<String> rest = new ArrayList<>();
        collect("a/", 3, first.next(), rest);
        assertThat(rest).containsExactly("a/b0");
    }

    private List<String> keys(String prefix, int limit) {
        List<String> keys = new ArrayList<>();
        collect(prefix, limit, null, keys);
        return keys;
    }

    private void collect(String prefix, int limit, @Nullable String after, List<String> keys) {
        do {
            Page<ObjectInfo> page = store().list(prefix, limit, after);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            page.items().forEach(info -> keys.add(info.key()));
            after = page.next();
        } while (after != null);
    }
}
