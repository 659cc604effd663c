package dev.headwater.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ObjectMeta;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.DefaultEventExecutor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {
    private static final long LENGTH = 10_000_000;
    private static final int CHUNK = 64 * 1024;

    /** A socket whose reader takes nothing until it is told to. */
    private final Queue<ChannelPromise> held = new ConcurrentLinkedQueue<>();

    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
        @Override
        public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
            if (msg instanceof HttpContent content && !(msg instanceof LastHttpContent)) {
                content.release();
                held.add(promise);
            } else {
                var _ = ctx.write(msg, promise);
            }
        }
    });

    /** An event loop that is not the thread of the test, as a real one would be. */
    private final DefaultEventExecutor loop = new DefaultEventExecutor();

    private final AtomicReference<Thread> pump = new AtomicReference<>();
    private final Meter meter = new Meter(new TestClock());
    private final AnswerWriter writer =
            new AnswerWriter(task -> pump.set(Thread.ofPlatform().start(task)), meter, true);
    private final AtomicLong read = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Responses responses = new Responses(new TestClock());

    static {
        Leaks.watch();
    }

    @BeforeEach
    @SuppressWarnings("deprecation") // an embedded channel has no other way to a second thread
    void join() {
        channel.pipeline().addLast(loop, new ChannelInboundHandlerAdapter());
    }

    @AfterEach
    void noLeaks() {
        channel.finishAndReleaseAll();
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        assertThat(Leaks.found()).isEmpty();
    }

    private ChannelFuture stream(long available) {
        InputStream body = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("bodies are read in blocks");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = (int) Math.min(length, available - read.get());
                read.addAndGet(count);
                return count == 0 ? -1 : count;
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        Blob blob = new Blob(LENGTH, 0, LENGTH, "\"x\"", ObjectMeta.segment(), body, Optional.empty());
        return writer.write(
                channel.pipeline().lastContext(),
                new Answer(responses.head(HttpResponseStatus.OK), new Answer.Content.Stream(blob)));
    }

    private void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private void takeAll() {
        for (ChannelPromise sent = held.poll(); sent != null; sent = held.poll()) {
            sent.setSuccess();
        }
    }

    private boolean pumpWaits() {
        return pump.get() != null && pump.get().getState() == Thread.State.WAITING && !held.isEmpty();
    }

    @Test
    void aSlowReaderHoldsTheOriginBack() {
        ChannelFuture done = stream(LENGTH);
        until(this::pumpWaits);
        assertThat(read).hasValue(2L * CHUNK);
        held.remove().setSuccess();
        until(this::pumpWaits);
        assertThat(read).hasValue(3L * CHUNK);
        until(() -> {
            takeAll();
            return done.isDone();
        });
        assertThat(done.isSuccess()).isTrue();
        assertThat(read).hasValue(LENGTH);
        until(closed::get);
    }

    @Test
    void aReaderWhoLeftEndsTheReading() {
        ChannelFuture done = stream(LENGTH);
        until(this::pumpWaits);
        held.remove().setFailure(new IOException("gone"));
        until(done::isDone);
        assertThat(done.isSuccess()).isFalse();
        until(closed::get);
        assertThat(read).hasValue(2L * CHUNK);
    }

    @Test
    void anOriginThatEndsEarlyFails() {
        ChannelFuture done = stream(100);
        until(() -> {
            takeAll();
            return done.isDone();
        });
        assertThat(done.isSuccess()).isFalse();
        until(closed::get);
    }

    @Test
    void aRegionOfMemoryGoesOutInPiecesAndInFull() throws IOException {
        byte[] bytes = EdgeFixture.bytes(300_000);
        ByteBuffer shared = ByteBuffer.wrap(bytes);
        MemoryRegion region = new MemoryRegion(shared.slice(1000, 299_000), meter);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WritableByteChannel target = Channels.newChannel(out);
        while (region.transferred() < region.count()) {
            assertThat(region.transferTo(target, region.transferred())).isBetween(1L, 128L * 1024);
        }
        assertThat(out.toByteArray()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 1000, 300_000));
        assertThat(shared.position()).isZero();
        assertThat(region.release()).isTrue();
    }
}
