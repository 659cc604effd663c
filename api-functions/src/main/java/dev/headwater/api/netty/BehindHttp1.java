package dev.headwater.api.netty;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a handler behind the HTTP/1 codec of each connection that has one.
 *
 * @param handler asked for each connection
 * @param channel of the server, where there is none yet, of a listener, of a connection: the last has requests
 */
record BehindHttp1(
        String name,
        Supplier<ChannelHandler> handler,
        @Nullable Channel channel) implements NettyServerCustomizer {
    private static final String CODEC = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;

    /** Of the server. */
    BehindHttp1(String name, Supplier<ChannelHandler> handler) {
        this(name, handler, null);
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel specific, ChannelRole role) {
        return new BehindHttp1(name, handler, specific);
    }

    @Override
    public void onStreamPipelineBuilt() {
        if (channel == null) {
            return;
        }
        ChannelPipeline pipeline = channel.pipeline();
        boolean isHttp1 = pipeline.get(CODEC) != null;
        if (isHttp1) {
            pipeline.addAfter(CODEC, name, handler.get());
        }
    }
}
