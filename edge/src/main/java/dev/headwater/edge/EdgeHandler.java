package dev.headwater.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: takes a request, has it answered, then reads the next. So pipelined requests are answered in order, and
 * a client who sends faster than it reads waits in its own socket.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close has no one to report to
final class EdgeHandler extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(EdgeHandler.class);
    private static final long LINGER_SECONDS = 1;

    /** What is being asked for, as the path says it. */
    private static final AttributeKey<String> ASKED = AttributeKey.valueOf(EdgeHandler.class, "asked");

    private final Routes routes;
    private final Responses responses;
    private final AnswerWriter writer;
    private final boolean full;
    /** Decoded but not looked at: at most what one read of the socket held. */
    private final Queue<Object> waiting = new ArrayDeque<>();

    private @Nullable HttpRequest request;
    private boolean answering;
    private boolean parting;

    /** Of the connections that are one too many, each has one request answered */
    EdgeHandler(Routes routes, Responses responses, AnswerWriter writer, boolean full) {
        this.routes = routes;
        this.responses = responses;
        this.writer = writer;
        this.full = full;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (parting) {
            ReferenceCountUtil.release(msg);
        } else {
            waiting.add(msg);
            next(ctx);
        }
    }

    /** Goes on with what has been read, or reads. */
    private void next(ChannelHandlerContext ctx) {
        while (!answering && !waiting.isEmpty()) {
            Object msg = waiting.remove();
            try {
                take(ctx, msg);
            } finally {
                ReferenceCountUtil.release(msg);
            }
        }
        if (!answering) {
            ctx.read();
        }
    }

    private void take(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof HttpRequest head) {
            Optional<Answer> refusal = refusal(head);
            if (refusal.isPresent()) {
                answering = true;
                write(ctx, head, refusal.get(), false);
            } else {
                request = head;
            }
        } else if (msg instanceof LastHttpContent && request != null) {
            HttpRequest whole = request;
            request = null;
            answering = true;
            answer(ctx, whole);
        }
    }

    /** What is not even looked at; the connection ends with it, for where the next request begins is not sure. */
    private Optional<Answer> refusal(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            return Optional.of(
                    switch (head.decoderResult().cause()) {
                        case TooLongHttpLineException _ ->
                            responses.line(HttpResponseStatus.REQUEST_URI_TOO_LONG, "request line too long");
                        case TooLongHttpHeaderException _ ->
                            responses.line(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "headers too large");
                        default -> responses.line(HttpResponseStatus.BAD_REQUEST, "not HTTP");
                    });
        }
        boolean hasBody =
                head.headers().contains(HttpHeaderNames.TRANSFER_ENCODING) || HttpUtil.getContentLength(head, 0L) != 0;
        return hasBody
                ? Optional.of(responses.line(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "no request bodies"))
                : Optional.empty();
    }

    private void answer(ChannelHandlerContext ctx, HttpRequest asked) {
        boolean keepAlive = HttpUtil.isKeepAlive(asked) && !full;
        // First: what is withheld between the look at it and its delivery has to be found here.
        ctx.channel().attr(ASKED).set(asked.uri());
        CompletableFuture<Answer> answer = routes.answer(asked, viewer(ctx), full);
        if (answer.isDone()) {
            write(ctx, asked, outcome(answer), keepAlive);
        } else {
            var _ = answer.whenComplete(
                    (_, _) -> ctx.executor().execute(() -> write(ctx, asked, outcome(answer), keepAlive)));
        }
    }

    /** The key of the object a connection gets or got last; empty: it asked for nothing yet. */
    static Optional<String> asked(Channel connection) {
        return Optional.ofNullable(connection.attr(ASKED).get())
                .filter(uri -> uri.startsWith("/"))
                .map(uri -> uri.substring(1));
    }

    private static InetAddress viewer(ChannelHandlerContext ctx) {
        return ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress();
    }

    private Answer outcome(CompletableFuture<Answer> answer) {
        if (answer.isCompletedExceptionally()) {
            log.error("a request could not be answered", answer.exceptionNow());
            return responses.line(HttpResponseStatus.INTERNAL_SERVER_ERROR, "the edge is at fault");
        }
        return answer.resultNow();
    }

    private void write(ChannelHandlerContext ctx, HttpRequest asked, Answer answer, boolean keepAlive) {
        if (!ctx.channel().isActive()) {
            answer.close();
            return;
        }
        HttpUtil.setKeepAlive(answer.head().headers(), asked.protocolVersion(), keepAlive);
        Answer told = asked.method().equals(HttpMethod.HEAD) ? answer.withoutContent() : answer;
        writer.write(ctx, told).addListener(written -> {
            if (!written.isSuccess()) {
                ctx.close();
            } else if (keepAlive) {
                answering = false;
                next(ctx);
            } else {
                part(ctx);
            }
        });
    }

    /**
     * Says that no more will come, and reads on for a moment: closed with something unread, a socket resets, and the
     * client may lose the answer (RFC 9112, section 9.6).
     */
    private void part(ChannelHandlerContext ctx) {
        parting = true;
        forget();
        if (ctx.channel() instanceof DuplexChannel duplex) {
            SslHandler tls = ctx.pipeline().get(SslHandler.class);
            if (tls == null) {
                duplex.shutdownOutput();
            } else {
                // Without its goodbye, an end of TLS looks like an attack (RFC 8446, section 6.1).
                tls.closeOutbound().addListener(_ -> duplex.shutdownOutput());
            }
            duplex.config().setAutoRead(true);
            ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        } else {
            ctx.close();
        }
    }

    private void forget() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        forget();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        // Netty can tell a body that moves from one that stands still from the second look on only.
        if (event instanceof IdleStateEvent idle && !(idle.isFirst() && answering)) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // What is no TLS comes wrapped.
        if (cause instanceof IOException || cause.getCause() instanceof IOException) {
            log.debug("connection lost: {}", cause.toString());
        } else {
            log.error("connection closed", cause);
        }
        ctx.close();
    }
}
