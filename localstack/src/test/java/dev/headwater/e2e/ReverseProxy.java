package dev.headwater.e2e;

import dev.headwater.core.SelfSigned;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What stands in front of a server at home: ends https, and says who came by it. Of whole, small answers. */
final class ReverseProxy implements AutoCloseable {
    /** Whoever connects to it, it says that it was this one. */
    static final String VIEWER = "198.51.100.7";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_REQUEST = 65_536;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<String> upstream = new CompletableFuture<>();
    private final Channel listener;

    ReverseProxy(SelfSigned certificate) throws Exception {
        SslContext tls = SslContextBuilder.forServer(
                        certificate.certificate().toFile(), certificate.key().toFile())
                .build();
        listener = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel viewer) {
                        viewer.pipeline()
                                .addLast(
                                        tls.newHandler(viewer.alloc()),
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(MAX_REQUEST),
                                        new Forward());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Known only once what it leads to has started. */
    void leadTo(String base) {
        upstream.complete(base);
    }

    private final class Forward extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext viewer, FullHttpRequest request) {
            HttpRequest forwarded = HttpRequest.newBuilder(URI.create(upstream.join() + request.uri()))
                    .timeout(PATIENCE)
                    .header("X-Forwarded-For", VIEWER)
                    .header("X-Forwarded-Proto", "https")
                    .build();
            var _ = client.sendAsync(forwarded, HttpResponse.BodyHandlers.ofByteArray())
                    .whenComplete((answer, failure) -> {
                        if (answer == null) {
                            var _ = viewer.close();
                        } else {
                            var _ = viewer.writeAndFlush(copy(answer));
                        }
                    });
        }
    }

    private static FullHttpResponse copy(HttpResponse<byte[]> answer) {
        FullHttpResponse copy = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.statusCode()),
                Unpooled.wrappedBuffer(answer.body()));
        answer.headers().firstValue("Location").ifPresent(to -> copy.headers().set(HttpHeaderNames.LOCATION, to));
        copy.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        return copy;
    }

    @Override
    public void close() {
        client.shutdownNow();
        var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
