package dev.headwater.edge;

import dev.headwater.core.store.Blob;
import dev.headwater.edge.Answer.Content;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.concurrent.Executor;

/**
 * Writes answers no faster than their readers take them, and counts their bytes as they go out. Without TLS the system
 * copies files and memory to the socket; behind TLS every byte has to be seen, so they go in chunks.
 */
final class AnswerWriter {
    /** Bodies up to this size leave in one packet with their head. */
    private static final int SMALL = 4 * 1024;

    private static final int CHUNK = 64 * 1024;

    private final Executor executor;
    private final Meter meter;
    private final boolean zeroCopy;

    /**
     * Makes a writer for the connections of one server.
     *
     * @param executor may be blocked by streams and slow readers: virtual threads
     * @param zeroCopy whether nothing between here and the socket has to see the bytes
     */
    AnswerWriter(Executor executor, Meter meter, boolean zeroCopy) {
        this.executor = executor;
        this.meter = meter;
        this.zeroCopy = zeroCopy;
    }

    /** Takes the answer over; the future fails where the body could not be sent to its end. */
    ChannelFuture write(ChannelHandlerContext ctx, Answer answer) {
        queue(ctx, answer.head());
        switch (answer.content()) {
            case Content.None _ -> {}
            case Content.Memory(ByteBuffer bytes)
            when bytes.remaining() <= SMALL -> {
                meter.sent(bytes.remaining());
                queue(ctx, new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
            }
            case Content.Memory(ByteBuffer bytes) when zeroCopy -> queue(ctx, new MemoryRegion(bytes, meter));
            case Content.Memory(ByteBuffer bytes) -> {
                ChannelPromise done = ctx.newPromise();
                sendChunks(ctx, bytes.slice(), done);
                return done;
            }
            case Content.File(FileChannel channel, long position, long length)
            when zeroCopy -> queue(ctx, new MeteredFileRegion(channel, position, length, meter));
            case Content.File(FileChannel channel, long position, long length) -> {
                return stream(ctx, length, () -> Channels.newInputStream(channel.position(position)));
            }
            case Content.Stream(Blob blob) -> {
                return stream(ctx, blob.length(), blob::body);
            }
        }
        return ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    /** What fails here fails whatever is written behind it, too. */
    private static void queue(ChannelHandlerContext ctx, Object part) {
        var _ = ctx.write(part, ctx.voidPromise());
    }

    /** The next chunk is looked at when the one before has left, so nothing waits in front of a slow socket but it. */
    private void sendChunks(ChannelHandlerContext ctx, ByteBuffer left, ChannelPromise done) {
        if (!left.hasRemaining()) {
            var _ = ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, done);
            return;
        }
        int length = Math.min(CHUNK, left.remaining());
        ByteBuf chunk = Unpooled.wrappedBuffer(left.slice(left.position(), length));
        left.position(left.position() + length);
        var _ = ctx.writeAndFlush(new DefaultHttpContent(chunk)).addListener(sent -> {
            if (sent.isSuccess()) {
                meter.sent(length);
                sendChunks(ctx, left, done);
            } else {
                done.tryFailure(sent.cause());
            }
        });
    }

    private interface Opened {
        /** Is closed by whoever opened it, whether it was read or not */
        InputStream body() throws IOException;
    }

    private ChannelFuture stream(ChannelHandlerContext ctx, long length, Opened opened) {
        ChannelPromise done = ctx.newPromise();
        executor.execute(() -> pump(ctx, length, opened, done));
        return done;
    }

    /** One chunk is on its way to the reader while the next is read from the origin; never more. */
    private void pump(ChannelHandlerContext ctx, long length, Opened opened, ChannelPromise done) {
        try (InputStream body = opened.body()) {
            ChannelFuture sent = ctx.newSucceededFuture();
            for (long left = length; left > 0; ) {
                ByteBuf chunk = chunk(ctx, body, left);
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

    private static ByteBuf chunk(ChannelHandlerContext ctx, InputStream body, long left) throws IOException {
        ByteBuf chunk = ctx.alloc().heapBuffer(CHUNK);
        boolean filled = false;
        try {
            filled = chunk.writeBytes(body, (int) Math.min(CHUNK, left)) > 0;
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

    private ChannelFuture sendAfter(ChannelFuture sent, ChannelHandlerContext ctx, ByteBuf chunk)
            throws IOException, InterruptedException {
        boolean handedOver = false;
        try {
            awaitSent(sent);
            meter.sent(chunk.readableBytes());
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
