package dev.headwater.edge;

import dev.headwater.core.store.ObjectReader;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the objects of a store to whoever has a signed URL. Start it once, close it once. */
public final class EdgeServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EdgeServer.class);
    private static final int BACKLOG = 1024;
    private static final long CLOSE_SECONDS = 5;
    /** As long as an origin may take for one answer. */
    private static final Duration ORIGIN_WAIT = Duration.ofSeconds(5);

    private final EdgeConfig config;
    private final EdgePipeline pipeline;
    private final WithheldStreams withheld = new WithheldStreams();
    private final ObjectCache objects;
    private final ExecutorService blocking;
    private final EventLoopGroup loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable Channel listener;

    /**
     * Makes a server that does not listen yet.
     *
     * @param keys finds the public key of a {@code Key-Pair-Id}; asked for every request, so it answers from memory
     */
    public EdgeServer(
            EdgeConfig config, ObjectReader origin, Function<String, Optional<PublicKey>> keys, InstantSource clock) {
        this(config, origin, keys, clock, () -> true);
    }

    /**
     * Makes a server that does not listen yet.
     *
     * @param keys finds the public key of a {@code Key-Pair-Id}; asked for every request, so it answers from memory
     * @param ready whether it may serve; until then {@code /health} says that it is starting, and objects are 503
     * @throws IllegalArgumentException where the TLS files can not be used
     */
    public EdgeServer(
            EdgeConfig config,
            ObjectReader origin,
            Function<String, Optional<PublicKey>> keys,
            InstantSource clock,
            BooleanSupplier ready) {
        this.config = config;
        // First: the files may be no good, and event loops hold descriptors until they are closed.
        Optional<SslContext> tls = config.tls().map(Tls::context);
        this.blocking = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("edge-", 0).factory());
        this.loops = new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(),
                new DefaultThreadFactory("edge", true),
                NioIoHandler.newFactory());
        Responses responses = new Responses(clock);
        Meter meter = new Meter(clock);
        this.objects = new ObjectCache(
                origin, config.cacheBytes(), config.maxCachedObjectBytes(), ORIGIN_WAIT, clock, blocking);
        Routes routes = new Routes(
                config::origin,
                new Health(ready, meter, config.capacity()),
                new UrlVerifier(keys, clock, blocking),
                new Delivery(objects, origin, responses, blocking),
                withheld,
                responses);
        AnswerWriter writer = new AnswerWriter(blocking, meter, tls.isEmpty());
        this.pipeline =
                new EdgePipeline(connections, config, tls, full -> new EdgeHandler(routes, responses, writer, full));
    }

    /**
     * Listens from now on.
     *
     * @throws BindException where the address is not ours or the port is taken; says which
     */
    public synchronized void start() throws BindException {
        if (listener != null) {
            throw new IllegalStateException("started already");
        }
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(pipeline)
                .bind(new InetSocketAddress(config.bindAddress(), config.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            BindException failure = new BindException("the edge can not listen on " + config.bindAddress() + " port "
                    + config.port() + ": " + bound.cause().getMessage());
            failure.initCause(bound.cause());
            throw failure;
        }
        listener = bound.channel();
        log.info("edge listens on {} port {}", config.bindAddress(), port());
    }

    /**
     * From now on serves nothing of these streams, and of all others again: refuses them, drops what it has of them, and
     * cuts off what is on its way. May be called again and again, from any thread, also before it is started.
     */
    public void withhold(Set<Integer> streams) {
        if (withheld.replace(streams)) {
            for (Channel connection : connections) {
                if (EdgeHandler.asked(connection).map(withheld::hold).orElse(false)) {
                    var _ = connection.close();
                }
            }
            objects.forgetAll(withheld::hold);
            log.info("{} streams are withheld", streams.size());
        }
    }

    /** The port it listens on, once started. */
    public synchronized int port() {
        if (listener == null) {
            throw new IllegalStateException("not started");
        }
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Ends the connections; what is on its way is cut off. */
    @Override
    public synchronized void close() {
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
        connections.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        blocking.shutdownNow();
        loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
