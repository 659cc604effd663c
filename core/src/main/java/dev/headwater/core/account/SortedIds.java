package dev.headwater.core.account;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.stream.IntStream;

/** Ids in order, four bytes each: a set of boxed ones takes more than ten times as much. Never changes. */
final class SortedIds extends AbstractSet<Integer> {
    private final int[] ids;

    private SortedIds(int[] ids) {
        this.ids = ids;
    }

    static SortedIds of(Collection<Integer> ids) {
        return ids instanceof SortedIds sorted
                ? sorted
                : new SortedIds(ids.stream()
                        .mapToInt(Integer::intValue)
                        .sorted()
                        .distinct()
                        .toArray());
    }

    SortedIds with(Collection<Integer> more) {
        return new SortedIds(IntStream.concat(IntStream.of(ids), more.stream().mapToInt(Integer::intValue))
                .sorted()
                .distinct()
                .toArray());
    }

    @Override
    public boolean contains(Object id) {
        return id instanceof Integer number && Arrays.binarySearch(ids, number) >= 0;
    }

    @Override
    public Iterator<Integer> iterator() {
        return IntStream.of(ids).iterator();
    }

    @Override
    public int size() {
        return ids.length;
    }
}
