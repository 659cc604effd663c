package dev.headwater.core.store;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who in this process wants to know what was written: told after each write, by the thread that wrote. */
public final class Watchers {
    private final List<Consumer<Collection<Integer>>> all = new CopyOnWriteArrayList<>();

    /** @param changed is told the ids of what was written or removed; it must be quick and throw nothing */
    public void add(Consumer<Collection<Integer>> changed) {
        all.add(changed);
    }

    public void tell(int id) {
        tell(List.of(id));
    }

    public void tell(Collection<Integer> ids) {
        all.forEach(one -> one.accept(ids));
    }
}
