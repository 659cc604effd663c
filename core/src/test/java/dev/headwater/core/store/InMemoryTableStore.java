package dev.headwater.core.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table in memory, for tests. Nothing expires. */
public final class InMemoryTableStore implements TableStore {
    private static final Comparator<String> UTF8 =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final NavigableMap<String, NavigableMap<String, Item>> partitions = new TreeMap<>(UTF8);

    @Override
    public synchronized Optional<Item> get(Key key) {
        return Optional.ofNullable(partition(key.pk()).get(key.sk()));
    }

    @Override
    public synchronized Page<Item> query(Query query) {
        NavigableMap<String, Item> partition = partition(query.pk());
        List<Item> range = (query.descending() ? partition.descendingMap() : partition)
                .values().stream()
                        .filter(item -> within(query, item.key().sk()))
                        .toList();
        List<Item> items = range.subList(0, fitting(range, query.limit()));
        return new Page<>(
                items, range.size() > items.size() ? items.getLast().key().sk() : null);
    }

    @Override
    public synchronized PutResult put(Key key, Body body, Condition condition) {
        Optional<Item> current = get(key);
        if (!holds(condition, current)) {
            return new PutResult.Conflict(current);
        }
        long version = current.map(Item::version).orElse(0L) + 1;
        partitions.computeIfAbsent(key.pk(), pk -> new TreeMap<>(UTF8)).put(key.sk(), new Item(key, body, version));
        return new PutResult.Written(version);
    }

    @Override
    public synchronized boolean delete(Key key, Condition condition) {
        boolean allowed = !(condition instanceof Condition.IfAbsent) && holds(condition, get(key));
        if (allowed) {
            partition(key.pk()).remove(key.sk());
        }
        return allowed;
    }

    @Override
    public synchronized void putAll(List<Write> writes) {
        writes.forEach(write -> put(write.key(), write.body(), Condition.always()));
    }

    @Override
    public synchronized Page<Item> scan(int limit, @Nullable String after) {
        List<Item> all = new ArrayList<>();
        partitions.values().forEach(partition -> all.addAll(partition.values()));
        int from = after == null ? 0 : Integer.parseInt(after);
        int to = from + fitting(all.subList(from, all.size()), limit);
        return new Page<>(all.subList(from, to), to == all.size() ? null : String.valueOf(to));
    }

    private NavigableMap<String, Item> partition(String pk) {
        return partitions.getOrDefault(pk, new TreeMap<>(UTF8));
    }

    /** How many of the items go on one page. */
    private static int fitting(List<Item> items, int limit) {
        int count = 0;
        long bytes = 0;
        for (Item item : items.subList(0, Math.min(limit, items.size()))) {
            bytes += item.body().bytes();
            if (count > 0 && bytes > MAX_PAGE_BYTES) {
                break;
            }
            count++;
        }
        return count;
    }

    private static boolean within(Query query, String sk) {
        String after = query.after();
        return (query.from() == null || UTF8.compare(sk, query.from()) >= 0)
                && (query.to() == null || UTF8.compare(sk, query.to()) < 0)
                && (after == null || (query.descending() ? UTF8.compare(sk, after) < 0 : UTF8.compare(sk, after) > 0));
    }

    private static boolean holds(Condition condition, Optional<Item> current) {
        return switch (condition) {
            case Condition.Always() -> true;
            case Condition.IfAbsent() -> current.isEmpty();
            case Condition.IfVersion(long version) ->
                current.filter(item -> item.version() == version).isPresent();
        };
    }
}
