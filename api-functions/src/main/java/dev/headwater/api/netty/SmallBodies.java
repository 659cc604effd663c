package dev.headwater.api.netty;

import dev.headwater.api.http.BasePath;
import dev.headwater.api.http.FrontDoor;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import jakarta.inject.Singleton;

/**
 * Lets nothing but an upload have a large body. Micronaut has one limit for all routes: it is set to what an upload may
 * have, and this is the one for the rest.
 */
@Singleton
final class SmallBodies implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private static final long MAX_BYTES = 64 << 10;
    private static final String ADMIN = "/admin";
    private static final String UPLOADS = "/admin/api/v1/uploads/";

    private final FrontDoor door;

    SmallBodies(FrontDoor door) {
        this.door = door;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new BehindHttp1("small-bodies", () -> new Counting(door.basePath())));
        return registry;
    }

    /** One per connection. */
    private static final class Counting extends ChannelInboundHandlerAdapter {
        private final BasePath base;
        private long left;
        private boolean refused;

        Counting(BasePath base) {
            this.base = base;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (refused) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (message instanceof HttpRequest request) {
                // Whether the base path is gone by now depends on which handler was made first.
                String uri = base.strip(request.uri());
                boolean isUpload = request.method().equals(HttpMethod.PUT) && uri.startsWith(UPLOADS);
                left = isUpload ? Long.MAX_VALUE : MAX_BYTES;
                if (HttpUtil.getContentLength(request, 0L) > left) {
                    refuse(context, message, uri.startsWith(ADMIN));
                    return;
                }
            }
            if (message instanceof HttpContent content) {
                left -= content.content().readableBytes();
                if (left < 0) {
                    // What is being answered already ends with the connection.
                    ReferenceCountUtil.release(message);
                    refused = true;
                    var _ = context.close();
                    return;
                }
            }
            context.fireChannelRead(message);
        }

        private void refuse(ChannelHandlerContext context, Object message, boolean isAdmin) {
            refused = true;
            ReferenceCountUtil.release(message);
            DefaultFullHttpResponse answer = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, Unpooled.EMPTY_BUFFER);
            answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, "close");
            if (!isAdmin) {
                // Pages of other origins may ask players' routes, and read why they were refused.
                answer.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            }
            var _ = context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
