package dev.headwater.edge;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sets up each accepted connection, up to the limit. */
@SuppressWarnings("FutureReturnValueIgnored") // a close has no one to report to
final class EdgePipeline extends ChannelInitializer<SocketChannel> {
    private static final int MAX_HEAD_BYTES = 16 * 1024;

    private final ChannelGroup connections;
    private final int maxConnections;
    private final Duration idleTimeout;
    private final Supplier<EdgeHandler> handlers;

    /** The group holds the connections of one server; what is closed leaves it by itself. */
    EdgePipeline(ChannelGroup connections, int maxConnections, Duration idleTimeout, Supplier<EdgeHandler> handlers) {
        this.connections = connections;
        this.maxConnections = maxConnections;
        this.idleTimeout = idleTimeout;
        this.handlers = handlers;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        connections.add(channel);
        if (connections.size() > maxConnections) {
            channel.close();
            return;
        }
        ChannelPipeline pipeline = channel.pipeline();
        // "observe output": a body that moves forward is not idle, one that stands still is.
        pipeline.addLast(new IdleStateHandler(true, 0, 0, idleTimeout.toNanos(), TimeUnit.NANOSECONDS));
        pipeline.addLast(new HttpServerCodec(
                new HttpDecoderConfig().setMaxInitialLineLength(MAX_HEAD_BYTES).setMaxHeaderSize(MAX_HEAD_BYTES)));
        pipeline.addLast(new RequestDeadline(idleTimeout));
        pipeline.addLast(handlers.get());
    }
}
