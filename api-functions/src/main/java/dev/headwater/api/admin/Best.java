package dev.headwater.api.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first of many, in an order. Some more than wanted are kept until they are twice as many, then ordered and cut: of rows
 * that come in runs, as most do, a run costs little more than a look at each.
 */
final class Best<R> {
    private final Comparator<R> order;
    private final int most;
    private final List<R> kept;
    private @Nullable R last;

    Best(Comparator<R> order, int most) {
        this.order = order;
        this.most = most;
        this.kept = new ArrayList<>(2 * most);
    }

    void add(R row) {
        R worst = last;
        if (worst != null && order.compare(row, worst) >= 0) {
            return;
        }
        kept.add(row);
        if (kept.size() == 2 * most) {
            cut();
            last = kept.getLast();
        }
    }

    private void cut() {
        kept.sort(order);
        if (kept.size() > most) {
            kept.subList(most, kept.size()).clear();
        }
    }

    /** What there is of them by now. */
    List<R> ordered() {
        cut();
        return List.copyOf(kept);
    }
}
