package dev.headwater.local.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.TableStore.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The order of queries, for keys nobody thought of. */
final class KeyOrderTest {
    private static final Comparator<String> UTF8 =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    @Property(tries = 60)
    void aQueryIsInTheOrderOfUtf8Bytes(
            @ForAll @Size(min = 1, max = 60) Set<@From("keys") String> keys,
            @ForAll("keys") String from,
            @ForAll("keys") String to,
            @ForAll boolean descending,
            @ForAll @IntRange(min = 1, max = 20) int limit)
            throws IOException {
        Comparator<String> order = descending ? UTF8.reversed() : UTF8;
        List<String> all = keys.stream().sorted(order).toList();
        List<String> range = all.stream()
                .filter(key -> UTF8.compare(key, from) >= 0 && UTF8.compare(key, to) < 0)
                .toList();
        Path file = Files.createTempFile("key-order", ".db");
        try (SqliteTableStore store = SqliteTableStore.open(file, Durability.NORMAL, InstantSource.system())) {
            store.putAll(keys.stream()
                    .map(key -> new Write(new Key("P", key), Body.of(1, "{}")))
                    .toList());
            assertThat(read(store, new Query("P", null, null, descending, limit, null)))
                    .isEqualTo(all);
            assertThat(read(store, new Query("P", from, to, descending, limit, null)))
                    .isEqualTo(range);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<String> keys() {
        Arbitrary<Integer> codePoints = Arbitraries.oneOf(
                Arbitraries.integers().between('\0', '~'),
                Arbitraries.integers().between(0x80, 0x7ff),
                Arbitraries.integers().between(0xe000, 0xffff),
                Arbitraries.integers().between(0x1_0000, 0x10_ffff));
        return codePoints
                .array(int[].class)
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(points -> new String(points, 0, points.length));
    }

    private static List<String> read(SqliteTableStore store, Query query) {
        List<String> found = new ArrayList<>();
        Page<Item> page = store.query(query);
        page.items().forEach(item -> found.add(item.key().sk()));
        for (String next = page.next(); next != null; next = page.next()) {
            page = store.query(query.after(next));
            page.items().forEach(item -> found.add(item.key().sk()));
        }
        return found;
    }
}
