package dev.headwater.core.store;

import static dev.headwater.core.store.TableWritesContract.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Queries and scans: order, bounds, pages. */
interface TableRangesContract {
    TableStore store();

    @Test
    default void anEmptyPartitionHasOneEmptyPage() {
        assertThat(store().query(Query.all("NONE"))).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    default void manyAreReadByTheirKeys() {
        List<Key> keys = IntStream.range(0, TableStore.MAX_KEYS)
                .mapToObj(i -> new Key(i % 2 == 0 ? "P" : "O", "k" + i))
                .toList();
        assertThat(store().getAll(keys)).isEmpty();
        assertThat(store().getAll(List.of())).isEmpty();
        put("P", "k0", "k2", "k1");
        put("O", "k99", "k0");
        assertThat(store().getAll(keys))
                .containsExactlyInAnyOrder(
                        new Item(new Key("P", "k0"), body("P/2"), 1),
                        new Item(new Key("P", "k2"), body("P/2"), 1),
                        new Item(new Key("O", "k99"), body("O/3"), 1));
    }

    @Test
    default void aQueryKeepsToItsPartitionAndBringsWholeItems() {
        put("P", "a", "b");
        put("P2", "a");
        put("O", "z");
        put("p", "a");
        assertThat(store().query(Query.all("P")).items())
                .containsExactly(
                        new Item(new Key("P", "a"), body("P/1"), 1), new Item(new Key("P", "b"), body("P/1"), 1));
    }

    /** In UTF-16 order the emoji (a surrogate pair from U+D83D) would come before the full-width letter. */
    @Test
    default void theOrderIsThatOfUtf8Bytes() {
        List<String> ordered = List.of(
                "\u0001", "!", "0", "10", "9", "A", "a", "a#", "a#1", "a0", "z", "é", "日", "\uFF21", "\uFFFD", "😀");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.reverse(shuffled);
        put("P", shuffled.toArray(String[]::new));
        assertThat(read(new Query("P", null, null, false, 100, null))).isEqualTo(ordered);
        assertThat(read(new Query("P", null, null, true, 100, null))).isEqualTo(ordered.reversed());
        assertThat(read(new Query("P", "\uFF21", "😀", false, 100, null))).containsExactly("\uFF21", "\uFFFD");
        assertThat(read(new Query("P", "😀", null, false, 100, null))).containsExactly("😀");
        assertThat(read(new Query("P", null, null, true, 1, null))).isEqualTo(ordered.reversed());
    }

    @Test
    default void aRangeHasItsFirstKeyAndNotItsLast() {
        put("P", "a", "b", "b#1", "c", "d");
        assertThat(read(new Query("P", "b", "d", false, 10, null))).containsExactly("b", "b#1", "c");
        assertThat(read(new Query("P", "b", "d", true, 10, null))).containsExactly("c", "b#1", "b");
        assertThat(read(new Query("P", "b0", null, false, 10, null))).containsExactly("c", "d");
        assertThat(read(new Query("P", null, "b", true, 10, null))).containsExactly("a");
        assertThat(read(new Query("P", "x", "y", false, 10, null))).isEmpty();
        assertThat(read(new Query("P", "d", "b", false, 10, null))).isEmpty();
        assertThat(read(new Query("P", "b", "b", true, 10, null))).isEmpty();
    }

    @Test
    default void manyPagesMakeTheRange() {
        String[] sks = IntStream.range(0, 1_003).mapToObj("%04d"::formatted).toArray(String[]::new);
        put("P", sks);
        put("Q", "0000");
        assertThat(read(new Query("P", null, null, false, 10, null))).containsExactly(sks);
        assertThat(read(new Query("P", null, null, true, 59, null)))
                .isEqualTo(List.of(sks).reversed());
        assertThat(read(new Query("P", "0100", "0200", true, 7, null)))
                .isEqualTo(List.of(sks).subList(100, 200).reversed());
        assertThat(read(Query.all("P"))).hasSize(1_003);
    }

    @Test
    default void aPageGoesOnBehindAnItemThatIsGoneMeanwhile() {
        put("P", "a", "b", "c", "d");
        Page<Item> first = store().query(new Query("P", null, null, false, 2, null));
        String next = first.next();
        assertThat(next).isNotNull();
        store().delete(new Key("P", "b"), Condition.always());
        assertThat(read(new Query("P", null, null, false, 2, next))).containsExactly("c", "d");
    }

    @Test
    default void aScanFindsEveryItemOnce() {
        Set<Item> written = new HashSet<>();
        List<TableStore.Write> writes = new ArrayList<>();
        for (int i = 0; i < 777; i++) {
            Key key = new Key("P#" + i % 13, "日#" + i);
            writes.add(new TableStore.Write(key, body("i" + i)));
            written.add(new Item(key, body("i" + i), 1));
        }
        store().putAll(writes);
        List<Item> scanned = new ArrayList<>();
        String after = null;
        do {
            Page<Item> page = store().scan(50, after);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(50);
            scanned.addAll(page.items());
            after = page.next();
        } while (after != null);
        assertThat(scanned).hasSameSizeAs(written).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    default void aPageHoldsNoMoreThanAMegabyte() {
        Body large = Body.of(1, "\"" + "é".repeat(150_000) + "\"");
        List<String> sks = List.of("1", "2", "3", "4", "5", "6", "7");
        store().putAll(sks.stream()
                .map(sk -> new TableStore.Write(new Key("P", sk), large))
                .toList());
        Page<Item> page = store().query(Query.all("P"));
        assertThat(page.items()).hasSize(3);
        assertThat(page.next()).isNotNull();
        assertThat(store().scan(1000, null).items()).hasSize(3);
        assertThat(read(Query.all("P"))).isEqualTo(sks);
        assertThat(read(new Query("P", null, null, true, 1000, null))).isEqualTo(sks.reversed());
    }

    private void put(String pk, String... sks) {
        store().putAll(List.of(sks).stream()
                .map(sk -> new TableStore.Write(new Key(pk, sk), body(pk + "/" + sk.length())))
                .toList());
    }

    /** The sort keys of a range, whatever pages it comes in. */
    private List<String> read(Query query) {
        List<String> sks = new ArrayList<>();
        @Nullable String after;
        do {
            Page<Item> page = store().query(query);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(query.limit());
            page.items().forEach(item -> sks.add(item.key().sk()));
            after = page.next();
            if (after != null) {
                query = query.after(after);
            }
        } while (after != null);
        return sks;
    }
}
