package dev.headwater.edge;

import dev.headwater.core.store.Blob;
import dev.headwater.edge.Answer.Content;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.Executor;

/** Writes answers no faster than their readers take them. */
final class AnswerWriter {
    /** Bodies up to this size leave in one packet with their head. */
    private static final int SMALL = 4 * 1024;

    private static final int CHUNK = 64 * 1024;

    private final Executor executor;

    /** The executor may be blocked by streams and slow readers: virtual threads */
    AnswerWriter(Executor executor) {
        this.executor = executor;
    }

    /** Takes the answer over; the future fails where the body could not be sent to its end. */
    ChannelFuture write(ChannelHandlerContext ctx, Answer answer) {
        queue(ctx, answer.head());
        switch (answer.content()) {
            case Content.None _ -> {}
            case Content.Memory(ByteBuffer bytes) ->
                queue(
                        ctx,
                        bytes.remaining() <= SMALL
                                ? new DefaultHttpContent(Unpooled.wrappedBuffer(bytes))
                                : new MemoryRegion(bytes));
            case Content.File(FileChannel channel, long position, long length) ->
                queue(ctx, new DefaultFileRegion(channel, position, length));
            case Content.Stream(Blob blob) -> {
                ChannelPromise done = ctx.newPromise();
                executor.execute(() -> pump(ctx, blob, done));
                return done;
            }
        }
        return ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /** What fails here fails whatever is written behind it, too. */
    private static void queue(ChannelHandlerContext ctx, Object part) {
        var _ = ctx.write(part, ctx.voidPromise());
    }

    /** One chunk is on its way to the reader while the next is read from the origin; never more. */
    private static void pump(ChannelHandlerContext ctx, Blob blob, ChannelPromise done) {
        try (blob) {
            ChannelFuture sent = ctx.newSucceededFuture();
            for (long left = blob.length(); left > 0; ) {
                ByteBuf chunk = chunk(ctx, blob, left);
                left -= chunk.readableBytes();
                sent = sendAfter(sent, ctx, chunk);
            }
            awaitSent(sent);
            var _ = ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, done);
        } catch (IOException | RuntimeException e) {
            done.tryFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.tryFailure(e);
        }
    }

    private static ByteBuf chunk(ChannelHandlerContext ctx, Blob blob, long left) throws IOException {
        ByteBuf chunk = ctx.alloc().heapBuffer(CHUNK);
        boolean filled = false;
        try {
            filled = chunk.writeBytes(blob.body(), (int) Math.min(CHUNK, left)) > 0;
        } finally {
            if (!filled) {
                chunk.release();
            }
        }
        if (!filled) {
            throw new EOFException("object ended early");
        }
        return chunk;
    }

    private static ChannelFuture sendAfter(ChannelFuture sent, ChannelHandlerContext ctx, ByteBuf chunk)
            throws IOException, InterruptedException {
        boolean handedOver = false;
        try {
            awaitSent(sent);
            handedOver = true;
            return ctx.writeAndFlush(new DefaultHttpContent(chunk));
        } finally {
            if (!handedOver) {
                chunk.release();
            }
        }
    }

    private static void awaitSent(ChannelFuture sent) throws IOException, InterruptedException {
        if (!sent.await().isSuccess()) {
            throw new IOException("reader has gone", sent.cause());
        }
    }
}
