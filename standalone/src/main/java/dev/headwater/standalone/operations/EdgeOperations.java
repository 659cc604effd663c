package dev.headwater.standalone.operations;

import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code edge list | drain | undrain}. */
public final class EdgeOperations {
    private final EdgePool pool;
    private final Supplier<String> publicHost;

    /** @param publicHost stands for the host by which a viewer reaches us */
    public EdgeOperations(EdgePool pool, Supplier<String> publicHost) {
        this.pool = pool;
        this.publicHost = publicHost;
    }

    /** An edge by its name. */
    public record ByName(String name) {}

    /** An edge as commands show it. */
    record View(String name, String url, int weight, String state) {}

    void register(Operations operations) {
        operations.add(
                "edge.list",
                Operations.None.class,
                none -> pool.list().stream().map(this::view).toList());
        operations.add("edge.drain", ByName.class, by -> set(by.name(), Edge.State.DRAINING));
        operations.add("edge.undrain", ByName.class, by -> set(by.name(), Edge.State.UP));
    }

    private View set(String name, Edge.State state) {
        return pool.setState(name, state)
                .map(this::view)
                .orElseThrow(() -> new OperationException("there is no edge '" + name + "'; see: edge list"));
    }

    private View view(Edge edge) {
        return new View(
                edge.name(),
                edge.base(publicHost.get()),
                edge.weight(),
                edge.state().name().toLowerCase(Locale.ROOT));
    }
}
