package dev.headwater.standalone.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whoever wants to look when the catalogue has changed; they join as they start. */
final class Looks implements Runnable {
    private final List<Runnable> all = new CopyOnWriteArrayList<>();

    void add(Runnable look) {
        all.add(look);
    }

    @Override
    public void run() {
        all.forEach(Runnable::run);
    }
}
