package dev.headwater.api.netty;

import dev.headwater.api.http.BasePath;
import dev.headwater.api.http.FrontDoor;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;

/** Takes the base path off each request before anything looks at it. Filters come too late: one that does so loses the body. */
@Singleton
final class BasePathCustomizer implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final FrontDoor door;

    BasePathCustomizer(FrontDoor door) {
        this.door = door;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        Stripping stripping = new Stripping(door.basePath());
        registry.register(new BehindHttp1("base-path", () -> stripping));
        return registry;
    }

    @ChannelHandler.Sharable
    private static final class Stripping extends ChannelInboundHandlerAdapter {
        private final BasePath base;

        Stripping(BasePath base) {
            this.base = base;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                request.setUri(base.strip(request.uri()));
            }
            context.fireChannelRead(message);
        }
    }
}
