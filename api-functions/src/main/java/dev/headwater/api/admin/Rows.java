package dev.headwater.api.admin;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rows of a {@link Directory} as they were at a moment, one behind the other in memory, and in the orders they were asked
 * for: a page of an order that is known costs what is on it. They never change; what follows them takes over their orders.
 */
public final class Rows<R> extends AbstractCollection<R> {
    private final List<R> all;
    private final Map<String, Order<R>> orders = new ConcurrentHashMap<>();

    /** All rows in an order that tells any two apart. */
    private record Order<R>(Comparator<R> by, List<R> rows) {
        static <R> Order<R> of(Collection<R> rows, Comparator<R> by) {
            return new Order<>(by, rows.stream().sorted(by).toList());
        }

        Order<R> with(Set<R> gone, Collection<R> come) {
            List<R> merged = new ArrayList<>(rows.size() + come.size());
            Iterator<R> more = come.stream().sorted(by).iterator();
            R next = more.hasNext() ? more.next() : null;
            for (R row : rows) {
                if (gone.contains(row)) {
                    continue;
                }
                while (next != null && by.compare(next, row) < 0) {
                    merged.add(next);
                    next = more.hasNext() ? more.next() : null;
                }
                merged.add(row);
            }
            while (next != null) {
                merged.add(next);
                next = more.hasNext() ? more.next() : null;
            }
            return new Order<>(by, Collections.unmodifiableList(merged));
        }
    }

    private Rows(Collection<R> all) {
        this.all = List.copyOf(all);
    }

    public static <R> Rows<R> of(Collection<R> rows) {
        return new Rows<>(rows);
    }

    /**
     * What follows these.
     *
     * @param now every row there is
     * @param gone rows of these that are there no more, or no more so
     * @param come rows that are not among these
     */
    Rows<R> followedBy(Collection<R> now, Set<R> gone, Collection<R> come) {
        Rows<R> following = new Rows<>(now);
        orders.forEach((name, order) -> following.orders.put(name, order.with(gone, come)));
        return following;
    }

    /**
     * All in an order; not to be changed.
     *
     * @param name of the order, the same for the same {@code order}
     */
    List<R> by(String name, Comparator<R> order) {
        return orders.computeIfAbsent(name, unknown -> Order.of(all, order)).rows();
    }

    @Override
    public Iterator<R> iterator() {
        return all.iterator();
    }

    @Override
    public int size() {
        return all.size();
    }
}
