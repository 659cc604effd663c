package dev.headwater.edge;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sets up each accepted connection, up to the limit. */
@SuppressWarnings("FutureReturnValueIgnored") // a close has no one to report to
final class EdgePipeline extends ChannelInitializer<SocketChannel> {
    private static final int MAX_HEAD_BYTES = 16 * 1024;
    /** Connections above the limit that may ask for the health: a busy edge is not to be taken for a dead one. */
    private static final int RESERVE = 16;

    private static final Duration RESERVE_PATIENCE = Duration.ofSeconds(2);

    private final ChannelGroup connections;
    private final int maxConnections;
    private final Duration idleTimeout;
    private final Optional<SslContext> tls;
    private final Handlers handlers;

    /** Makes the handler of one connection. */
    interface Handlers {
        /** A connection is full where it is one too many */
        EdgeHandler handler(boolean full);
    }

    /** The group holds the connections of one server; what is closed leaves it by itself. */
    EdgePipeline(ChannelGroup connections, EdgeConfig config, Optional<SslContext> tls, Handlers handlers) {
        this.connections = connections;
        this.maxConnections = config.maxConnections();
        this.idleTimeout = config.idleTimeout();
        this.tls = tls;
        this.handlers = handlers;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        connections.add(channel);
        int open = connections.size();
        if (open > maxConnections + RESERVE) {
            channel.close();
            return;
        }
        boolean full = open > maxConnections;
        Duration patience = full && RESERVE_PATIENCE.compareTo(idleTimeout) < 0 ? RESERVE_PATIENCE : idleTimeout;
        ChannelPipeline pipeline = channel.pipeline();
        // "observe output": a body that moves forward is not idle, one that stands still is.
        pipeline.addLast(new IdleStateHandler(true, 0, 0, patience.toNanos(), TimeUnit.NANOSECONDS));
        tls.ifPresent(context -> pipeline.addLast(context.newHandler(channel.alloc())));
        pipeline.addLast(new HttpServerCodec(
                new HttpDecoderConfig().setMaxInitialLineLength(MAX_HEAD_BYTES).setMaxHeaderSize(MAX_HEAD_BYTES)));
        pipeline.addLast(new RequestDeadline(patience));
        pipeline.addLast(handlers.handler(full));
    }
}
