package dev.headwater.edge;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection that has not sent a whole request head in time, however busily it sends single bytes of one. One
 * timer a connection, not one a request: it looks when it wakes whether it has to wait on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close has no one to report to
final class RequestDeadline extends ChannelDuplexHandler {
    private final long nanos;
    private int unanswered;
    private long waitingSince;

    RequestDeadline(Duration deadline) {
        this.nanos = deadline.toNanos();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        waitingSince = now(ctx);
        wake(ctx, nanos);
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof HttpRequest) {
            unanswered++;
        }
        ctx.fireChannelRead(msg);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (msg instanceof LastHttpContent) {
            ctx.write(msg, promise.unvoid()).addListener(_ -> {
                unanswered--;
                waitingSince = now(ctx);
            });
        } else {
            ctx.write(msg, promise);
        }
    }

    private void wake(ChannelHandlerContext ctx, long delay) {
        ctx.executor().schedule(() -> look(ctx), delay, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            return;
        }
        long left = unanswered > 0 ? nanos : waitingSince + nanos - now(ctx);
        if (left > 0) {
            wake(ctx, left);
        } else {
            ctx.close();
        }
    }

    private static long now(ChannelHandlerContext ctx) {
        return ctx.executor().ticker().nanoTime();
    }
}
