package dev.headwater.api.netty;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
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
import jakarta.inject.Singleton;

/**
 * Ends a body of unknown length with the connection where the client speaks HTTP/1.0, which knows no chunks (RFC 9112
 * §6.1): Micronaut would send it some.
 */
@Singleton
final class EndlessForHttp10 implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new BehindHttp1("endless-for-http10", Unchunked::new));
        return registry;
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
