package dev.headwater.api.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class RowsTest {
    private static final Columns<Row> COLUMNS =
            Columns.numbered(Row::id, Row::name).number("place", Row::place);

    record Row(int id, String name, int place) {}

    /** Pages of orders that are kept over changes are those of rows that are looked at one by one. */
    @Property(tries = 500)
    void ordersThatAreKeptGiveTheSamePages(
            @ForAll("rows") List<Row> before,
            @ForAll("rows") List<Row> changed,
            @ForAll("rows") List<Row> removed,
            @ForAll("queries") ListQuery query,
            @ForAll @IntRange(min = 1, max = 7) int limit) {
        Map<Integer, Row> byId = new HashMap<>();
        before.forEach(row -> byId.put(row.id(), row));
        Rows<Row> rows = Rows.of(byId.values());
        COLUMNS.page(rows, new ListQuery(null, "name", null, null, null));
        COLUMNS.page(rows, ListQuery.ALL);

        Set<Row> gone = new HashSet<>();
        Map<Integer, Row> come = new HashMap<>();
        removed.forEach(row -> note(byId.remove(row.id()), gone));
        changed.forEach(row -> {
            note(byId.put(row.id(), row), gone);
            come.put(row.id(), row);
        });
        Rows<Row> following = rows.followedBy(byId.values(), gone, come.values());

        assertThat(pages(following, query, limit)).isEqualTo(pages(List.copyOf(byId.values()), query, limit));
        assertThat(rows).as("those before").hasSameSizeAs(before);
    }

    private static void note(@Nullable Row old, Set<Row> gone) {
        if (old != null) {
            gone.add(old);
        }
    }

    private static List<Page<Row>> pages(Iterable<Row> rows, ListQuery query, int limit) {
        List<Page<Row>> pages = new ArrayList<>();
        String cursor = null;
        do {
            Page<Row> page =
                    COLUMNS.page(rows, new ListQuery(query.search(), query.sort(), query.filter(), limit, cursor));
            pages.add(page);
            cursor = page.next();
        } while (cursor != null);
        return pages;
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.of("a", "A", "b", "ab", "Ab", "c"),
                        Arbitraries.integers().between(0, 2))
                .as(Row::new)
                .list()
                .uniqueElements(Row::id)
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<ListQuery> queries() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "zzz").injectNull(0.5),
                        Arbitraries.of("id", "-id", "name", "-name", "place", "-place"),
                        Arbitraries.of(Map.of("place", "1"), Map.of("name", "ab"))
                                .injectNull(0.5))
                .as((search, sort, filter) -> new ListQuery(search, sort, filter, null, null));
    }
}
