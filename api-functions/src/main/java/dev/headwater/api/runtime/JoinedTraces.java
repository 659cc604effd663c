package dev.headwater.api.runtime;

import dev.headwater.core.subscriber.Traces;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All places where something of a line is stored; they join as they start. */
public final class JoinedTraces implements Traces {
    private final List<Traces> all = new CopyOnWriteArrayList<>();

    public void add(Traces traces) {
        all.add(traces);
    }

    @Override
    public List<Trace> of(int line, String name) {
        return all.stream().flatMap(one -> one.of(line, name).stream()).toList();
    }

    @Override
    public void erase(int line, String name) {
        all.forEach(one -> one.erase(line, name));
    }
}
