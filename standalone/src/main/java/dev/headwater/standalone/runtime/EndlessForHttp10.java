package dev.headwater.standalone.runtime;

import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Ends a body of unknown length with the connection where the client speaks HTTP/1.0, which knows no chunks (RFC 9112
 * §6.1): Micronaut would send it some.
 */
final class EndlessForHttp10 implements NettyServerCustomizer {
    /** Asked for the listener first, whose answer is asked for each connection. */
    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
        return role == ChannelRole.CONNECTION ? new OnConnection(channel) : this;
    }

    private record OnConnection(Channel channel) implements NettyServerCustomizer {
        @Override
        public void onStreamPipelineBuilt() {
            String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
            boolean isHttp1 = channel.pipeline().get(codec) != null;
            if (isHttp1) {
                channel.pipeline().addAfter(codec, "endless-for-http10", new Unchunked());
            }
        }
    }

    /** One per connection. */
    static final class Unchunked extends ChannelDuplexHandler {
        private boolean unchunked;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response) {
                unchunked = response.protocolVersion().equals(HttpVersion.HTTP_1_0)
                        && HttpUtil.isTransferEncodingChunked(response);
                if (unchunked) {
                    response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
                    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
                }
            }
            boolean last = unchunked && message instanceof LastHttpContent;
            var _ = context.write(message, last ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise);
        }
    }
}
