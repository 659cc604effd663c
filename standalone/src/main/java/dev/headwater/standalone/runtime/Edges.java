package dev.headwater.standalone.runtime;

import dev.headwater.core.playback.PublicHost;
import dev.headwater.core.playback.PublicUrl;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.edge.EdgeConfig;
import dev.headwater.edge.EdgeServer;
import dev.headwater.standalone.operations.OperationException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The edges in this process: one a port, named edge-1, edge-2, … in the pool. */
final class Edges implements AutoCloseable {
    private static final int MIB = 1 << 20;
    /** The page cache keeps segments as well, and costs no heap. */
    private static final int CACHE_BYTES = 24 * MIB;

    private static final int MAX_CACHED_OBJECT = 4 * MIB;
    private static final int WEIGHT = 100;
    private static final Pattern NAMED_HERE = Pattern.compile("edge-\\d+");

    private final List<EdgeServer> servers = new ArrayList<>();

    private Edges() {}

    static Edges start(Services services, UpOptions options) {
        Edges edges = new Edges();
        try {
            for (int port : options.edgePorts()) {
                EdgeConfig config =
                        EdgeConfig.of(options.bind().getHostAddress(), port).withCache(CACHE_BYTES, MAX_CACHED_OBJECT);
                // TLS: options.front().certificate(), where it is not null, belongs into the config.
                EdgeServer server = new EdgeServer(
                        config, services.objects(), services.signingKeys().finder(), services.clock());
                edges.servers.add(server);
                server.start();
            }
        } catch (BindException e) {
            edges.close();
            throw new OperationException(e.getMessage() + " (see --bind and --edge-ports)");
        }
        edges.register(services.edges(), options.front().edgeUrls());
        return edges;
    }

    /** Puts them into the pool; one that an operator drained stays drained. */
    private void register(EdgePool pool, List<PublicUrl> urls) {
        Map<String, Edge> known = pool.list().stream().collect(Collectors.toMap(Edge::name, Function.identity()));
        Set<String> ours = new HashSet<>();
        for (EdgeServer server : servers) {
            String name = "edge-" + (ours.size() + 1);
            Edge before = known.get(name);
            Edge.State state = before == null ? Edge.State.UP : before.state();
            int weight = before == null ? WEIGHT : before.weight();
            pool.save(
                    ours.size() < urls.size()
                            ? reachedBy(urls.get(ours.size()).host(), name, weight, state)
                            : new Edge(name, "http", null, server.port(), weight, state));
            ours.add(name);
        }
        known.values().stream()
                .filter(edge ->
                        edge.host() == null || NAMED_HERE.matcher(edge.name()).matches())
                .filter(edge -> !ours.contains(edge.name()))
                .forEach(edge -> pool.remove(edge.name()));
    }

    private static Edge reachedBy(PublicHost host, String name, int weight, Edge.State state) {
        return new Edge(name, host.scheme(), host.host(), host.port(), weight, state);
    }

    @Override
    public void close() {
        servers.forEach(EdgeServer::close);
    }
}
