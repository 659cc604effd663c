package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.delivery.EdgeOperations;
import dev.headwater.api.runtime.Services;
import dev.headwater.core.playback.PublicHost;
import dev.headwater.core.playback.PublicUrl;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.edge.EdgeProbe;
import dev.headwater.core.playback.edge.EdgeProber;
import dev.headwater.core.playback.edge.Probed;
import dev.headwater.edge.EdgeConfig;
import dev.headwater.edge.EdgeServer;
import dev.headwater.standalone.tls.ServerCertificate;
import java.net.BindException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The edges in this process: one a port, named edge-1, edge-2, … in the pool; and the watch over all of the pool. */
final class Edges implements AutoCloseable {
    private static final int MIB = 1 << 20;
    /** The page cache keeps segments as well, and costs no heap. */
    private static final int CACHE_BYTES = 24 * MIB;

    private static final int MAX_CACHED_OBJECT = 4 * MIB;
    private final Map<String, EdgeServer> servers = new LinkedHashMap<>();
    private @Nullable HttpEdgeProbe probe;
    private @Nullable EdgeWatch watch;

    private Edges() {}

    static Edges start(Services services, String process, UpOptions options) {
        Edges edges = new Edges();
        try {
            for (int port : options.edgePorts()) {
                EdgeServer server = new EdgeServer(
                        config(options, port, edges.servers.size()),
                        services.objects(),
                        services.signingKeys().finder(),
                        services.clock());
                edges.servers.put(Edge.OWN_PREFIX + (edges.servers.size() + 1), server);
                server.withhold(services.takedowns().streams());
                server.start();
            }
        } catch (BindException e) {
            edges.close();
            throw new OperationException(e.getMessage() + " (see --bind and --edge-ports)");
        }
        if (!edges.servers.isEmpty()) {
            // Without one of ours the pool is another's to fill and to watch.
            edges.register(services.edges(), options.front());
            edges.watch(services, process, options);
        }
        return edges;
    }

    /** Has all of them serve nothing of these streams any more. */
    void withhold(Set<Integer> streams) {
        servers.values().forEach(server -> server.withhold(streams));
    }

    private static EdgeConfig config(UpOptions options, int port, int index) {
        EdgeConfig config =
                EdgeConfig.of(options.bind().getHostAddress(), port).withCache(CACHE_BYTES, MAX_CACHED_OBJECT);
        Front front = options.front();
        if (index < front.edgeUrls().size()) {
            config = config.withPublicBase(front.edgeUrls().get(index).base());
        }
        ServerCertificate certificate = front.certificate();
        return certificate == null
                ? config
                : config.withTls(new EdgeConfig.TlsKeys(certificate.key(), certificate.chain()));
    }

    /**
     * Ours are asked where they listen, however viewers reach them. With a certificate, which is not for that address, they
     * are taken to be well for as long as this process is.
     */
    private void watch(Services services, String process, UpOptions options) {
        InetAddress bind = options.bind();
        InetAddress own = bind.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bind;
        Map<String, String> bases = new HashMap<>();
        servers.forEach((name, server) ->
                bases.put(name, PublicHost.of("http", own, server.port()).base()));
        HttpEdgeProbe http = new HttpEdgeProbe(bases);
        boolean isTls = options.front().certificate() != null;
        EdgeProbe probing = edge -> isTls && servers.containsKey(edge.name()) ? new Probed.Alive(0, 0) : http.ask(edge);
        probe = http;
        watch = EdgeWatch.start(
                new EdgeProber(services.edges(), services.leases(), probing, process, services.clock()));
    }

    /** Puts them into the pool; one that an operator drained stays drained. */
    private void register(EdgePool pool, Front front) {
        Iterator<PublicUrl> urls = front.edgeUrls().iterator();
        servers.forEach((name, server) -> {
            PublicHost host = urls.hasNext() ? urls.next().host() : null;
            pool.register(
                    host == null
                            ? Edge.of(name, front.scheme(), null, server.port(), EdgeOperations.DEFAULT_WEIGHT)
                            : Edge.of(name, host.scheme(), host.host(), host.port(), EdgeOperations.DEFAULT_WEIGHT));
        });
        Set<String> names = servers.keySet();
        pool.list().stream()
                .map(Edge::name)
                .filter(name -> Edge.isOwn(name) && !names.contains(name))
                .forEach(pool::remove);
    }

    @Override
    public void close() {
        // First: edges that stop with us are not to be found dead.
        if (watch != null) {
            watch.close();
        }
        if (probe != null) {
            probe.close();
        }
        servers.values().forEach(EdgeServer::close);
    }
}
