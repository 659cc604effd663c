package dev.headwater.edge;

import dev.headwater.edge.origin.Origin;
import dev.headwater.edge.origin.OriginConfig;
import java.net.BindException;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An edge that reads from an origin on another machine. It answers {@code /health} from the start, serves once it has the
 * origin's keys, and goes on with what it has in memory while the origin is away.
 */
public final class EdgeProcess implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final EdgeConfig config;
    private final Origin origin;
    private final EdgeServer server;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private EdgeProcess(EdgeConfig config, Origin origin, EdgeServer server) {
        this.config = config;
        this.origin = origin;
        this.server = server;
    }

    /**
     * Listens, and begins to ask for keys.
     *
     * @throws BindException where the address is not ours or the port is taken; says which
     * @throws IllegalArgumentException where the TLS files can not be used
     */
    public static EdgeProcess start(EdgeConfig config, OriginConfig originConfig, InstantSource clock)
            throws BindException {
        Origin origin = new Origin(originConfig);
        EdgeServer server = null;
        try {
            server = new EdgeServer(config, origin.objects(), origin.keys(), clock, origin.keys()::areKnown);
            origin.keys().listen(server::withhold);
            server.start();
            origin.start();
            return new EdgeProcess(config, origin, server);
        } catch (BindException | RuntimeException e) {
            if (server != null) {
                server.close();
            }
            origin.close();
            throw e;
        }
    }

    /**
     * Runs an edge until the process is told to stop by Ctrl-C or SIGTERM: says where it listens, and when it is ready.
     *
     * @throws BindException where the address is not ours or the port is taken; says which
     */
    public static void run(EdgeConfig config, OriginConfig origin, InstantSource clock, Consumer<String> out)
            throws BindException, InterruptedException {
        try (EdgeProcess edge = start(config, origin, clock)) {
            Runtime.getRuntime().addShutdownHook(new Thread(edge::stopAndWait, "stop"));
            out.accept("Edge listens on " + edge.address() + ", origin " + origin.address());
            if (edge.awaitReady()) {
                out.accept("Edge is ready");
                edge.stopAsked.await();
            }
        }
    }

    /** Where it listens, as a URL. */
    public String address() {
        String host = config.bindAddress().contains(":") ? "[" + config.bindAddress() + "]" : config.bindAddress();
        return config.scheme() + "://" + host + ":" + port();
    }

    public int port() {
        return server.port();
    }

    /** Whether it has keys, and so may serve. */
    public boolean isReady() {
        return origin.keys().areKnown();
    }

    /** False where it was told to stop before it got that far. */
    private boolean awaitReady() throws InterruptedException {
        while (!isReady()) {
            if (stopAsked.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** The process ends when this hook returns: not before everything has stopped. */
    private void stopAndWait() {
        stopAsked.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.close();
        origin.close();
        stopped.countDown();
    }
}
