package dev.headwater.api.ts;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** What the one subscriber of a stream has asked for and not been sent yet. For any thread. */
final class Demand {
    /** A viewer whose socket has taken nothing for so long is gone. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final InstantSource clock;
    private final Runnable onMore;
    private final Runnable onCancel;
    private final AtomicLong chunks = new AtomicLong();
    private volatile @Nullable Subscriber<? super ByteBuffer> subscriber;
    private volatile long servedAt;

    /**
     * @param onMore told when somebody is there, and whenever more is asked for
     * @param onCancel told when the client has gone
     */
    Demand(InstantSource clock, Runnable onMore, Runnable onCancel) {
        this.clock = clock;
        this.onMore = onMore;
        this.onCancel = onCancel;
        this.servedAt = clock.millis();
    }

    /** The bytes, once. */
    Publisher<ByteBuffer> publisher() {
        return this::subscribe;
    }

    private void subscribe(Subscriber<? super ByteBuffer> newcomer) {
        newcomer.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                chunks.accumulateAndGet(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
                onMore.run();
            }

            @Override
            public void cancel() {
                onCancel.run();
            }
        });
        subscriber = newcomer;
        onMore.run();
    }

    /** Whom to send to; null: nobody is there yet. */
    @Nullable
    Subscriber<? super ByteBuffer> subscriber() {
        return subscriber;
    }

    boolean isAny() {
        return chunks.get() > 0;
    }

    /** Sends a chunk of what was asked for. */
    void send(Subscriber<? super ByteBuffer> to, ByteBuffer chunk) {
        servedAt = clock.millis();
        chunks.decrementAndGet();
        to.onNext(chunk);
    }

    /** Whether nothing that was handed on has left for too long, or nobody ever asked. */
    boolean hasStalled() {
        return !isAny() && clock.millis() - servedAt >= PATIENCE.toMillis();
    }
}
